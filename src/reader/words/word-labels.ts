import { BUCKETS } from '#src/reader/acts/features.ts';

/** What each thing that is told of a word says of each label, a row a bucket; and each label of the next one. */
export interface LabelWeights {
  readonly labels: readonly string[];
  /** `BUCKETS` × labels. */
  readonly words: Float32Array | Float64Array;
  /** Labels + 1 (the start) × labels. */
  readonly next: readonly number[];
}

export const LABEL_BUCKETS = BUCKETS;

/** The likeliest labels of words, by their places (Viterbi), in a time that grows as there are more words. */
export function labelsOf(features: readonly Uint32Array[], { labels, words, next }: LabelWeights): number[] {
  const size = labels.length;
  let best = new Array<number>(size + 1).fill(Number.NEGATIVE_INFINITY);
  best[size] = 0;
  const came: number[][] = [];
  for (const buckets of features) {
    const reached = new Array<number>(size + 1).fill(Number.NEGATIVE_INFINITY);
    const from = new Array<number>(size).fill(0);
    for (let label = 0; label < size; label += 1) {
      let said = 0;
      for (const bucket of buckets) said += words[bucket * size + label] as number;
      for (let before = 0; before <= size; before += 1) {
        const score = (best[before] as number) + (next[before * size + label] as number) + said;
        if (score <= (reached[label] as number)) continue;
        reached[label] = score;
        from[label] = before;
      }
    }
    came.push(from);
    best = reached;
  }
  let label = best.indexOf(Math.max(...best));
  const found = new Array<number>(features.length);
  for (let at = features.length - 1; at >= 0; at -= 1) {
    found[at] = label;
    label = came[at]?.[label] as number;
  }
  return found;
}
