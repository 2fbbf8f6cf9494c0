import type { WishScore } from './meaning.ts';

/**
 * Which class a vector is of: linear discriminant analysis (Fisher 1936; the classes share one covariance, shrunk
 * towards that of nothing, as Friedman 1989), made from examples in half a second, without training.
 */
export interface Discriminant {
  /** What it is made of: a line for each class. */
  readonly lines: readonly DiscriminantLine[];
  /** Every class, likeliest first; probabilities add up to 1. */
  classify(vector: Float32Array): readonly WishScore[];
}

/** A class: its score is the product of a vector and `weights`, and `bias`. */
export interface DiscriminantLine {
  readonly wish: string;
  readonly weights: Float32Array;
  readonly bias: number;
}

/** An example: its vector, of unit length, and its class. */
export interface Labelled {
  readonly vector: Float32Array;
  readonly wish: string;
}

export interface DiscriminantOptions {
  /** How far the covariance is drawn to a sphere, 0 to 1. */
  readonly shrinkage: number;
  /** Above 1, probabilities are less sure. */
  readonly temperature: number;
  /** How likely a class is before anything is read; those that are not named share what is left. */
  readonly priors: Readonly<Record<string, number>>;
}

/** @throws Error without examples */
export function fitDiscriminant(examples: readonly Labelled[], options: DiscriminantOptions): Discriminant {
  const dimension = examples[0]?.vector.length;
  if (dimension === undefined) throw new Error('a discriminant needs examples');
  const classes = [...new Set(examples.map(({ wish }) => wish))].sort();
  const means = meansOf(examples, classes, dimension);
  const factor = cholesky(
    shrunk(covarianceOf(examples, means, dimension), options.shrinkage, dimension),
    dimension,
  );
  const rest = classes.filter((wish) => options.priors[wish] === undefined);
  const left = 1 - classes.reduce((sum, wish) => sum + (options.priors[wish] ?? 0), 0);
  const lines = classes.map((wish) => {
    const mean = means.get(wish) as Float64Array;
    const weights = solve(factor, mean, dimension);
    const prior = options.priors[wish] ?? left / rest.length;
    const bias = (Math.log(prior) - dot(mean, weights) / 2) / options.temperature;
    return { wish, weights: Float32Array.from(weights, (value) => value / options.temperature), bias };
  });
  return discriminantOf(lines);
}

/** A discriminant from its lines. */
export function discriminantOf(lines: readonly DiscriminantLine[]): Discriminant {
  return {
    lines,
    classify: (vector) => {
      const scores = lines.map(({ weights, bias }) => dot(vector, weights) + bias);
      const most = Math.max(...scores);
      const parts = scores.map((score) => Math.exp(score - most));
      const sum = parts.reduce((a, b) => a + b, 0);
      return lines
        .map(({ wish }, index) => ({ wish, probability: (parts[index] as number) / sum }))
        .sort((a, b) => b.probability - a.probability);
    },
  };
}

function meansOf(
  examples: readonly Labelled[],
  classes: readonly string[],
  dimension: number,
): ReadonlyMap<string, Float64Array> {
  const means = new Map(classes.map((wish) => [wish, new Float64Array(dimension)]));
  const counts = new Map<string, number>();
  for (const { wish, vector } of examples) {
    const mean = means.get(wish) as Float64Array;
    for (let i = 0; i < dimension; i += 1) mean[i] = (mean[i] as number) + (vector[i] as number);
    counts.set(wish, (counts.get(wish) ?? 0) + 1);
  }
  for (const [wish, mean] of means) {
    const count = counts.get(wish) as number;
    for (let i = 0; i < dimension; i += 1) mean[i] = (mean[i] as number) / count;
  }
  return means;
}

/** How examples spread around the mean of their class: the lower half of a square, row by row. */
function covarianceOf(
  examples: readonly Labelled[],
  means: ReadonlyMap<string, Float64Array>,
  dimension: number,
): Float64Array {
  const square = new Float64Array(dimension * dimension);
  const apart = new Float64Array(dimension);
  for (const { wish, vector } of examples) {
    const mean = means.get(wish) as Float64Array;
    for (let i = 0; i < dimension; i += 1) apart[i] = (vector[i] as number) - (mean[i] as number);
    for (let i = 0; i < dimension; i += 1) {
      const one = apart[i] as number;
      const row = i * dimension;
      for (let j = 0; j <= i; j += 1)
        square[row + j] = (square[row + j] as number) + one * (apart[j] as number);
    }
  }
  return square.map((value) => value / examples.length);
}

function shrunk(square: Float64Array, shrinkage: number, dimension: number): Float64Array {
  let trace = 0;
  for (let i = 0; i < dimension; i += 1) trace += square[i * dimension + i] as number;
  const sphere = trace / dimension || 1;
  const result = square.map((value) => (1 - shrinkage) * value);
  for (let i = 0; i < dimension; i += 1)
    result[i * dimension + i] = (result[i * dimension + i] as number) + shrinkage * sphere;
  return result;
}

/** The lower triangle whose product with itself turned is a square that is positive. */
function cholesky(square: Float64Array, dimension: number): Float64Array {
  const lower = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = square[i * dimension + j] as number;
      for (let k = 0; k < j; k += 1)
        sum -= (lower[i * dimension + k] as number) * (lower[j * dimension + k] as number);
      lower[i * dimension + j] =
        i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * dimension + j] as number);
    }
  }
  return lower;
}

/** What the square turns into `right`. */
function solve(lower: Float64Array, right: Float64Array, dimension: number): Float64Array {
  const half = new Float64Array(dimension);
  for (let i = 0; i < dimension; i += 1) {
    let sum = right[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (lower[i * dimension + k] as number) * (half[k] as number);
    half[i] = sum / (lower[i * dimension + i] as number);
  }
  const result = new Float64Array(dimension);
  for (let i = dimension - 1; i >= 0; i -= 1) {
    let sum = half[i] as number;
    for (let k = i + 1; k < dimension; k += 1)
      sum -= (lower[k * dimension + i] as number) * (result[k] as number);
    result[i] = sum / (lower[i * dimension + i] as number);
  }
  return result;
}

function dot(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
