import type { Random } from './random.ts';
import { addScaled, normaliseRow, type Rows } from './rows.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Rounds of power iteration: beyond four the directions no longer move. */
const ROUNDS = 4;
/** Smooth inverse frequency, a / (a + p): a word found in one passage of 200 weighs half of a rare one. */
const HALF_WEIGHT = 5e-3;

/** A passage as sparse tf-idf weights of length 1. */
interface Sparse {
  readonly rows: Int32Array;
  readonly weights: Float32Array;
}

function sparse(text: Int32Array, shares: Float64Array): Sparse {
  const counts = new Map<number, number>();
  for (const row of text) counts.set(row, (counts.get(row) ?? 0) + 1);
  const weights = Float32Array.from(
    counts,
    ([row, count]) => -(1 + Math.log(count)) * Math.log(shares[row] as number),
  );
  normaliseRow(weights, 0, weights.length);
  return { rows: Int32Array.from(counts.keys()), weights };
}

/** The share of the passages that each row occurs in. */
function passageShares(texts: readonly Int32Array[], count: number): Float64Array {
  const shares = new Float64Array(count);
  for (const text of texts) {
    for (const row of new Set(text)) shares[row] = (shares[row] as number) + 1 / texts.length;
  }
  return shares;
}

/** Makes the columns orthonormal: Cholesky factor of their Gram matrix, then a triangular solve for each row. */
function orthonormalise(rows: Rows): void {
  const factor = gramMatrix(rows);
  factorise(factor, rows.dimension);
  solveRows(rows, factor);
}

/** The lower half of the products of the columns with one another. */
function gramMatrix({ dimension, values }: Rows): Float64Array {
  const factor = new Float64Array(dimension * dimension);
  for (let at = 0; at < values.length; at += dimension) {
    for (let row = 0; row < dimension; row += 1) {
      const value = values[at + row] as number;
      if (value === 0) continue;
      for (let column = 0; column <= row; column += 1) {
        const cell = row * dimension + column;
        factor[cell] = (factor[cell] as number) + value * (values[at + column] as number);
      }
    }
  }
  return factor;
}

/** Cholesky, in place. */
function factorise(factor: Float64Array, dimension: number): void {
  for (let row = 0; row < dimension; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = factor[row * dimension + column] as number;
      for (let index = 0; index < column; index += 1) {
        sum -= (factor[row * dimension + index] as number) * (factor[column * dimension + index] as number);
      }
      factor[row * dimension + column] =
        row === column ? Math.sqrt(sum) : sum / (factor[column * dimension + column] as number);
    }
  }
}

/** The triangular solve of each row, in place. */
function solveRows({ dimension, values }: Rows, factor: Float64Array): void {
  for (let at = 0; at < values.length; at += dimension) {
    for (let row = 0; row < dimension; row += 1) {
      let sum = values[at + row] as number;
      for (let column = 0; column < row; column += 1) {
        sum -= (factor[row * dimension + column] as number) * (values[at + column] as number);
      }
      values[at + row] = sum / (factor[row * dimension + row] as number);
    }
  }
}

/** A·Aᵀ·table, without holding A·Aᵀ: each row becomes the weighted sum of the vectors of its passages. */
function multiply(passages: readonly Sparse[], { dimension, values }: Rows): Rows {
  const product = new Float32Array(values.length);
  const passage = new Float32Array(dimension);
  for (const { rows, weights } of passages) {
    passage.fill(0);
    for (let index = 0; index < rows.length; index += 1) {
      addScaled(passage, 0, weights[index] as number, values, (rows[index] as number) * dimension, dimension);
    }
    for (let index = 0; index < rows.length; index += 1) {
      addScaled(
        product,
        (rows[index] as number) * dimension,
        weights[index] as number,
        passage,
        0,
        dimension,
      );
    }
  }
  return { dimension, values: product };
}

/**
 * The LSA start: the span of the first left singular vectors of the tf-idf matrix, by randomised power iteration.
 * Singular values are left out (they would favour the few broadest themes), and any rotation of the span gives the
 * same cosines, so no small decomposition is needed. Each row gets the length of its word's weight.
 */
export function lsaStart(
  vocabulary: Vocabulary,
  texts: readonly Int32Array[],
  dimension: number,
  random: Random,
): Rows {
  const count = vocabulary.tokens.length;
  // A prefix row would else be met only where a stem is unknown, too rarely to be placed.
  const withPrefixes = texts.map((text) =>
    Int32Array.from([
      ...text,
      ...text.map((row) => vocabulary.backOff[row] as number).filter((row) => row >= 0),
    ]),
  );
  const shares = passageShares(withPrefixes, count);
  const passages = withPrefixes.map((text) => sparse(text, shares));
  let table: Rows = { dimension, values: Float32Array.from({ length: count * dimension }, random.normal) };
  for (let round = 0; round < ROUNDS; round += 1) {
    table = multiply(passages, table);
    orthonormalise(table);
  }
  for (let row = 0; row < count; row += 1) {
    normaliseRow(table.values, row * dimension, dimension);
    const weight = HALF_WEIGHT / (HALF_WEIGHT + (shares[row] as number));
    for (let index = row * dimension; index < (row + 1) * dimension; index += 1) {
      table.values[index] = (table.values[index] as number) * weight;
    }
  }
  return table;
}
