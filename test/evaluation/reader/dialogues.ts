/**
 * What the turns of conversations get, on a writer that nothing was trained on:
 *
 *   npm run evaluate:dialogues -- [--data DIR] [--part N] [--failures]
 *
 * Each conversation is played as it was written; a turn is right when a section that it was written for is cited. A doubt
 * that offers it is counted apart. Turns by what links them to what was said before.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { converse } from '#src/commands/ask/ask.ts';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { wilson } from '../statistics.ts';

interface DialogueTurn {
  readonly text: string;
  readonly link: string;
  readonly section?: string;
  readonly sections?: readonly string[];
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, part: { type: 'string' }, failures: { type: 'boolean' } },
});
using folder = tempFolder();
const { config, today } = readOptions(['--data', values.data ?? folder.path]);
const opened = await openBase(config);
const headings = new Map(opened.base.passages.map(({ key, heading }) => [key, heading]));
const part = Number(values.part ?? 1);
const dialogues = readFileSync(join(import.meta.dirname, '../messages/held-out-dialogues.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly turns: readonly DialogueTurn[] })
  // The other half of them calibrates the judge.
  .filter((_, index) => index % 2 === 1)
  .filter((_, index) => index % part === 0);

interface Counts {
  all: number;
  cited: number;
  offered: number;
  refused: number;
}
const counts = new Map<string, Counts>();
const count = (name: string, what: Partial<Counts>) => {
  const own = counts.get(name) ?? { all: 0, cited: 0, offered: 0, refused: 0 };
  counts.set(name, own);
  for (const [key, value] of Object.entries(what) as [keyof Counts, number][]) own[key] += value;
};

for (const { turns } of dialogues) {
  const said: string[] = [];
  const last = turns.findLastIndex(({ section, sections }) => section || sections);
  for (const [at, { text, link, section, sections = section ? [section] : [] }] of turns.entries()) {
    said.push(text);
    if (sections.length === 0) continue;
    const wanted = new Set(sections.map((key) => headings.get(key)));
    const { kind, answer } = await converse(opened, said, today);
    const isCited = (answer?.citations ?? []).some((source) => wanted.has(source.section));
    const isDoubt = answer?.offered !== undefined;
    const isOffered = sections.some((key) => answer?.offered?.includes(key));
    const what = {
      all: 1,
      cited: Number(isCited),
      offered: Number(isOffered),
      refused: Number(kind === 'refusal'),
    };
    count(at === 0 ? 'premier' : link, what);
    if (at > 0) count('tous les suivants', what);
    if (at === last && at > 0) count('le dernier', what);
    if (values.failures && !isCited)
      process.stdout.write(
        `[${link}] ${said.slice(-2).join(' || ')}\n  attendu ${sections[0]}\n  ${kind}${isDoubt ? ' (doute)' : ''} ${answer?.citations[0]?.section ?? ''}\n`,
      );
  }
}

process.stdout.write(
  `${'tour'.padEnd(20)}${['nombre', 'citée', 'proposée', 'refusée', '95 %'].map((text) => text.padStart(10)).join('')}\n`,
);
for (const [name, { all, cited, offered, refused }] of counts) {
  const [low, high] = wilson({ part: cited, whole: all });
  const cells = [
    all,
    ...[cited, offered, refused].map((one) => ((100 * one) / all).toFixed(1).replace('.', ',')),
  ];
  process.stdout.write(
    `${name.padEnd(20)}${[...cells, `${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}`].map((cell) => String(cell).padStart(10)).join('')}\n`,
  );
}
