import { likeliestLabels } from '#src/reader/words/viterbi.ts';
import { BUCKETS, featuresOf } from './features.ts';
import type { MessageWord } from './words.ts';

/** What a stretch of a message does: asks, tells, wants something of the service, or keeps company. */
export const ACTS = ['ask', 'tell', 'want', 'talk'] as const;
export type Act = (typeof ACTS)[number];

/** A word begins an act, or goes on with it: the place of the act, and of those that go on after all that begin. */
export const LABELS = ACTS.length * 2;
export const beginOf = (act: Act): number => ACTS.indexOf(act);
export const insideOf = (act: Act): number => ACTS.length + ACTS.indexOf(act);
export const actOfLabel = (label: number): Act => ACTS[label % ACTS.length] as Act;
export const begins = (label: number): boolean => label < ACTS.length;

/** The place of what stands before the first word. */
export const START = LABELS;
/** Values of a word: the states of its first and of its last token. */
export const STATE = 2 * 384;
/** Words whose states are seen: the one before, the word, and the one after; then a one. */
const SEEN = 3;
export const WIDTH = SEEN * STATE + 1;

type Values = Float32Array | Float64Array;

/** What each thing that is told of a word says of each label, and each label of the next one. */
export interface TaggerWeights {
  /** `BUCKETS` × `LABELS`: by the words around it. */
  readonly words: Values;
  /** `WIDTH` × `LABELS`: by what the encoder has of it. */
  readonly states: Values;
  /** `LABELS` + 1 (the start) × `LABELS`. */
  readonly next: Values;
}

/** How many weights there are of each kind. */
export const SIZES = {
  words: BUCKETS * LABELS,
  states: WIDTH * LABELS,
  next: (LABELS + 1) * LABELS,
} as const satisfies Record<keyof TaggerWeights, number>;

/** Whether a label may follow another: what goes on, goes on with the act before it. */
export const mayFollow = (before: number, label: number): boolean =>
  begins(label) || (before !== START && before % ACTS.length === label % ACTS.length);

/**
 * The likeliest labels of the words of a message.
 * @param states `STATE` values for each word; those of the last words may lack
 */
export function labelsOf(
  words: readonly MessageWord[],
  states: Float32Array,
  weights: TaggerWeights,
): number[] {
  const said = saidOf(featuresOf(words), seenOf(words.length, states), weights);
  return likeliestLabels(said, LABELS, weights.next, mayFollow);
}

/** What is seen of each word of the encoder's: `WIDTH` values each. */
export function seenOf(count: number, states: Float32Array): Float32Array[] {
  const of = (word: number) => states.subarray(word * STATE, (word + 1) * STATE);
  return Array.from({ length: count }, (_, word) => {
    const seen = new Float32Array(WIDTH);
    seen.set(of(word), 0);
    if (word > 0) seen.set(of(word - 1), STATE);
    seen.set(of(word + 1), 2 * STATE);
    seen[WIDTH - 1] = 1;
    return seen;
  });
}

/** What is told of each word for each label: `LABELS` values each. */
export function saidOf(
  features: readonly Uint32Array[],
  seen: readonly Float32Array[],
  { words, states }: Pick<TaggerWeights, 'words' | 'states'>,
): Float64Array {
  const said = new Float64Array(features.length * LABELS);
  for (const [word, buckets] of features.entries()) {
    const own = said.subarray(word * LABELS, (word + 1) * LABELS);
    for (const bucket of buckets)
      for (let label = 0; label < LABELS; label += 1)
        own[label] = (own[label] as number) + (words[bucket * LABELS + label] as number);
    for (const [at, value] of (seen[word] as Float32Array).entries()) {
      if (value === 0) continue;
      for (let label = 0; label < LABELS; label += 1)
        own[label] = (own[label] as number) + value * (states[at * LABELS + label] as number);
    }
  }
  return said;
}
