/**
 * Whether people's questions reach the section that answers them: questions typed by somebody who saw none of the pages,
 * each with the section that a reader of all pages then gave it.
 *
 *   npm run evaluate:sections -- [--data DIR] [--failures]
 *
 * « en tête » is the first section cited, « citée » any of those cited; « dans les dix » is the search alone. Three ways of
 * typing are told apart: on a phone, in one polite sentence, with its story. The set was measured, then studied: it is for
 * finding faults.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { understand } from '#src/reader/understand.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

interface Question {
  readonly id: string;
  readonly question: string;
  /** « guides/tva#Une association… »: each of them answers it. */
  readonly sections: readonly string[];
}

/** What one question reached. */
interface Reached {
  readonly way: string;
  readonly first: boolean;
  readonly cited: boolean;
  readonly found: boolean;
  readonly refused: boolean;
}

const { values } = parseArgs({ options: { data: { type: 'string' }, failures: { type: 'boolean' } } });
using folder = tempFolder();
const { config, today } = readOptions(['--data', values.data ?? folder.path]);
const { answerer, retriever } = await openBase(config);
const lines = readFileSync(join(import.meta.dirname, 'questions.fr.jsonl'), 'utf8')
  .trim()
  .split('\n');
const questions = lines.map((line) => JSON.parse(line) as Question);

const key = (documentId: string, section: string): string => fold(`${documentId}#${section}`);
const WAYS: Readonly<Record<string, string>> = { 1: 'au téléphone', 2: 'une phrase' };
const reached: Reached[] = [];
for (const { id, question, sections } of questions) {
  const good = new Set(sections.map(fold));
  const { citations, kind } = await answerer.answer(question, undefined, today);
  const { hits } = await retriever.search(...searchOf(understand(question, undefined, today)));
  const cited = citations.map(({ documentId, section }) => key(documentId, section));
  const found = hits.slice(0, 10).map(({ passage }) => key(passage.documentId, passage.heading));
  const one = {
    way: WAYS[id.split('-').at(-1) ?? ''] ?? 'une histoire',
    first: good.has(cited[0] ?? ''),
    cited: cited.some((section) => good.has(section)),
    found: found.some((section) => good.has(section)),
    refused: kind === 'refusal',
  };
  reached.push(one);
  if (values.failures && !one.first)
    process.stdout.write(`${id} ${question}\n  attendu : ${sections[0]}\n  en tête : ${cited[0] ?? kind}\n`);
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / whole).toFixed(1).replace('.', ',')} %`;
const row = (name: string, some: readonly Reached[]): string => {
  const share = (what: keyof Omit<Reached, 'way'>) =>
    percent(some.filter((one) => one[what]).length, some.length).padStart(8);
  return `${name.padEnd(14)}${String(some.length).padStart(5)}  ${share('first')}  ${share('cited')}  ${share('found')}  ${share('refused')}`;
};
const groups = Map.groupBy(reached, ({ way }) => way);
process.stdout.write(
  `${'façon'.padEnd(14)}${'nb'.padStart(5)}  ${'en tête'.padStart(8)}  ${'citée'.padStart(8)}  ${'les dix'.padStart(8)}  ${'refusée'.padStart(8)}\n${[
    ...groups,
  ]
    .map(([name, some]) => row(name, some))
    .join('\n')}\n${row('ensemble', reached)}\n`,
);
