/**
 * Calibrates the judge of the law: is the best article the one that rules the question? Writes
 * `src/features/answers/law/judge-weights.json`.
 *
 *   node test/evaluation/calibrate/law.ts --law FILE [--write]
 *
 * Right: the wordings kept out of the index and the development questions whose best article is one that the section,
 * or the question, expects. Wrong: those whose best article is another, and the written negatives. A logistic
 * regression is fitted and cross-validated in five parts. An article is quoted from the probability that two negatives of
 * another subject in a hundred reach, and offered from the one where half of the best articles are right.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import {
  LAW_FEATURES,
  type LawFeatures,
  type LawWeights,
  lawFeatures,
  lawProbability,
} from '#src/features/answers/law/judge.ts';
import { CCP } from '#src/knowledge/law/codes.ts';
import { lawFile, readLaw, saveLaw } from '#src/knowledge/loaders/law/import-law.ts';
import { understand } from '#src/reader/understand.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { fitLogistic } from './logistic.ts';

interface Case {
  readonly features: LawFeatures;
  readonly right: boolean;
  readonly kind: string;
}

const { values } = parseArgs({ options: { law: { type: 'string' }, write: { type: 'boolean' } } });
if (!values.law) throw new Error('usage : node test/evaluation/calibrate/law.ts --law FICHIER [--write]');
const { config, today } = readOptions([]);
using data = tempFolder();
const found = await readLaw([resolve(values.law)], { code: CCP, date: today, today });
await saveLaw(lawFile(data.path, CCP), found, today);
const { base, retriever } = await openBase({ ...config, dataDir: data.path });
const { law } = base;
if (!law) throw new Error('no law in the index');

const lines = <T>(name: string): T[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
const cases: Case[] = [];
const add = async (question: string, expected: readonly string[], kind: string) => {
  const understood = understand(question, undefined, today);
  const filter = { regime: understood.case.regime, date: understood.date };
  const result = await retriever.search(understood.question, { k: 12, filter, among: 'law' });
  const features = lawFeatures(result, law, base.fidelity);
  const right = result.hits[0]?.passage.articles.some((article) => expected.includes(article)) ?? false;
  if (features) cases.push({ features, right, kind });
};
const articlesOf = new Map(base.passages.map((passage) => [passage.key, passage.articles]));
for (const { key, wording } of lines<{ key: string; wording: string }>('../coverage/held-out-wordings.jsonl'))
  await add(wording, articlesOf.get(key) ?? [], 'wording');
type Asked = { question?: string; expect: { kind: string; articles?: string[] } };
for (const { question, expect } of lines<Asked>('../questions/development.fr.jsonl'))
  if (question && expect.kind === 'answer') await add(question, expect.articles ?? [], 'question');
for (const { kind, question } of lines<{ kind: string; question: string }>('./negatives.fr.jsonl'))
  await add(question, [], kind);

const FOLDS = 5;
const scored = cases.map((one, index) => ({ ...one, fold: (index * 7919) % FOLDS, score: 0 }));
for (let fold = 0; fold < FOLDS; fold += 1) {
  const weights = trainJudge(scored.filter((one) => one.fold !== fold));
  for (const one of scored) if (one.fold === fold) one.score = lawProbability(one.features, weights);
}
const OTHER_SUBJECTS = ['far', 'near', 'intent'];
const PASSING = 0.02;
const wrong = scored.filter(({ kind }) => OTHER_SUBJECTS.includes(kind));
const steps = Array.from({ length: 95 }, (_, index) => (index + 1) / 100);
const weights: LawWeights = {
  ...trainJudge(scored),
  quote:
    steps.find((step) => wrong.filter(({ score }) => score >= step).length <= PASSING * wrong.length) ?? 1,
  offer: steps.find((step) => precision('wording', step) >= 0.5) ?? 1,
};
process.stdout.write(
  'probabilité   formulations : part, justes   questions : part, justes   négatifs passés\n',
);
for (const step of [weights.offer, 0.4, weights.quote, 0.7])
  process.stdout.write(
    `${step.toFixed(2).padStart(11)}   ${row('wording', step)}   ${row('question', step)}   ${[...OTHER_SUBJECTS, 'absent'].map((kind) => `${kind} ${passed(kind, step).length}/${of(kind).length}`).join(', ')}\n`,
  );
process.stdout.write(`${JSON.stringify(weights)}\n`);
if (values.write)
  writeFileSync(
    new URL('../../../src/features/answers/law/judge-weights.json', import.meta.url),
    `${JSON.stringify(weights, null, 2)}\n`,
  );

function of(kind: string) {
  return scored.filter((one) => one.kind === kind);
}
function passed(kind: string, step: number) {
  return of(kind).filter(({ score }) => score >= step);
}
function precision(kind: string, step: number): number {
  const served = passed(kind, step);
  return served.length === 0 ? 0 : served.filter(({ right }) => right).length / served.length;
}
function row(kind: string, step: number): string {
  const part = passed(kind, step).length / Math.max(1, of(kind).length);
  return `${(100 * part).toFixed(1).padStart(18)} % ${(100 * precision(kind, step)).toFixed(0).padStart(4)} %`;
}
/** Every case weighs the same, so that a probability is the part of such questions whose best article is right. */
function trainJudge(from: readonly Case[]): LawWeights {
  const rows = from.map(({ features, right }) => ({
    x: LAW_FEATURES.map((name) => features[name]),
    y: right ? 1 : 0,
    weight: 1,
  }));
  const { bias, weights: fitted } = fitLogistic(rows);
  const round = (value: number) => Math.round(value * 1_000) / 1_000;
  const named = LAW_FEATURES.map((name, index) => [name, round(fitted[index] ?? 0)] as const);
  return {
    bias: round(bias),
    weights: Object.fromEntries(named) as LawWeights['weights'],
    quote: 1,
    offer: 1,
  };
}
