import { likelyClasses, type PhraseWeights } from '#src/reader/words/phrase-classes.ts';
import { PHRASE_BUCKETS } from '#src/reader/words/phrase-features.ts';
import { shuffle } from './shuffle.ts';

/** A text by its phrases, how likely it is of each class, and what it counts. */
export interface SharedExample {
  readonly phrases: Uint32Array;
  readonly shares: readonly number[];
  readonly weight: number;
}

/** AdaGrad (Duchi et al. 2011). */
const RATE = 0.1;
const STEEP_AT_FIRST = 0.01;

/**
 * Fits what phrases say of classes; deterministic.
 * @param epochs how often all are seen
 * @param ridge what a weight costs by its square, each time that it is seen
 */
export function fitPhrases(
  classes: readonly string[],
  examples: readonly SharedExample[],
  { epochs, ridge }: { readonly epochs: number; readonly ridge: number },
): PhraseWeights {
  const size = classes.length;
  const phrases = new Float64Array(PHRASE_BUCKETS * size);
  const bias = classes.map(() => 0);
  const weights = { classes, phrases, bias };
  const step = stepOf(phrases);
  const biasStep = stepOf(bias);
  const order = examples.map((_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, epoch);
    for (const place of order) {
      const one = examples[place] as SharedExample;
      const likely = likelyClasses(one.phrases, weights);
      const root = Math.sqrt(Math.max(1, one.phrases.length));
      for (const [at, share] of one.shares.entries()) {
        const miss = one.weight * ((likely[at] as number) - share);
        for (const phrase of one.phrases) {
          const index = phrase * size + at;
          step(index, miss / root + ridge * (phrases[index] as number));
        }
        biasStep(at, miss);
      }
    }
  }
  return weights;
}

function stepOf(values: Float64Array | number[]): (at: number, slope: number) => void {
  const steep = new Float64Array(values.length).fill(STEEP_AT_FIRST);
  return (at, slope) => {
    const height = (steep[at] as number) + slope * slope;
    steep[at] = height;
    values[at] = (values[at] as number) - (RATE * slope) / Math.sqrt(height);
  };
}
