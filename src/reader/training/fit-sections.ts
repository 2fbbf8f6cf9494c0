import type { SectionProfile } from '#src/retrieval/vectors/section-profiles.ts';
import { shuffle } from './shuffle.ts';

/** A message as a vector of unit length, and the section that answers it, by its place. */
export interface Answered {
  readonly vector: Float32Array;
  readonly section: number;
}

/** How the regression is fitted, whatever fits it. */
export const FIT = {
  /** Chosen with the order of pages on messages of hands held apart: more of any of them gains nothing. */
  epochs: 15,
  batch: 2_048,
  rate: 2e-3,
  /** What a product is multiplied by to be the odds of a section. */
  sharp: 20,
  /** The part of each message's probability that is given to all sections alike (label smoothing). */
  smooth: 0.1,
  /** What it costs to go away from the mean, by its square. */
  ridge: 1e-4,
  /** Adam (Kingma & Ba 2015). */
  decay: 0.9,
  decaySquare: 0.999,
} as const;
/** Messages whose vectors stay in the processor's cache while all sections are compared with them. */
const BLOCK = 32;

/**
 * What sets each section apart from all the others: multinomial logistic regression over vectors that stay as they are,
 * started from the mean of each. Deterministic; some 25 minutes for 63,000 messages of 1,300 sections.
 * @param means of what each section answers, of unit length
 */
export function fitSections(
  messages: readonly Answered[],
  means: readonly Float32Array[],
  epochs: number = FIT.epochs,
): readonly SectionProfile[] {
  const dimension = means[0]?.length ?? 0;
  const shape = { count: means.length, width: dimension + 1 };
  const starts = new Float32Array(shape.count * shape.width);
  for (const [section, mean] of means.entries()) starts.set(mean, section * shape.width);
  const values = starts.slice();
  const slopes = new Float32Array(values.length);
  const [first, second] = [new Float32Array(values.length), new Float32Array(values.length)];
  const order = Array.from(messages, (_, at) => at);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, epoch);
    for (let from = 0; from < order.length; from += FIT.batch) {
      const some = order.slice(from, from + FIT.batch).map((at) => messages[at] as Answered);
      slopes.fill(0);
      for (let at = 0; at < some.length; at += BLOCK) {
        const block = some.slice(at, at + BLOCK);
        const rows = rowsOf(block, shape.width);
        addSlopes(slopes, missed(values, rows, block, shape), rows, shape);
      }
      step += 1;
      const [corrected, correctedSquare] = [1 - FIT.decay ** step, 1 - FIT.decaySquare ** step];
      for (let i = 0; i < values.length; i += 1) {
        const isBias = i % shape.width === dimension;
        const away = isBias ? 0 : 2 * FIT.ridge * ((values[i] as number) - (starts[i] as number));
        const slope = (slopes[i] as number) / some.length + away;
        first[i] = FIT.decay * (first[i] as number) + (1 - FIT.decay) * slope;
        second[i] = FIT.decaySquare * (second[i] as number) + (1 - FIT.decaySquare) * slope * slope;
        const size = Math.sqrt((second[i] as number) / correctedSquare) + 1e-8;
        values[i] = (values[i] as number) - (FIT.rate * (first[i] as number)) / corrected / size;
      }
    }
  }
  return means.map((_, section) => ({
    vector: values.slice(section * shape.width, section * shape.width + dimension),
    bias: values[section * shape.width + dimension] as number,
  }));
}

/** How many sections there are, and the values of each: its vector, then its bias. */
interface Shape {
  readonly count: number;
  readonly width: number;
}

/** The vectors of messages one after the other, a one at the end of each for the bias. */
function rowsOf(messages: readonly Answered[], width: number): Float32Array {
  const rows = new Float32Array(messages.length * width).fill(1);
  for (const [at, { vector }] of messages.entries()) rows.set(vector, at * width);
  return rows;
}

/** How far the probability of each section is from what it should be, for each message, times `FIT.sharp`. */
function missed(
  values: Float32Array,
  rows: Float32Array,
  messages: readonly Answered[],
  shape: Shape,
): Float32Array {
  const { count } = shape;
  const odds = new Float32Array(messages.length * count);
  for (let section = 0; section < count; section += 1) addProducts(odds, values, rows, section, shape);
  for (const [at, { section }] of messages.entries()) {
    const own = odds.subarray(at * count, (at + 1) * count);
    const most = own.reduce((best, one) => Math.max(best, one), Number.NEGATIVE_INFINITY);
    let total = 0;
    for (let other = 0; other < count; other += 1) {
      own[other] = Math.exp(FIT.sharp * ((own[other] as number) - most));
      total += own[other] as number;
    }
    for (let other = 0; other < count; other += 1)
      own[other] = FIT.sharp * ((own[other] as number) / total - FIT.smooth / count);
    own[section] = (own[section] as number) - FIT.sharp * (1 - FIT.smooth);
  }
  return odds;
}

/** The product of each message with a section; four messages at once, so that each of its values is read once for them. */
function addProducts(
  odds: Float32Array,
  values: Float32Array,
  rows: Float32Array,
  section: number,
  { count, width }: Shape,
): void {
  const messages = rows.length / width;
  const from = section * width;
  const whole = messages - (messages % 4);
  for (let at = 0; at < whole; at += 4) {
    const row = at * width;
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    for (let i = 0; i < width; i += 1) {
      const value = values[from + i] as number;
      one += value * (rows[row + i] as number);
      two += value * (rows[row + width + i] as number);
      three += value * (rows[row + 2 * width + i] as number);
      four += value * (rows[row + 3 * width + i] as number);
    }
    odds[at * count + section] = one;
    odds[(at + 1) * count + section] = two;
    odds[(at + 2) * count + section] = three;
    odds[(at + 3) * count + section] = four;
  }
  for (let at = whole; at < messages; at += 1) {
    let one = 0;
    for (let i = 0; i < width; i += 1) one += (values[from + i] as number) * (rows[at * width + i] as number);
    odds[at * count + section] = one;
  }
}

/** Adds what the messages would change of each section, four messages at once. */
function addSlopes(
  slopes: Float32Array,
  odds: Float32Array,
  rows: Float32Array,
  { count, width }: Shape,
): void {
  const messages = rows.length / width;
  const whole = messages - (messages % 4);
  for (let section = 0; section < count; section += 1) {
    const from = section * width;
    for (let at = 0; at < whole; at += 4) {
      const one = odds[at * count + section] as number;
      const two = odds[(at + 1) * count + section] as number;
      const three = odds[(at + 2) * count + section] as number;
      const four = odds[(at + 3) * count + section] as number;
      const row = at * width;
      for (let i = 0; i < width; i += 1)
        slopes[from + i] =
          (slopes[from + i] as number) +
          one * (rows[row + i] as number) +
          two * (rows[row + width + i] as number) +
          three * (rows[row + 2 * width + i] as number) +
          four * (rows[row + 3 * width + i] as number);
    }
    for (let at = whole; at < messages; at += 1) {
      const one = odds[at * count + section] as number;
      for (let i = 0; i < width; i += 1)
        slopes[from + i] = (slopes[from + i] as number) + one * (rows[at * width + i] as number);
    }
  }
}
