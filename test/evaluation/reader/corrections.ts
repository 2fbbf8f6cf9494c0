/**
 * What a correction gets, and a question of somebody who said where they stand:
 *
 *   npm run evaluate:corrections -- [--data DIR] [--failures]
 *
 * `corrections.jsonl`: a question, its answer, and what its author says then (« pas les pénalités, la retenue »). Set B was
 * not looked at while the product was mended on set A. `stands.jsonl`: a question of a buyer, of a bidder, of one whose
 * offer was refused, of the holder of a contract; the odd ones chose the weights, the even ones measure.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { converse } from '#src/commands/ask/ask.ts';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { wilson } from '../statistics.ts';

interface Case {
  readonly set: string;
  readonly turns: readonly string[];
  readonly sections: readonly string[];
}

const { values } = parseArgs({ options: { data: { type: 'string' }, failures: { type: 'string' } } });
using folder = tempFolder();
const { config, today } = readOptions(['--data', values.data ?? folder.path]);
const opened = await openBase(config);
const headings = new Map(opened.base.passages.map(({ key, heading }) => [key, heading]));
const read = <T>(file: string): T[] =>
  readFileSync(join(import.meta.dirname, '../messages', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const corrections = read<Case>('corrections.jsonl').map((one) => ({ ...one, set: `correction ${one.set}` }));
const stands = read<Omit<Case, 'set'> & { stands: string }>('stands.jsonl').flatMap((one, index) => [
  { ...one, set: index % 2 === 0 ? 'situation A' : 'situation B' },
  { ...one, set: `situation ${index % 2 === 0 ? 'A' : 'B'} ${one.stands}` },
]);

const lines: string[][] = [['', 'nombre', 'citée', 'proposée', 'redonnée', 'refusée', 'autre', '95 %']];
for (const [set, cases] of [...Map.groupBy([...corrections, ...stands], (one) => one.set)].sort()) {
  const counts = { cited: 0, offered: 0, again: 0, refused: 0, other: 0 };
  for (const { turns, sections } of cases) {
    const before = turns.length > 1 ? await converse(opened, turns.slice(0, -1), today) : undefined;
    const { kind, answer, blocks } = await converse(opened, turns, today);
    const wanted = new Set(sections.map((key) => headings.get(key)));
    const cited = (answer?.citations ?? []).map(({ section }) => section);
    const outcome = cited.some((one) => wanted.has(one))
      ? 'cited'
      : sections.some((key) => answer?.offered?.slice(0, 3).includes(key))
        ? 'offered'
        : cited[0] !== undefined && cited[0] === before?.answer?.citations[0]?.section
          ? 'again'
          : kind === 'refusal'
            ? 'refused'
            : 'other';
    counts[outcome] += 1;
    if (values.failures !== undefined && set === values.failures && outcome !== 'cited')
      process.stdout.write(
        `[${outcome}] ${turns.join(' || ')}\n   avant : ${before?.answer?.citations[0]?.section ?? before?.kind}\n   attendu : ${[...wanted][0]}\n   reçu : ${cited[0] ?? answer?.offered?.join(' ; ') ?? `${kind} ${JSON.stringify(blocks).slice(0, 120)}`}\n`,
      );
  }
  const [low, high] = wilson({ part: counts.cited, whole: cases.length });
  lines.push([
    set,
    String(cases.length),
    ...[counts.cited, counts.offered, counts.again, counts.refused, counts.other].map(String),
    `${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}`,
  ]);
}
for (const row of lines)
  process.stdout.write(
    `${row.map((cell, index) => (index === 0 ? cell.padEnd(22) : cell.padStart(10))).join('')}\n`,
  );
