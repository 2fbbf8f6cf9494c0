/**
 * The likeliest labels of words, by their places (Viterbi), in a time that grows as there are more words.
 * @param said what is told of each word for each label: `size` values each
 * @param next what each label says of the next one: (`size` + 1) × `size` values, those of the start last
 * @param mayFollow whether a label may stand after another; `size` is the start
 */
export function likeliestLabels(
  said: Float64Array,
  size: number,
  next: ArrayLike<number>,
  mayFollow: (before: number, label: number) => boolean = () => true,
): number[] {
  const came: Uint8Array[] = [];
  let best = new Float64Array(size + 1).fill(Number.NEGATIVE_INFINITY);
  best[size] = 0;
  for (let word = 0; word * size < said.length; word += 1) {
    const reached = new Float64Array(size + 1).fill(Number.NEGATIVE_INFINITY);
    const from = new Uint8Array(size);
    for (let label = 0; label < size; label += 1)
      for (let before = 0; before <= size; before += 1) {
        if (!mayFollow(before, label)) continue;
        const step = (next[before * size + label] as number) + (said[word * size + label] as number);
        const score = (best[before] as number) + step;
        if (score <= (reached[label] as number)) continue;
        reached[label] = score;
        from[label] = before;
      }
    came.push(from);
    best = reached;
  }
  let label = best.indexOf(Math.max(...best));
  const labels: number[] = new Array(came.length);
  for (let at = came.length - 1; at >= 0; at -= 1) {
    labels[at] = label;
    label = (came[at] as Uint8Array)[label] as number;
  }
  return labels;
}
