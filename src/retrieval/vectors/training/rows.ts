/** A table of vectors: `count` rows of `dimension` numbers. */
export interface Rows {
  readonly dimension: number;
  readonly values: Float32Array;
}

/** Dot product of two rows. Four sums at once: V8 does not reorder additions, the processor would wait for each. */
export function dot(
  left: Float32Array,
  from: number,
  right: Float32Array,
  at: number,
  length: number,
): number {
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  let index = 0;
  for (; index + 3 < length; index += 4) {
    one += (left[from + index] as number) * (right[at + index] as number);
    two += (left[from + index + 1] as number) * (right[at + index + 1] as number);
    three += (left[from + index + 2] as number) * (right[at + index + 2] as number);
    four += (left[from + index + 3] as number) * (right[at + index + 3] as number);
  }
  for (; index < length; index += 1) one += (left[from + index] as number) * (right[at + index] as number);
  return one + two + three + four;
}

/** Adds `factor` times a row to another. */
export function addScaled(
  into: Float32Array,
  at: number,
  factor: number,
  row: Float32Array,
  from: number,
  length: number,
): void {
  for (let index = 0; index < length; index += 1) {
    into[at + index] = (into[at + index] as number) + factor * (row[from + index] as number);
  }
}

/** Scales a row to length 1 and tells the length it had; a zero row stays zero. */
export function normaliseRow(values: Float32Array, at: number, length: number): number {
  const norm = Math.sqrt(dot(values, at, values, at, length));
  if (norm > 0)
    for (let index = 0; index < length; index += 1)
      values[at + index] = (values[at + index] as number) / norm;
  return norm;
}

/** The unit vector of a text into row `at` of `into`: the sum of its rows, normalised. Tells the length of the sum. */
export function embedInto(into: Float32Array, at: number, table: Rows, text: Int32Array): number {
  const { dimension, values } = table;
  into.fill(0, at, at + dimension);
  for (const row of text) addScaled(into, at, 1, values, row * dimension, dimension);
  return normaliseRow(into, at, dimension);
}
