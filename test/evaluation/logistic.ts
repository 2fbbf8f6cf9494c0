/** A weighted example: features, label 0 or 1. */
export interface Row {
  readonly x: readonly number[];
  readonly y: number;
  readonly weight: number;
}

const STEPS = 4_000;
const RATE = 2;
const RIDGE = 1e-4;

/** Logistic regression by gradient descent with a little ridge; deterministic. Weights of the rows are normalised. */
export function fitLogistic(rows: readonly Row[]): { bias: number; weights: number[] } {
  const size = rows[0]?.x.length ?? 0;
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  let bias = 0;
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    let biasSlope = 0;
    const slopes = new Array<number>(size).fill(0);
    for (const { x, y, weight } of rows) {
      const sum = x.reduce((value, feature, index) => value + feature * (weights[index] ?? 0), bias);
      const error = ((1 / (1 + Math.exp(-sum)) - y) * weight) / total;
      biasSlope += error;
      for (let index = 0; index < size; index += 1)
        slopes[index] = (slopes[index] ?? 0) + error * (x[index] ?? 0);
    }
    bias -= RATE * biasSlope;
    for (let index = 0; index < size; index += 1) {
      const weight = weights[index] ?? 0;
      weights[index] = weight - RATE * ((slopes[index] ?? 0) + RIDGE * weight);
    }
  }
  return { bias, weights };
}
