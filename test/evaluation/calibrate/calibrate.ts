/**
 * Calibrates the judge: when is there evidence for a question? Writes `src/features/answers/search/judge-weights.json`.
 *
 *   npm run calibrate -- [--data DIR] [--write]
 *
 * Answerable: the wordings kept out of the index whose section, or a near twin, is found first. To be refused: the same
 * wordings once the section and its twins are out of the base (right subject, answer absent), and the written questions
 * of `negatives.fr.jsonl`. A logistic regression is fitted on both; everything printed is cross-validated in ten parts,
 * the cases of sections that are twins of one another kept together. The threshold is the highest that refuses at most
 * 4 % of the answerable wordings. The development questions take no part: they show what it does to questions as typed.
 */
import { writeFileSync } from 'node:fs';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { rulingOf } from '#src/features/answers/refuse/read-ruling.ts';
import type { Ruling } from '#src/features/answers/refuse/rule.ts';
import { type JudgeWeights, probability } from '#src/features/answers/search/judge.ts';
import { FEATURE_NAMES } from '#src/features/answers/search/judge-features.ts';
import { reasonsByWords } from '#src/reader/wish/reasons-by-words.ts';
import { type Case, type Kind, makeCases } from './cases.ts';
import { fitLogistic } from './logistic.ts';

const OVER_REFUSAL = 0.04;
const FOLDS = 10;
/**
 * What each kind weighs in the fit, whatever its number; both sides weigh the same. A section taken out leaves
 * neighbours that often answer in part, so these cases weigh less than the questions known to be absent. Requests that
 * rules decide are only watched.
 */
const SHARES: Readonly<Record<Kind, number>> = {
  formulation: 0.5,
  'section ôtée': 0.1,
  absent: 0.2,
  far: 0.1,
  near: 0.1,
  intent: 0,
  question: 0,
};
const COLUMNS: readonly Kind[] = ['section ôtée', 'absent', 'near', 'far', 'intent'];

type Scored = Case & { readonly score: number };

const args = process.argv.slice(2);
const { config, today } = readOptions(args.filter((arg) => arg !== '--write'));
const { base } = await openBase(config);
const cases = await makeCases(base, today);
const rulings = await ruledCases(cases);
const shipped = calibrate(cases);
if (args.includes('--write')) {
  const file = new URL('../../../src/features/answers/search/judge-weights.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(shipped, null, 2)}\n`);
}

function calibrate(from: readonly Case[]): JudgeWeights {
  const scored = crossValidated(from);
  const answerable = scoresOf(scored, 'formulation');
  print(`${answerable.length} formulations à réponse, ${scored.length} cas en tout`);
  printCurve(scored, answerable);
  const weights: JudgeWeights = { ...regression(from), threshold: round(quantile(answerable, OVER_REFUSAL)) };
  printWithRules(scored, weights.threshold);
  print(`${JSON.stringify(weights)}\n`);
  return weights;
}

/** Each case scored by a regression that saw nothing of its group. */
function crossValidated(from: readonly Case[]): Scored[] {
  const fold = foldsOf(from);
  return Array.from({ length: FOLDS }, (_, part) => {
    const weights = regression(from.filter((one) => fold.get(one.group) !== part));
    return from
      .filter((one) => fold.get(one.group) === part)
      .map((one) => ({ ...one, score: probability(one.features, weights) }));
  }).flat();
}

/** Shares groups out, the largest first, each to the part that has the fewest cases. */
function foldsOf(from: readonly Case[]): Map<string, number> {
  const groups = [...Map.groupBy(from, ({ group }) => group)];
  const sizes = new Array<number>(FOLDS).fill(0);
  const folds = new Map<string, number>();
  for (const [group, members] of groups.sort((a, b) => b[1].length - a[1].length)) {
    const part = sizes.indexOf(Math.min(...sizes));
    sizes[part] = (sizes[part] ?? 0) + members.length;
    folds.set(group, part);
  }
  return folds;
}

function regression(from: readonly Case[]): JudgeWeights {
  const counts = new Map([...Map.groupBy(from, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]));
  const rows = from
    .filter(({ kind }) => SHARES[kind] > 0)
    .map(({ features, kind }) => ({
      x: FEATURE_NAMES.map((feature) => features[feature]),
      y: kind === 'formulation' ? 1 : 0,
      weight: SHARES[kind] / (counts.get(kind) ?? 1),
    }));
  const { bias, weights } = fitLogistic(rows);
  const named = FEATURE_NAMES.map((feature, index) => [feature, round(weights[index] ?? 0)] as const);
  return { bias: round(bias), weights: Object.fromEntries(named) as JudgeWeights['weights'], threshold: 0.5 };
}

function printCurve(scored: readonly Scored[], answerable: readonly number[]): void {
  print(
    'sur-refus   refus : section ôtée · absent · voisin · hors sujet · à refuser   questions sur-refusées',
  );
  for (const rate of [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15]) {
    const threshold = quantile(answerable, rate);
    const refused = COLUMNS.map((kind) => percent(shareBelow(scoresOf(scored, kind), threshold)));
    const watched = percent(shareBelow(scoresOf(scored, 'question'), threshold));
    print(`${percent(rate)}   ${refused.join('  ')}   ${watched}   (seuil ${threshold.toFixed(3)})`);
  }
}

/** What is done of each question for a reason that surely holds. */
async function ruledCases(from: readonly Case[]): Promise<ReadonlyMap<string, Ruling | undefined>> {
  const found = new Map<string, Ruling | undefined>();
  for (const { question, kind } of from)
    if (COLUMNS.includes(kind) && !found.has(question))
      found.set(question, await rulingOf(base, { asked: question, lastAnswered: undefined }, reasonsByWords));
  return found;
}

/** What a person meets: the rules refuse first, then the judge. */
function printWithRules(scored: readonly Scored[], threshold: number): void {
  const met = COLUMNS.slice(1).map((kind) => {
    const all = scored.filter((one) => one.kind === kind);
    const refused = all.filter(({ kind, question, score }) => score < threshold || isRuled(question, kind));
    return percent(refused.length / all.length);
  });
  print(`règles et juge : absent ${met[0]}, voisin ${met[1]}, hors sujet ${met[2]}, à refuser ${met[3]}`);
}

/** An ill-meant or personal request may also be handed to a person; any other must be refused. */
function isRuled(question: string, kind: Kind): boolean {
  const ruling = rulings.get(question);
  return ruling !== undefined && (ruling.kind !== 'answer-and-handoff' || kind === 'intent');
}

function scoresOf(scored: readonly Scored[], kind: Kind): number[] {
  return scored.filter((one) => one.kind === kind).map((one) => one.score);
}

function shareBelow(scores: readonly number[], threshold: number): number {
  return scores.filter((score) => score < threshold).length / Math.max(1, scores.length);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`.padStart(7);
}
function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
