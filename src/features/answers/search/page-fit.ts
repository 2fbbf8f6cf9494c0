import shipped from '#src/features/answers/verdict/verdict-weights.json' with { type: 'json' };
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Hit, SearchResult } from '#src/retrieval/retriever.ts';
import { wordingLikeness } from './judge-features.ts';

/** What the search tells of a page being the one that a question asks. */
export interface FitFeatures {
  /** Likeness of the question and the nearest one of the page's question and wordings, 0 to 1. */
  readonly likeness: number;
  /** Score of the best other page over this page's: well under 1 when nothing else comes near. */
  readonly rival: number;
}

/** Scores further apart than this tell no more. */
const MOST_RIVAL = 1.2;

/** What speaks for each page found being the one asked. */
export function fitFeatures(
  hit: Hit,
  result: SearchResult,
  base: Pick<KnowledgeBase, 'keywords' | 'fidelity'>,
): FitFeatures {
  const others = result.hits.filter((one) => one !== hit).map(({ score }) => score);
  return {
    likeness: wordingLikeness(hit.passage, result, base),
    rival: hit.score > 0 ? Math.min(MOST_RIVAL, Math.max(0, ...others) / hit.score) : MOST_RIVAL,
  };
}

/** Probability that a page is the one asked, 0 to 1; the weights are written by `npm run calibrate:verdict`. */
export function pageFit({ likeness, rival }: FitFeatures): number {
  const { bias, weights } = shipped.fit;
  return 1 / (1 + Math.exp(-(bias + weights.likeness * likeness + weights.rival * rival)));
}
