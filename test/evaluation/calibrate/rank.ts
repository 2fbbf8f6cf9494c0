/**
 * Calibrates what puts the best page first. Writes `src/retrieval/fusion/rerank-weights.json`.
 *
 *   npm run calibrate:rank -- [--data DIR] [--write]
 *
 * For each wording kept out of the index, its section among the pages found is compared with every other one that is
 * no twin of it: a logistic regression on the differences of their features. What is printed is cross-validated in ten
 * parts, the wordings of sections that are twins of one another kept together.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { understand } from '#src/reader/understand.ts';
import { RANK_FEATURES, type RankFeatures, type RankWeights } from '#src/retrieval/fusion/rerank.ts';
import { HybridRetriever, RERANKED } from '#src/retrieval/retriever.ts';
import { fitLogistic } from './logistic.ts';
import { findTwins } from './twins.ts';

const FOLDS = 10;
const RIDGE = 1e-3;

/** A wording, with the features of the pages found and which of them are its section or a twin of it. */
interface Case {
  readonly group: string;
  readonly pages: readonly {
    readonly features: RankFeatures;
    readonly own: boolean;
    readonly twin: boolean;
  }[];
}

const args = process.argv.slice(2);
const { config, today } = readOptions(args.filter((arg) => arg !== '--write'));
const { base } = await openBase(config);
const twins = await findTwins(base);
const places = new Map(base.passages.map((passage, index) => [passage.key, index]));
const retriever = new HybridRetriever(base);
const heldOut = readFileSync(new URL('../coverage/held-out-wordings.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { key: string; wording: string });
const cases: Case[] = [];
for (const { key, wording } of heldOut) {
  const place = places.get(key);
  const same = place === undefined ? undefined : twins.of[place];
  if (place === undefined || !same) continue;
  const { question, case: asked, date } = understand(wording, undefined, today);
  const { hits } = await retriever.search(question, { k: RERANKED, filter: { regime: asked.regime, date } });
  cases.push({
    group: `${twins.group[place]}`,
    pages: hits.flatMap(({ passage, features }) => {
      const at = places.get(passage.key);
      return features ? [{ features, own: at === place, twin: at !== undefined && same.has(at) }] : [];
    }),
  });
}

const groups = [...new Set(cases.map(({ group }) => group))];
const fold = new Map(groups.map((group, index) => [group, index % FOLDS]));
const tested = Array.from({ length: FOLDS }, (_, part) => {
  const weights = learn(cases.filter(({ group }) => fold.get(group) !== part));
  return cases.filter(({ group }) => fold.get(group) === part).map((one) => firstOf(one, weights));
}).flat();
const before = cases.map((one) => firstOf(one, onlyFused()));
print(`${cases.length} formulations, section en tête (ou une jumelle) :`);
print(`  sans ce calcul : ${share(before, 'own')} (${share(before, 'twin')})`);
print(`  en validation croisée : ${share(tested, 'own')} (${share(tested, 'twin')})`);
const weights = learn(cases);
print(JSON.stringify(weights));
if (args.includes('--write')) {
  const file = new URL('../../../src/retrieval/fusion/rerank-weights.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(weights, null, 2)}\n`);
}

function learn(from: readonly Case[]): RankWeights {
  const rows = from.flatMap(({ pages }) => {
    const right = pages.find(({ own }) => own);
    const others = right ? pages.filter(({ twin }) => !twin) : [];
    return others.flatMap(({ features }) => {
      const x = RANK_FEATURES.map((name) => (right?.features[name] ?? 0) - features[name]);
      return [
        { x, y: 1, weight: 1 },
        { x: x.map((value) => -value), y: 0, weight: 1 },
      ];
    });
  });
  const { weights: found } = fitLogistic(rows, RIDGE);
  return Object.fromEntries(
    RANK_FEATURES.map((name, index) => [name, Math.round((found[index] ?? 0) * 1_000) / 1_000]),
  ) as RankWeights;
}

function onlyFused(): RankWeights {
  return Object.fromEntries(RANK_FEATURES.map((name) => [name, name === 'fused' ? 1 : 0])) as RankWeights;
}

function firstOf({ pages }: Case, by: RankWeights): { own: boolean; twin: boolean } {
  const scored = pages.map((page) => ({
    page,
    score: RANK_FEATURES.reduce((sum, name) => sum + by[name] * page.features[name], 0),
  }));
  const [first] = scored.sort((a, b) => b.score - a.score);
  return first?.page ?? { own: false, twin: false };
}

function share(found: readonly { own: boolean; twin: boolean }[], what: 'own' | 'twin'): string {
  return `${((100 * found.filter((one) => one[what]).length) / found.length).toFixed(1)} %`;
}
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
