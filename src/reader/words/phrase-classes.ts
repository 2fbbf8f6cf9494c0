/** What each phrase says of each class, a row a phrase; then what each class is worth before anything is read. */
export interface PhraseWeights {
  readonly classes: readonly string[];
  readonly phrases: Float32Array | Float64Array;
  readonly bias: readonly number[];
}

/**
 * How likely each class is of the phrases of a text, in their order: logistic regression. A long text has more phrases, and
 * says no more of itself: their sum counts by its root.
 */
export function likelyClasses(phrases: Uint32Array, { phrases: weights, bias }: PhraseWeights): number[] {
  const size = bias.length;
  const sums = new Array<number>(size).fill(0);
  for (const phrase of phrases)
    for (let at = 0; at < size; at += 1)
      sums[at] = (sums[at] as number) + (weights[phrase * size + at] as number);
  const root = Math.sqrt(Math.max(1, phrases.length));
  return softmax(sums.map((sum, at) => sum / root + (bias[at] as number)));
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const sum = parts.reduce((all, one) => all + one, 0);
  return parts.map((part) => part / sum);
}
