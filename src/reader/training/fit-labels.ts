import { LABEL_BUCKETS, type LabelWeights, labelsOf } from '#src/reader/words/word-labels.ts';
import { shuffle } from './shuffle.ts';

/** The words of a message by what is told of each, with their labels by their places. */
export interface LabelledWords {
  readonly features: readonly Uint32Array[];
  readonly labels: readonly number[];
}

const EPOCHS = 12;

/** Learns the labels of words, one after the other: an averaged perceptron (Collins 2002). Deterministic; some seconds. */
export function fitLabels(labels: readonly string[], messages: readonly LabelledWords[]): LabelWeights {
  const size = labels.length;
  const words = averaged(LABEL_BUCKETS * size);
  const next = averaged((size + 1) * size);
  const order = messages.map((_, at) => at);
  let step = 1;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, epoch);
    for (const place of order) {
      const { features, labels: right } = messages[place] as LabelledWords;
      const taken = labelsOf(features, { labels, words: words.now, next: [...next.now] });
      step += 1;
      for (const [at, label] of right.entries()) {
        const guess = taken[at] as number;
        const [before, guessed] =
          at === 0 ? [size, size] : [right[at - 1] as number, taken[at - 1] as number];
        if (guess === label && before === guessed) continue;
        next.add(before * size + label, 1, step);
        next.add(guessed * size + guess, -1, step);
        if (guess === label) continue;
        for (const bucket of features[at] as Uint32Array) {
          words.add(bucket * size + label, 1, step);
          words.add(bucket * size + guess, -1, step);
        }
      }
    }
  }
  return { labels, words: words.mean(step), next: [...next.mean(step)] };
}

/** Values, and their mean over all steps. */
function averaged(length: number) {
  const now = new Float64Array(length);
  const late = new Float64Array(length);
  return {
    now,
    add: (at: number, change: number, step: number): void => {
      now[at] = (now[at] as number) + change;
      late[at] = (late[at] as number) + change * step;
    },
    mean: (steps: number): Float64Array => now.map((value, at) => value - (late[at] as number) / steps),
  };
}
