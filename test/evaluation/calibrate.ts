/**
 * Calibrates the judge: when is there evidence for a question? Writes `src/answer/judge-weights.json`.
 *
 *   npm run calibrate -- [--data DIR] [--write]
 *
 * Positive cases: the development questions, and the wordings kept out of the index whose section is found first. Negative cases: the written ones
 * of `negatives.fr.jsonl`, and, made by program, positive questions whose section and near twins are removed: right
 * subject, answer absent. A logistic regression is fitted on both, cross-validated in five parts, and the curve of
 * refusal against over-refusal is printed; the threshold is the one that refuses 4 % of the development questions.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  FEATURE_NAMES,
  type JudgeFeatures,
  type JudgeWeights,
  judgeFeatures,
  probability,
  type ShippedWeights,
} from '#src/answer/judge.ts';
import { understand } from '#src/answer/understand.ts';
import { openBase } from '#src/commands/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { HybridRetriever, type Retriever, type SearchResult } from '#src/retrieval/retriever.ts';
import { fitLogistic } from './logistic.ts';

interface Case {
  readonly features: JudgeFeatures;
  readonly answerable: boolean;
  readonly kind: string;
}

const OVER_REFUSAL = 0.04;
const args = process.argv.slice(2);
const { config, today } = readOptions(args.filter((arg) => arg !== '--write'));
const { base, retriever } = await openBase(config);
const lines = <T>(name: string): T[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const vectors = await calibrateOne('Avec les vecteurs', retriever);
const keywords = await calibrateOne(
  'Par mots-clés seuls',
  new HybridRetriever({ ...base, vectors: undefined }),
);
const shipped: ShippedWeights = { vectors, keywords };
if (args.includes('--write')) {
  const file = new URL('../../src/answer/judge-weights.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(shipped, null, 2)}\n`);
}

async function calibrateOne(name: string, from: Retriever): Promise<JudgeWeights> {
  const cases = await makeCases(from);
  const folds = 5;
  const scored = cases.map((one, index) => ({ ...one, fold: (index * 7919) % folds, score: 0 }));
  for (let fold = 0; fold < folds; fold += 1) {
    const weights = trainJudge(scored.filter((one) => one.fold !== fold));
    for (const one of scored) if (one.fold === fold) one.score = probability(one.features, weights);
  }
  // Over-refusal is judged on questions as companies type them; the wordings made from pages are harder.
  const positives = scored.filter((one) => one.kind === 'question');
  process.stdout.write(`${name} : ${positives.length} questions à réponse, ${scored.length} cas en tout\n`);
  printCurve(scored, positives);
  const fitted = trainJudge(scored);
  const scores = positives.map((one) => probability(one.features, fitted));
  const weights: JudgeWeights = { ...fitted, threshold: round(quantile(scores, OVER_REFUSAL)) };
  process.stdout.write(`${JSON.stringify(weights)}\n\n`);
  return weights;
}

type Scored = Case & { readonly score: number };

function printCurve(scored: readonly Scored[], positives: readonly Scored[]): void {
  process.stdout.write('sur-refus   refus : formulations ôtées · hors sujet · voisin · absent · à refuser\n');
  for (const rate of [0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2]) {
    const scores = positives.map((one) => one.score);
    const threshold = quantile(scores, rate);
    const refused = ['section ôtée', 'far', 'near', 'absent', 'intent'].map((kind) => {
      const group = scored.filter((one) => one.kind === kind);
      const part = group.filter((one) => one.score < threshold).length / Math.max(1, group.length);
      return `${(100 * part).toFixed(0)} %`.padStart(6);
    });
    const percent = (100 * rate).toFixed(0).padStart(4);
    process.stdout.write(`${percent} %   ${refused.join('   ')}   (seuil ${threshold.toFixed(3)})\n`);
  }
}

async function makeCases(from: Retriever): Promise<Case[]> {
  const cases: Case[] = [];
  const add = (result: SearchResult, answerable: boolean, kind: string) => {
    const features = judgeFeatures(result, base);
    if (features) cases.push({ features, answerable, kind });
  };
  for (const { key, wording } of lines<{ key: string; wording: string }>('./held-out-wordings.jsonl')) {
    const result = await search(from, wording);
    const expected = base.passages.find((passage) => passage.key === key)?.articles[0];
    const first = result.hits[0]?.passage;
    // Found first, or a twin of the same decisive article is: either answers.
    if (first && (first.key === key || (expected && first.articles[0] === expected)))
      add(result, true, 'formulation');
    const isTwin = (articles: readonly string[]) => articles.some((article) => article === expected);
    const without = result.hits.filter(({ passage }) => passage.key !== key && !isTwin(passage.articles));
    if (without.length > 0 && without.length < result.hits.length)
      add({ ...result, hits: without }, false, 'section ôtée');
  }
  for (const { kind, question } of lines<{ kind: string; question: string }>('./negatives.fr.jsonl')) {
    add(await search(from, question), false, kind);
  }
  for (const { question, expect } of lines<{ question?: string; expect: { kind: string } }>(
    './questions.fr.jsonl',
  )) {
    if (question && expect.kind === 'answer') add(await search(from, question), true, 'question');
  }
  return cases;
}

async function search(from: Retriever, question: string): Promise<SearchResult> {
  const understood = understand(question, undefined, today);
  return from.search(understood.question, {
    k: 12,
    filter: { regime: understood.case.regime, date: understood.date },
  });
}

/** Both sides weigh the same, whatever their number; so do the kinds of negatives. */
function trainJudge(from: readonly Case[]): JudgeWeights {
  const kinds = new Map<string, number>();
  for (const one of from) kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + 1);
  const negativeKinds = [...kinds.keys()].filter(
    (kind) => kind !== 'formulation' && kind !== 'question',
  ).length;
  const rows = from.map(({ features, answerable, kind }) => ({
    x: FEATURE_NAMES.map((name) => features[name]),
    y: answerable ? 1 : 0,
    weight: (answerable ? 1 / 2 : 1 / negativeKinds) / (kinds.get(kind) ?? 1),
  }));
  const { bias, weights: fitted } = fitLogistic(rows);
  const named = FEATURE_NAMES.map((name, index) => [name, round(fitted[index] ?? 0)] as const);
  return { bias: round(bias), weights: Object.fromEntries(named) as JudgeWeights['weights'], threshold: 0.5 };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
