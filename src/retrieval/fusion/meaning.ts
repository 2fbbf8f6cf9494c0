/**
 * How the reader's scores and the product of words are put together, all in one place: to be tuned on a set of its own,
 * for each reader anew. A reader that was trained is hurt by too much of the words.
 */
export const MEANING = {
  /** What the best score by words adds to the sum of two cosines. */
  words: 0.35,
  /** What the words that people said of a page add to it, for each unit of their odds. */
  said: 0.065,
  /** What a page's prior is raised to, on its score by meaning: whole, it would outweigh what is asked. */
  prior: 0.25,
  /** Pages nearest in meaning that are looked at closely beside those found by words. */
  nearest: 16,
} as const;

/** A page looked at closely. */
export interface Weighed {
  /** Its score by words and closer look, 0 and more; the factors of the page are in it. */
  readonly score: number;
  /** Its score by meaning: −Infinity where it has none. */
  readonly meaning: number;
  /** A page for another case, or not our own, loses of both. */
  readonly factor: number;
}

/**
 * The score of each page with its meaning: on the scale of the scores by words, whose best stays the best score, so that
 * « nearly as good » keeps its sense. A page as far as an ordinary one scores nothing.
 * @param ordinary the score by meaning of an ordinary page for this question
 */
export function withMeaning(pages: readonly Weighed[], ordinary: number): number[] {
  const most = pages.reduce((best, { score }) => Math.max(best, score), 0);
  const above = pages.map(({ score, meaning, factor }) => {
    const near = Number.isFinite(meaning) ? (meaning - ordinary) * factor : 0;
    return near + (most > 0 ? (MEANING.words * score) / most : 0);
  });
  const best = above.reduce((found, one) => Math.max(found, one), 0);
  if (best === 0) return pages.map(({ score }) => score);
  return above.map((one) => ((most || 1) * Math.max(0, one)) / best);
}

/** The middle one of some scores: what a page that is not asked for has. */
export function ordinaryOf(scores: Float64Array): number {
  const known = scores.filter(Number.isFinite).sort();
  return known[known.length >> 1] ?? 0;
}

/** The places of the best scores, the best first. */
export function nearestOf(scores: Float64Array, allowed: readonly boolean[], count: number): number[] {
  const best: number[] = [];
  for (let place = 0; place < scores.length; place += 1) {
    const score = scores[place] as number;
    if (!allowed[place] || !Number.isFinite(score)) continue;
    const last = best.at(-1);
    if (best.length >= count && last !== undefined && score <= (scores[last] as number)) continue;
    const before = best.findLastIndex((other) => (scores[other] as number) >= score);
    best.splice(before + 1, 0, place);
    if (best.length > count) best.pop();
  }
  return best;
}
