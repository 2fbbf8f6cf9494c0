import { readFileSync } from 'node:fs';
import type { Understanding } from '#src/reader/understand.ts';
import type { SearchResult } from '#src/retrieval/retriever.ts';
import { FEATURE_NAMES, type JudgeBase, type JudgeFeatures, judgeFeatures } from './judge-features.ts';
import { fitFeatures, pageFit } from './page-fit.ts';

export { judgeFeatures } from './judge-features.ts';

/** Weights of a logistic regression, as written by `npm run calibrate`. */
export interface JudgeWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof JudgeFeatures, number>>;
  /** Below this probability the question is refused. */
  readonly threshold: number;
}

/**
 * Two sets: with the shipped vectors, and by keywords alone. Cosines of another embedder are on another scale, so its
 * questions are judged by keywords.
 */
export interface ShippedWeights {
  readonly vectors: JudgeWeights;
  readonly keywords: JudgeWeights;
}

const SHIPPED: ShippedWeights = JSON.parse(
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

/** Whether there is evidence for this very question. A question that names an article of the best page has it. */
export function hasEvidence(result: SearchResult, base: JudgeBase, understanding: Understanding): boolean {
  const features = judgeFeatures(result, base);
  if (!features) return false;
  const named = understanding.articles;
  if (named.length > 0 && result.hits[0]?.passage.articles.some((article) => named.includes(article)))
    return true;
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
  const calibrated = result.withVectors && base.vectors?.embedder.calibrated;
  const weights = calibrated ? SHIPPED.vectors : SHIPPED.keywords;
  return probability(features, weights) >= weights.threshold;
}
