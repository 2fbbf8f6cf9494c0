/** What each half of the search says of each passage; arrays are indexed alike. */
export interface FusionInput {
  readonly keyword: Float64Array;
  /** Absent when the vectors did not take part. */
  readonly cosine: Float64Array | undefined;
  /** Which passages may be served at all. */
  readonly allowed: readonly boolean[];
  /** A factor on the fused score, 1 for a curated page. */
  readonly weightOf: (index: number) => number;
  /** The scores that count as 1; the best of each half when absent. Those of another list make the two comparable. */
  readonly top?: FusionTop | undefined;
}

/** The best score of each half of a search. */
export interface FusionTop {
  readonly keyword: number;
  readonly cosine: number;
}

/**
 * Weight of the vector half. A max-normalised sum beat reciprocal-rank fusion on French procurement text;
 * anything from 0.5 to 1.5 does as well here, and beats the keywords alone.
 */
const VECTOR_WEIGHT = 0.75;

/** What a passage that both halves put first scores; 1 where the vectors do not take part. */
export const MOST_FUSED = 1 + VECTOR_WEIGHT;

/** The best score of each half among the passages that may be served. */
export function topOf({
  keyword,
  cosine,
  allowed,
}: Pick<FusionInput, 'keyword' | 'cosine' | 'allowed'>): FusionTop {
  const top = { keyword: 0, cosine: 0 };
  for (let index = 0; index < keyword.length; index += 1) {
    if (!allowed[index]) continue;
    top.keyword = Math.max(top.keyword, keyword[index] as number);
    top.cosine = Math.max(top.cosine, cosine?.[index] ?? 0);
  }
  return top;
}

/** The max-normalised sum of the scores of each passage: 0 for one that may not be served. */
export function fusedScores(input: FusionInput): Float64Array {
  const { keyword, cosine, allowed, weightOf } = input;
  const top = input.top ?? topOf(input);
  const scores = new Float64Array(keyword.length);
  for (let index = 0; index < keyword.length; index += 1) {
    if (!allowed[index]) continue;
    const lexical = partOf(keyword[index] as number, top.keyword);
    const semantic = partOf(Math.max(0, cosine?.[index] ?? 0), top.cosine);
    const fused = lexical + VECTOR_WEIGHT * semantic;
    if (fused > 0) scores[index] = fused * weightOf(index);
  }
  return scores;
}

/** The best scores above zero, the best first; ties keep the order of the passages. */
export function bestOf(scores: Float64Array, limit = scores.length): { index: number; score: number }[] {
  // Nearly every passage shares a word with a question: each is compared with the last one kept, rather than all sorted.
  const ranked: { index: number; score: number }[] = [];
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index] as number;
    const last = ranked.length < limit ? 0 : (ranked.at(-1)?.score ?? 0);
    if (score <= last) continue;
    const better = ranked.findLastIndex((other) => other.score >= score);
    ranked.splice(better + 1, 0, { index, score });
    if (ranked.length > limit) ranked.pop();
  }
  return ranked;
}

const partOf = (score: number, top: number): number => (top > 0 ? score / top : 0);
