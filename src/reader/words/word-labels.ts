import { BUCKETS } from '#src/reader/acts/features.ts';
import { likeliestLabels } from './viterbi.ts';

/** What each thing that is told of a word says of each label, a row a bucket; and each label of the next one. */
export interface LabelWeights {
  readonly labels: readonly string[];
  /** `BUCKETS` × labels. */
  readonly words: Float32Array | Float64Array;
  /** Labels + 1 (the start) × labels. */
  readonly next: readonly number[];
}

export const LABEL_BUCKETS = BUCKETS;

/** The likeliest labels of words, by their places. */
export function labelsOf(features: readonly Uint32Array[], { labels, words, next }: LabelWeights): number[] {
  const size = labels.length;
  const said = new Float64Array(features.length * size);
  for (const [at, buckets] of features.entries())
    for (const bucket of buckets)
      for (let label = 0; label < size; label += 1)
        said[at * size + label] =
          (said[at * size + label] as number) + (words[bucket * size + label] as number);
  return likeliestLabels(said, size, next);
}
