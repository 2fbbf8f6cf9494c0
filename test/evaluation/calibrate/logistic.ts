/** A weighted example: features, label 0 or 1. */
export interface Row {
  readonly x: readonly number[];
  readonly y: number;
  readonly weight: number;
}

const STEPS = 50;
/** On standardised features, with weights of rows that sum to 1. */
const RIDGE = 1e-2;

/**
 * Logistic regression by Newton's method on standardised features with a ridge; deterministic. Weights of the rows are
 * normalised; the fitted weights are those of the features as given.
 * @param ridge one for all, or one for each feature
 */
export function fitLogistic(
  rows: readonly Row[],
  ridge: number | readonly number[] = RIDGE,
): { bias: number; weights: number[] } {
  const size = rows[0]?.x.length ?? 0;
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const scales = Array.from({ length: size }, (_, index) => scaleOf(rows.map(({ x }) => x[index] ?? 0)));
  // A 1 in front of the features stands for the bias, which has no ridge.
  const examples = rows.map(({ x, y, weight }) => ({
    z: [
      1,
      ...x.map((value, index) => (value - (scales[index]?.mean ?? 0)) / (scales[index]?.deviation ?? 1)),
    ],
    y,
    weight: weight / total,
  }));
  const ridges = Array.from({ length: size }, (_, index) =>
    typeof ridge === 'number' ? ridge : (ridge[index] ?? RIDGE),
  );
  let fitted = new Array<number>(size + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const { slopes, curvature } = derivatives(examples, fitted, ridges);
    const move = solve(curvature, slopes);
    fitted = fitted.map((value, index) => value - (move[index] ?? 0));
    if (Math.max(...move.map(Math.abs)) < 1e-8) break;
  }
  const weights = scales.map(({ deviation }, index) => (fitted[index + 1] ?? 0) / deviation);
  const shift = scales.reduce((sum, { mean }, index) => sum + mean * (weights[index] ?? 0), 0);
  return { bias: (fitted[0] ?? 0) - shift, weights };
}

/** Mean and standard deviation of a feature; a constant one counts as deviating by 1, and so weighs nothing. */
function scaleOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: variance > 1e-12 ? Math.sqrt(variance) : 1 };
}

function derivatives(
  examples: readonly { z: readonly number[]; y: number; weight: number }[],
  fitted: readonly number[],
  ridges: readonly number[],
): { slopes: number[]; curvature: number[][] } {
  const slopes = fitted.map((value, index) => (index === 0 ? 0 : (ridges[index - 1] ?? 0) * value));
  const curvature: number[][] = fitted.map((_, row) =>
    fitted.map((_, column) => (row === column ? (row === 0 ? 1e-9 : (ridges[row - 1] ?? 0)) : 0)),
  );
  for (const { z, y, weight } of examples) {
    const sum = z.reduce((value, feature, index) => value + feature * (fitted[index] ?? 0), 0);
    const chance = 1 / (1 + Math.exp(-sum));
    const bend = weight * chance * (1 - chance);
    z.forEach((feature, row) => {
      slopes[row] = (slopes[row] ?? 0) + weight * (chance - y) * feature;
      const line = curvature[row] ?? [];
      for (let column = 0; column < z.length; column += 1)
        line[column] = (line[column] ?? 0) + bend * feature * (z[column] ?? 0);
    });
  }
  return { slopes, curvature };
}

/** Solves a symmetric positive system by Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const line = rows[pivot] as number[];
    for (let row = pivot + 1; row < size; row += 1) {
      const other = rows[row] as number[];
      const factor = (other[pivot] as number) / (line[pivot] as number);
      for (let column = pivot; column <= size; column += 1)
        other[column] = (other[column] as number) - factor * (line[column] as number);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    const line = rows[row] as number[];
    let value = line[size] as number;
    for (let column = row + 1; column < size; column += 1)
      value -= (line[column] as number) * (solution[column] as number);
    solution[row] = value / (line[row] as number);
  }
  return solution;
}
