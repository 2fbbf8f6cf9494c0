import { readFileSync } from 'node:fs';
import { analyse } from '#src/retrieval/french-text.ts';
import { bodyText } from '#src/retrieval/index-content.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { SearchResult } from '#src/retrieval/retriever.ts';
import type { Understanding } from './understand.ts';

/**
 * What speaks for there being an answer to this question, each between 0 and 1. A retrieval score alone cannot tell
 * « right subject, answer absent », so the words that the best page covers count too, each by how telling it is.
 */
export interface JudgeFeatures {
  /** Keyword score of the best page over the best possible for this question. */
  readonly lexical: number;
  /** Cosine of its nearest text. */
  readonly cosine: number;
  /** Part of the question's words that stand in the best page. */
  readonly coverage: number;
  /** Part of the question's words that stand in its own question and wordings. */
  readonly headingCoverage: number;
  /** Likeness (F1) of the question and the nearest one of the page's question and wordings. */
  readonly wording: number;
  /** Part of the question's words that the whole index knows as typed. */
  readonly known: number;
  /** How far the best page is above the tenth. */
  readonly margin: number;
}

/** Weights of a logistic regression, as written by `npm run calibrate`. */
export interface JudgeWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof JudgeFeatures, number>>;
  /** Below this probability the question is refused. */
  readonly threshold: number;
}

export const FEATURE_NAMES: readonly (keyof JudgeFeatures)[] = [
  ...(['lexical', 'cosine', 'coverage', 'headingCoverage', 'wording', 'known', 'margin'] as const),
];

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

/** What the judge needs of a knowledge base. */
export type JudgeBase = Pick<KnowledgeBase, 'keywords' | 'fidelity' | 'vectors'>;

/** Features of a question's best hit; undefined when nothing was found. */
export function judgeFeatures(
  result: SearchResult,
  { keywords, fidelity }: JudgeBase,
): JudgeFeatures | undefined {
  const [best] = result.hits;
  if (!best) return undefined;
  const { doubtfulStems } = result.query;
  const stems = result.query.ownStems.filter((stem) => !/^\d/.test(stem));
  const weightOf = (stem: string) => keywords.idf(stem) * fidelity(stem);
  const weigh = (some: Iterable<string>) => [...some].reduce((sum, stem) => sum + weightOf(stem), 0);
  const total = weigh(stems);
  const part = (has: (stem: string) => boolean) => (total === 0 ? 0 : weigh(stems.filter(has)) / total);
  const { passage } = best;
  const questions = [passage.heading, ...passage.wordings].map((text) => stemsOf([text]));
  const asked = new Set([
    ...stemsOf([passage.document.title]),
    ...questions.flatMap((question) => [...question]),
  ]);
  const body = stemsOf([bodyText(passage)]);
  const likeness = questions.map((question) => {
    const shared = weigh(stems.filter((stem) => question.has(stem)));
    return shared === 0 ? 0 : (2 * shared) / (total + weigh(question));
  });
  const last = result.hits[Math.min(9, result.hits.length - 1)];
  return {
    lexical: best.lexical,
    cosine: Math.max(0, best.cosine),
    coverage: part((stem) => asked.has(stem) || body.has(stem)),
    headingCoverage: part((stem) => asked.has(stem)),
    wording: Math.max(...likeness),
    known: part((stem) => !doubtfulStems.has(stem)),
    margin: last ? (best.score - last.score) / best.score : 0,
  };
}

const stemsOf = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => analyse(text).map((token) => token.stem)));

/** Probability that the best hit answers the question. */
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
  const calibrated = result.withVectors && base.vectors?.embedder.calibrated;
  const weights = calibrated ? SHIPPED.vectors : SHIPPED.keywords;
  return probability(features, weights) >= weights.threshold;
}
