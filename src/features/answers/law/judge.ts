import { stemsOf } from '#src/platform/french/text-analysis.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { LawIndex } from '#src/retrieval/law-index.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import type { SearchResult } from '#src/retrieval/retriever.ts';
import shipped from './judge-weights.json' with { type: 'json' };

/** What speaks for the best article being the one that rules a question, each between 0 and 1. */
export interface LawFeatures {
  /** Keyword score over the best possible for this question, among the articles. */
  readonly lexical: number;
  /** Cosine of its nearest stretch. */
  readonly cosine: number;
  /** Part of the question's words that stand in the article or its headings. */
  readonly coverage: number;
  /** Part of them that stand in its headings. */
  readonly headings: number;
  /** Part of them that the code holds as typed. */
  readonly known: number;
  /** How far the best article is above the tenth. */
  readonly margin: number;
}

export const LAW_FEATURES = ['lexical', 'cosine', 'coverage', 'headings', 'known', 'margin'] as const;

/** Weights of a logistic regression, as written by `test/evaluation/calibrate/law.ts`. */
export interface LawWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof LawFeatures, number>>;
  /** From this probability on an article is quoted when no page answers. */
  readonly quote: number;
  /** From this one on it is offered as something to read. */
  readonly offer: number;
}

/** Features of the best article found; undefined when there is none. */
export function lawFeatures(
  { hits, query }: SearchResult,
  { keywords }: Pick<LawIndex, 'keywords'>,
  fidelity: KnowledgeBase['fidelity'],
): LawFeatures | undefined {
  const [best] = hits;
  const last = hits[Math.min(9, hits.length - 1)];
  if (!best || !last) return undefined;
  const stems = query.ownStems.filter((stem) => !/^\d/.test(stem));
  const weigh = (some: readonly string[]) =>
    some.reduce((sum, stem) => sum + keywords.idf(stem) * fidelity(stem), 0);
  const total = weigh(stems);
  const part = (has: (stem: string) => boolean) => (total === 0 ? 0 : weigh(stems.filter(has)) / total);
  const headings = stemsOf((best.passage.law?.path ?? []).join(' '));
  const body = stemsOf(bodyText(best.passage));
  return {
    lexical: best.lexical,
    cosine: Math.max(0, best.cosine),
    coverage: part((stem) => headings.has(stem) || body.has(stem)),
    headings: part((stem) => headings.has(stem)),
    known: part((stem) => !query.doubtfulStems.has(stem)),
    margin: (best.score - last.score) / best.score,
  };
}

/** Probability that the best article is the right one. */
export function lawProbability(features: LawFeatures, { bias, weights }: LawWeights = shipped): number {
  const sum = LAW_FEATURES.reduce((total, name) => total + weights[name] * features[name], bias);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * What may be done with the best article: quote it, offer it, or nothing. Judged once the reader has read the articles
 * only: cosines of an endpoint are on another scale, and by keywords alone an article is right too seldom.
 */
export function judgeLaw(result: SearchResult, base: KnowledgeBase): 'quote' | 'offer' | 'nothing' {
  const features = base.law && lawFeatures(result, base.law, base.fidelity);
  if (!features || !result.withVectors || !base.meaning) return 'nothing';
  const probability = lawProbability(features);
  if (probability >= shipped.quote) return 'quote';
  return probability >= shipped.offer ? 'offer' : 'nothing';
}
