import { readFileSync } from 'node:fs';
import type { Understanding } from '#src/reader/understand.ts';
import type { SearchResult } from '#src/retrieval/retriever.ts';
import { FEATURE_NAMES, type JudgeBase, type JudgeFeatures, judgeFeatures } from './judge-features.ts';
import { fitFeatures, pageFit } from './page-fit.ts';
import { likelihood, readerFeatures, readerVerdict } from './reader-judge.ts';

export { judgeFeatures } from './judge-features.ts';

/** Weights of a logistic regression over what words say, as written by `npm run calibrate`. */
export interface JudgeWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof JudgeFeatures, number>>;
  /** Below this probability the question is refused. */
  readonly threshold: number;
}

const SHIPPED: JudgeWeights = JSON.parse(
  readFileSync(new URL('./judge-weights.json', import.meta.url), 'utf8'),
);
/** Likeness from which a question is the page's own, word for word: what a button sends. */
const SAME_WORDS = 0.99;

/** A page that is the one asked from this probability has the answer, however much of the question it leaves aside. */
const SURELY_ASKED = 0.75;
/** But without most of the question's words, it is only the one page that was found. */
const MOST = 0.5;

/** Probability that the best hit answers the question, 0 to 1. */
export function probability(features: JudgeFeatures, { bias, weights }: JudgeWeights): number {
  const sum = FEATURE_NAMES.reduce((total, name) => total + weights[name] * features[name], bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Whether the best page answers this very question, may answer it, or nothing does. */
export function judged(
  result: SearchResult,
  base: JudgeBase,
  understanding: Understanding,
): 'answer' | 'doubt' | 'none' {
  const features = judgeFeatures(result, base);
  if (!features) return 'none';
  const read = readerFeatures(result, wordsProbability(features));
  if (!read) return hasEvidence(result, base, understanding) ? 'answer' : 'none';
  if (isNamed(result, understanding) || features.wording >= SAME_WORDS) return 'answer';
  return readerVerdict(read);
}

/**
 * Probability that the best page answers by itself, 0 to 1: 1 where the question is its own, or names its article.
 * A document is judged beside it.
 */
export function standing(result: SearchResult, base: JudgeBase, understanding: Understanding): number {
  const features = judgeFeatures(result, base);
  if (!features) return 0;
  if (isNamed(result, understanding) || features.wording >= SAME_WORDS) return 1;
  const words = wordsProbability(features);
  const read = readerFeatures(result, words);
  return read ? likelihood(read) : words;
}

/** Whether the question names an article of the best page. */
const isNamed = ({ hits: [best] }: SearchResult, { articles }: Understanding): boolean =>
  articles.length > 0 && best !== undefined && best.passage.articles.some((one) => articles.includes(one));

/** What the words alone say, 0 to 1. */
export const wordsProbability = (features: JudgeFeatures): number => probability(features, SHIPPED);

/** Whether there is evidence for this very question by its words. One that names an article of the best page has it. */
export function hasEvidence(result: SearchResult, base: JudgeBase, understanding: Understanding): boolean {
  const features = judgeFeatures(result, base);
  if (!features) return false;
  if (isNamed(result, understanding)) return true;
  if (result.query.ownStems.length === 0) return false;
  if (features.wording >= SAME_WORDS) return true;
  const [best] = result.hits;
  if (
    best &&
    features.coverage >= MOST &&
    features.price + features.model + features.ofTheDay === 0 &&
    pageFit(fitFeatures(best, result, base)) >= SURELY_ASKED
  )
    return true;
  return wordsProbability(features) >= SHIPPED.threshold;
}
