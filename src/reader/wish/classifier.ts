import type { WishScore } from './meaning.ts';

/** Which wish a vector says: multinomial logistic regression. */
export interface Classifier {
  /** What it is made of: a line for each class. */
  readonly lines: readonly ClassifierLine[];
  /** Every class, likeliest first; probabilities add up to 1. */
  classify(vector: Float32Array): readonly WishScore[];
}

/** A class: its score is the product of a vector and `weights`, and `bias`. */
export interface ClassifierLine {
  readonly wish: string;
  readonly weights: Float32Array;
  readonly bias: number;
}

/** An example: its vector, of unit length, and its class. */
export interface Labelled {
  readonly vector: Float32Array;
  readonly wish: string;
}

export interface FitOptions {
  /** How often all the examples are seen. */
  readonly epochs: number;
  /** What a weight costs by its square: the more, the less sure. */
  readonly ridge: number;
  /** Where to start from: a classifier of nearly the same examples. */
  readonly from?: readonly ClassifierLine[] | undefined;
}

/** Vectors of unit length have small values: scores want larger ones. */
const SCALE = 6;
const BATCH = 64;
/** Adam (Kingma & Ba 2015). */
const RATE = 0.02;
const [DECAY, DECAY_SQUARE] = [0.9, 0.999];

/**
 * Fits a classifier to examples; deterministic. A rare class weighs more for each of its examples, by the square root of
 * how rare it is.
 * @throws Error without examples
 */
export function fitClassifier(examples: readonly Labelled[], options: FitOptions): Classifier {
  const dimension = examples[0]?.vector.length;
  if (dimension === undefined) throw new Error('a classifier needs examples');
  const classes = [...new Set(examples.map(({ wish }) => wish))].sort();
  const places = new Map(classes.map((wish, place) => [wish, place]));
  const shares = sharesOf(examples, classes);
  const width = dimension + 1;
  const values = started(classes, width, options.from);
  const means = new Float64Array(values.length);
  const squares = new Float64Array(values.length);
  const slopes = new Float64Array(values.length);
  const order = shuffled(examples.length);
  const steps = Math.ceil(examples.length / BATCH) * options.epochs;
  for (let step = 1, at = 0; step <= steps; step += 1) {
    slopes.fill(0);
    for (let n = 0; n < BATCH; n += 1, at = (at + 1) % order.length) {
      const { vector, wish } = examples[order[at] as number] as Labelled;
      addSlopes(slopes, values, {
        vector,
        place: places.get(wish) as number,
        share: shares.get(wish) as number,
      });
    }
    const rate = RATE * (1 - (step - 1) / steps);
    for (let i = 0; i < values.length; i += 1) {
      const isBias = i % width === dimension;
      const slope = (slopes[i] as number) / BATCH + (isBias ? 0 : 2 * options.ridge * (values[i] as number));
      means[i] = DECAY * (means[i] as number) + (1 - DECAY) * slope;
      squares[i] = DECAY_SQUARE * (squares[i] as number) + (1 - DECAY_SQUARE) * slope * slope;
      const mean = (means[i] as number) / (1 - DECAY ** step);
      const square = (squares[i] as number) / (1 - DECAY_SQUARE ** step);
      values[i] = (values[i] as number) - (rate * mean) / (Math.sqrt(square) + 1e-8);
    }
  }
  return classifierOf(
    classes.map((wish, place) => ({
      wish,
      weights: Float32Array.from(
        { length: dimension },
        (_, i) => SCALE * (values[place * width + i] as number),
      ),
      bias: values[place * width + dimension] as number,
    })),
  );
}

/** A classifier from its lines. */
export function classifierOf(lines: readonly ClassifierLine[]): Classifier {
  return {
    lines,
    classify: (vector) => {
      const parts = softmax(lines.map(({ weights, bias }) => dot(vector, weights) + bias));
      return lines
        .map(({ wish }, index) => ({ wish, probability: parts[index] as number }))
        .sort((a, b) => b.probability - a.probability);
    },
  };
}

/** What an example of each class weighs: 1 on the whole. */
function sharesOf(examples: readonly Labelled[], classes: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { wish } of examples) counts.set(wish, (counts.get(wish) ?? 0) + 1);
  const raw = classes.map((wish) => 1 / Math.sqrt(counts.get(wish) as number));
  const mean = raw.reduce((sum, share) => sum + share, 0) / raw.length;
  return new Map(classes.map((wish, place) => [wish, (raw[place] as number) / mean]));
}

function started(
  classes: readonly string[],
  width: number,
  from: readonly ClassifierLine[] = [],
): Float64Array {
  const values = new Float64Array(classes.length * width);
  const known = new Map(from.map((line) => [line.wish, line]));
  for (const [place, wish] of classes.entries()) {
    const line = known.get(wish);
    if (line?.weights.length !== width - 1) continue;
    values.set(
      Float64Array.from(line.weights, (weight) => weight / SCALE),
      place * width,
    );
    values[place * width + width - 1] = line.bias;
  }
  return values;
}

function addSlopes(
  slopes: Float64Array,
  values: Float64Array,
  { vector, place, share }: { vector: Float32Array; place: number; share: number },
): void {
  const dimension = vector.length;
  const width = dimension + 1;
  const scores: number[] = [];
  for (let from = 0; from < values.length; from += width) {
    let sum = values[from + dimension] as number;
    for (let i = 0; i < dimension; i += 1)
      sum += SCALE * (vector[i] as number) * (values[from + i] as number);
    scores.push(sum);
  }
  for (const [other, probability] of softmax(scores).entries()) {
    const slope = share * (probability - (other === place ? 1 : 0));
    const from = other * width;
    for (let i = 0; i < dimension; i += 1)
      slopes[from + i] = (slopes[from + i] as number) + slope * SCALE * (vector[i] as number);
    slopes[from + dimension] = (slopes[from + dimension] as number) + slope;
  }
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}

/** Places in an order that is the same each time (a linear congruential generator). */
function shuffled(size: number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, index) => index);
  let state = 1;
  for (let index = size - 1; index > 0; index -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    [order[index], order[other]] = [order[other] as number, order[index] as number];
  }
  return order;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
