/** What each half of the search says of each passage; arrays are indexed alike. */
export interface FusionInput {
  readonly keyword: Float64Array;
  /** Absent when the vectors did not take part. */
  readonly cosine: Float64Array | undefined;
  /** Which passages may be served at all. */
  readonly allowed: readonly boolean[];
  /** A factor on the fused score, 1 for a curated page. */
  readonly weightOf: (index: number) => number;
}

/**
 * Weight of the vector half. A max-normalised sum beat reciprocal-rank fusion on French procurement text;
 * anything from 0.5 to 1.5 does as well here, and beats the keywords alone.
 */
const VECTOR_WEIGHT = 0.75;

/** Ranks passages by the max-normalised sum of their scores; ties keep the order of the passages. */
export function fuse({
  keyword,
  cosine,
  allowed,
  weightOf,
}: FusionInput): { index: number; score: number }[] {
  let topKeyword = 0;
  let topCosine = 0;
  for (let index = 0; index < keyword.length; index += 1) {
    if (!allowed[index]) continue;
    topKeyword = Math.max(topKeyword, keyword[index] as number);
    topCosine = Math.max(topCosine, cosine?.[index] ?? 0);
  }
  const ranked: { index: number; score: number }[] = [];
  for (let index = 0; index < keyword.length; index += 1) {
    if (!allowed[index]) continue;
    const lexical = topKeyword > 0 ? (keyword[index] as number) / topKeyword : 0;
    const semantic = topCosine > 0 ? Math.max(0, cosine?.[index] ?? 0) / topCosine : 0;
    const score = (lexical + VECTOR_WEIGHT * semantic) * weightOf(index);
    if (score > 0) ranked.push({ index, score });
  }
  return ranked.sort((a, b) => b.score - a.score);
}
