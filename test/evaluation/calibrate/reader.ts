/**
 * Calibrates the reader's judge: does the best page answer? Writes `src/features/answers/search/reader-judge-weights.json`.
 *
 *   npm run calibrate:reader -- [--data DIR] [--write]
 *
 * Answerable: three in four of the wordings kept out of the index, and the questions of `questions/` that have an answer,
 * where the right section is first found; one in two of the messages and of the conversations of writers held out, the
 * messages of a writer of its own (`messages.fr.jsonl`), and questions of five hands, each with the sections that answer it
 * as others found them (`labelled.fr.jsonl`). Not answerable: what writers of their own wrote (`none.fr.jsonl`), alone and after an answer, and the questions of
 * `negatives.fr.jsonl`. Where another section is first found, a doubt is wanted: these count as neither, but
 * are printed. The evaluation (`npm run evaluate:reader`) reads the other half of the messages, other writers of what has no answer, and
 * another quarter of the wordings.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { wordsProbability } from '#src/features/answers/search/judge.ts';
import { judgeFeatures } from '#src/features/answers/search/judge-features.ts';
import {
  likelihood,
  READER_FEATURES,
  type ReaderFeatures,
  type ReaderJudge,
  readerFeatures,
} from '#src/features/answers/search/reader-judge.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import { type ThreadContext, understand } from '#src/reader/understand.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { readSets } from '../question-sets.ts';
import { fitLogistic } from './logistic.ts';

/** Answerable messages that may be refused, and that may be doubted or refused. */
const REFUSED = 0.01;
const DOUBTED = 0.035;

type Group = 'answerable' | 'other page first' | 'nothing';
interface Case {
  readonly group: Group;
  readonly kind: string;
  readonly features: ReaderFeatures;
}

const args = process.argv.slice(2);
using folder = tempFolder();
const { config, today } = readOptions(
  args.includes('--data') ? args.filter((arg) => arg !== '--write') : ['--data', folder.path],
);
const { base, retriever } = await openBase(config);
const lines = <T>(path: string): T[] =>
  readFileSync(new URL(path, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

interface Message {
  readonly style: string;
  readonly section: string;
  readonly text: string;
}
interface DialogueTurn {
  readonly text: string;
  readonly section?: string;
  readonly sections?: readonly string[];
}
const cases: Case[] = [];
async function add(
  text: string,
  kind: string,
  right?: (key: string, articles: readonly string[]) => boolean,
  thread?: ThreadContext,
) {
  const result = await retriever.search(...searchOf(understand(text, thread, today)));
  const features = judgeFeatures(result, base);
  const read = features && readerFeatures(result, wordsProbability(features));
  const [best] = result.hits;
  if (!read || !best) return;
  const group = !right
    ? 'nothing'
    : right(best.passage.key, best.passage.articles)
      ? 'answerable'
      : 'other page first';
  cases.push({ group, kind, features: read });
}

const wordings = lines<{ wording: string; key: string }>('../coverage/held-out-wordings.jsonl');
for (const [index, { wording, key }] of wordings.entries())
  if (index % 4 === 1) await add(wording, 'formulation', (found) => found === key);
for (const { questions } of readSets('all'))
  for (const { turns, group, expect } of questions)
    if (group === 'question' && turns.length === 1 && expect.articles.length > 0)
      await add(turns[0] ?? '', 'question', (_, articles) =>
        expect.articles.some((one) => articles.includes(one)),
      );
for (const [index, { style, section, text }] of lines<Message>('../messages/held-out.jsonl').entries())
  if (style !== 'near' && index % 2 === 0) await add(text, 'message', (found) => found === section);
for (const { style, section, text } of lines<Message>('messages.fr.jsonl'))
  await add(text, style, (found) => found === section);

for (const { text, sections } of lines<{ text: string; sections: readonly string[] }>('labelled.fr.jsonl'))
  await add(text, 'étiquetée', (found) => sections.includes(found));

/** What was answered before the turns of conversations: what comes after it is read after it. */
const threads: ThreadContext[] = [];
const headings = new Map(base.passages.map(({ key, heading }) => [key, heading]));
for (const [index, { turns }] of lines<{ turns: readonly DialogueTurn[] }>(
  '../messages/held-out-dialogues.jsonl',
).entries()) {
  let thread: ThreadContext | undefined;
  for (const { text, section, sections = section ? [section] : [] } of index % 2 === 0 ? turns : []) {
    if (sections.length === 0) continue;
    if (thread) await add(text, 'suite', (found) => sections.includes(found), thread);
    const heading = headings.get(sections.at(-1) ?? '');
    if (heading) thread = { question: text, lastAnswered: { question: text, heading } };
    if (thread) threads.push(thread);
  }
}

for (const [index, { kind, text }] of lines<{ kind: string; text: string }>('none.fr.jsonl').entries()) {
  await add(text, kind);
  await add(text, `${kind}, suite`, undefined, threads[index % threads.length]);
}
for (const { kind, question } of lines<{ kind: string; question: string }>('negatives.fr.jsonl'))
  await add(question, kind);

const of = (group: Group) => cases.filter((one) => one.group === group);
const [good, bad] = [of('answerable'), of('nothing')];
/** What comes after an answer is judged as what comes alone: each has as much to be answered as not. */
const balanced = (some: readonly Case[], y: 0 | 1) =>
  some.map(({ features }) => {
    const alike = some.filter((one) => one.features.continues === features.continues).length;
    return { x: values(features), y, weight: 1 / alike };
  });
const rows = [...balanced(good, 1), ...balanced(bad, 0)];
const { bias, weights } = fitLogistic(rows);
const named = Object.fromEntries(
  READER_FEATURES.map((name, index) => [name, round(weights[index] ?? 0)]),
) as ReaderJudge['weights'];
const judge = { bias: round(bias), weights: named, answers: 0, doubts: 0 };
const scores = good.map(({ features }) => likelihood(features, judge)).sort((a, b) => a - b);
const at = (part: number) => round(scores[Math.floor(part * scores.length)] ?? 0);
const fitted: ReaderJudge = { ...judge, doubts: at(REFUSED), answers: at(DOUBTED) };
process.stdout.write(`${JSON.stringify(fitted, null, 2)}\n`);
for (const [name, some] of [
  ['à réponse', good],
  ['autre page en tête', of('other page first')],
  ...[...Map.groupBy(bad, ({ kind }) => kind)],
] as [string, readonly Case[]][]) {
  const share = (holds: (p: number) => boolean) =>
    `${((100 * some.filter(({ features }) => holds(likelihood(features, fitted))).length) / some.length).toFixed(1)} %`;
  process.stdout.write(
    `${name.padEnd(22)}${String(some.length).padStart(5)}  refusé ${share((p) => p < fitted.doubts).padStart(7)}  doute ${share((p) => p >= fitted.doubts && p < fitted.answers).padStart(7)}  répondu ${share((p) => p >= fitted.answers).padStart(7)}\n`,
  );
}
if (args.includes('--write'))
  writeFileSync(
    new URL('../../../src/features/answers/search/reader-judge-weights.json', import.meta.url),
    `${JSON.stringify(fitted, null, 2)}\n`,
  );

function values(features: ReaderFeatures): number[] {
  return READER_FEATURES.map((name) => features[name]);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
