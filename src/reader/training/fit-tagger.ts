import { featuresOf } from '#src/reader/acts/features.ts';
import {
  LABELS,
  mayFollow,
  SIZES,
  START,
  STATE,
  saidOf,
  seenOf,
  type TaggerWeights,
  WIDTH,
} from '#src/reader/acts/tagger.ts';
import type { MessageWord } from '#src/reader/acts/words.ts';
import { shuffle } from './shuffle.ts';

/** A message whose words are labelled, with what the encoder has of each. */
export interface Labelled {
  readonly words: readonly MessageWord[];
  readonly labels: readonly number[];
  /** `STATE` values for each word. */
  readonly states: Float32Array;
}

/** How often all messages are seen; more learns them by heart. */
const EPOCHS = 6;
/** AdaGrad (Duchi et al. 2011). */
const RATES = { words: 0.05, states: 0.05, next: 0.1 } as const;
const STEEP_AT_FIRST = 0.01;
/** What a weight costs by its square. */
const RIDGE = 1e-3;
/** What values of the encoder are divided by, beside how far they spread: there are many, and each says little. */
const MANY = 6;
/** What may not be. */
const NEVER = -1e4;

type Weights = Record<keyof TaggerWeights, Float64Array>;

/**
 * Learns which words begin an act, and which one: a conditional random field (Lafferty et al. 2001), by its likelihood.
 * Deterministic; a minute for two thousand messages.
 */
export function fitTagger(messages: readonly Labelled[], epochs = EPOCHS): TaggerWeights {
  const spread = spreadOf(messages);
  const told = messages.map(({ words, labels, states }) => ({
    features: featuresOf(words),
    seen: seenOf(words.length, states).map((values) => spread.even(values)),
    labels,
  }));
  const weights = weightsOf(0);
  const steep = weightsOf(STEEP_AT_FIRST);
  const order = told.map((_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, epoch);
    for (const at of order) learnFrom(told[at] as Told, weights, steep);
  }
  return { ...weights, states: spread.undone(weights.states) };
}

const weightsOf = (value: number): Weights => ({
  words: new Float64Array(SIZES.words).fill(value),
  states: new Float64Array(SIZES.states).fill(value),
  next: new Float64Array(SIZES.next).fill(value),
});

/** The mean of each value of the encoder, and how far it spreads: all values then count alike. */
function spreadOf(messages: readonly Labelled[]) {
  const sums = new Float64Array(STATE);
  const squares = new Float64Array(STATE);
  let count = 0;
  for (const { states } of messages)
    for (let from = 0; from < states.length; from += STATE, count += 1)
      for (let at = 0; at < STATE; at += 1) {
        const value = states[from + at] as number;
        sums[at] = (sums[at] as number) + value;
        squares[at] = (squares[at] as number) + value * value;
      }
  const means = sums.map((sum) => sum / count);
  const scales = squares.map(
    (square, at) => MANY * (Math.sqrt(Math.max(0, square / count - (means[at] as number) ** 2)) + 1e-3),
  );
  const even = (values: Float32Array): Float32Array =>
    values.map((value, at) =>
      at === WIDTH - 1 ? value : (value - (means[at % STATE] as number)) / (scales[at % STATE] as number),
    );
  /** Weights of even values, as weights of those that the encoder gives. */
  const undone = (weights: Float64Array): Float64Array => {
    const own = weights.slice();
    const last = (WIDTH - 1) * LABELS;
    for (let at = 0; at < WIDTH - 1; at += 1)
      for (let label = 0; label < LABELS; label += 1) {
        const weight = (weights[at * LABELS + label] as number) / (scales[at % STATE] as number);
        own[at * LABELS + label] = weight;
        own[last + label] = (own[last + label] as number) - weight * (means[at % STATE] as number);
      }
    return own;
  };
  return { even, undone };
}

interface Told {
  readonly features: readonly Uint32Array[];
  readonly seen: readonly Float32Array[];
  readonly labels: readonly number[];
}

function learnFrom({ features, seen, labels }: Told, weights: Weights, steep: Weights): void {
  const slopes = slopesOf(saidOf(features, seen, weights), labels, weights.next);
  const step = (kind: keyof Weights, at: number, slope: number) => {
    const value = weights[kind][at] as number;
    const whole = slope + RIDGE * value;
    const height = (steep[kind][at] as number) + whole * whole;
    steep[kind][at] = height;
    weights[kind][at] = value - (RATES[kind] * whole) / Math.sqrt(height);
  };
  const ofBuckets = new Map<number, Float64Array>();
  const ofStates = new Float64Array(SIZES.states);
  for (const [word, buckets] of features.entries()) {
    const own = slopes.words.subarray(word * LABELS, (word + 1) * LABELS);
    for (const bucket of buckets) {
      const sum = ofBuckets.get(bucket) ?? new Float64Array(LABELS);
      for (let label = 0; label < LABELS; label += 1)
        sum[label] = (sum[label] as number) + (own[label] as number);
      ofBuckets.set(bucket, sum);
    }
    for (const [at, value] of (seen[word] as Float32Array).entries())
      for (let label = 0; label < LABELS; label += 1)
        ofStates[at * LABELS + label] =
          (ofStates[at * LABELS + label] as number) + value * (own[label] as number);
  }
  for (const [bucket, sum] of ofBuckets)
    for (let label = 0; label < LABELS; label += 1)
      step('words', bucket * LABELS + label, sum[label] as number);
  for (let at = 0; at < SIZES.states; at += 1) step('states', at, ofStates[at] as number);
  for (let at = 0; at < SIZES.next; at += 1) step('next', at, slopes.next[at] as number);
}

/** How far each label of each word, and each pair of labels, is from what it should be (forward and backward). */
function slopesOf(
  said: Float64Array,
  labels: readonly number[],
  transition: Float64Array,
): { readonly words: Float64Array; readonly next: Float64Array } {
  const count = labels.length;
  const pair = (before: number, label: number): number =>
    mayFollow(before, label) ? (transition[before * LABELS + label] as number) : NEVER;
  const forward = new Float64Array(count * LABELS);
  const backward = new Float64Array(count * LABELS);
  const sums = new Float64Array(LABELS);
  for (let at = 0; at < count * LABELS; at += 1) {
    const label = at % LABELS;
    const from = at - label - LABELS;
    if (from < 0) {
      forward[at] = (said[at] as number) + pair(START, label);
      continue;
    }
    for (let before = 0; before < LABELS; before += 1)
      sums[before] = (forward[from + before] as number) + pair(before, label);
    forward[at] = (said[at] as number) + logSum(sums);
  }
  for (let at = (count - 1) * LABELS - 1; at >= 0; at -= 1) {
    const label = at % LABELS;
    const to = at - label + LABELS;
    for (let after = 0; after < LABELS; after += 1)
      sums[after] = pair(label, after) + (said[to + after] as number) + (backward[to + after] as number);
    backward[at] = logSum(sums);
  }
  const all = logSum(forward.subarray((count - 1) * LABELS));
  const words = forward.map((value, at) => Math.exp(value + (backward[at] as number) - all));
  const next = new Float64Array(SIZES.next);
  const add = (before: number, label: number, value: number) => {
    next[before * LABELS + label] = (next[before * LABELS + label] as number) + value;
  };
  for (let at = 0; at < count * LABELS; at += 1) {
    const label = at % LABELS;
    const from = at - label - LABELS;
    if (from < 0) add(START, label, words[at] as number);
    else
      for (let before = 0; before < LABELS; before += 1) {
        const rest = (said[at] as number) + (backward[at] as number) - all;
        add(before, label, Math.exp((forward[from + before] as number) + pair(before, label) + rest));
      }
  }
  for (const [word, label] of labels.entries()) {
    const at = word * LABELS + label;
    words[at] = (words[at] as number) - 1;
    add(labels[word - 1] ?? START, label, -1);
  }
  return { words, next };
}

/** The logarithm of a sum, of logarithms. */
function logSum(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) most = Math.max(most, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum);
}
