/** A question, compared with many rows: its values as whole numbers. */
export interface ComparedVector {
  readonly values: Int16Array;
  /** What one step of its values is worth. */
  readonly step: number;
}

/** The greatest value kept of a question: 384 products by a byte still fit a whole number of 32 bits. */
const MOST = 16_383;

/** The greatest value of a byte. */
const GREATEST = 127;

/** A question as whole numbers, its greatest value as the greatest of them; zeros stay zeros. */
export function comparedVector(query: Float32Array): ComparedVector {
  const step = query.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / MOST || 1;
  return { values: Int16Array.from(query, (value) => Math.round(value / step)), step };
}

/**
 * Vectors of one length in one stretch of memory, a byte a value: a quarter of what they take as fractions, and compared
 * faster. What was read from bytes is kept as it was; another loses what a byte rounds, a few thousandths.
 */
export class ByteRows {
  readonly #bytes: Int8Array;
  /** What one step of the bytes of each row is worth. */
  readonly #steps: Float64Array;
  readonly #dimension: number;

  constructor(rows: number, dimension: number) {
    this.#bytes = new Int8Array(rows * dimension);
    this.#steps = new Float64Array(rows);
    this.#dimension = dimension;
  }

  /** As `bytesOf` has it, without an array for each of the tens of thousands that a start sets. */
  set(row: number, vector: Float32Array): void {
    let most = 0;
    for (let at = 0; at < this.#dimension; at += 1) most = Math.max(most, Math.abs(vector[at] as number));
    const step = most / GREATEST || 1;
    const from = row * this.#dimension;
    for (let at = 0; at < this.#dimension; at += 1)
      this.#bytes[from + at] = Math.round((vector[at] as number) / step);
    this.#steps[row] = step;
  }

  /** Writes a row where it is wanted. */
  read(row: number, into: Float32Array): void {
    const step = this.#steps[row] as number;
    const from = row * this.#dimension;
    for (let at = 0; at < this.#dimension; at += 1) into[at] = step * (this.#bytes[from + at] as number);
  }

  /** The scalar product of a row and a question. */
  dot(row: number, { values, step }: ComparedVector): number {
    const bytes = this.#bytes;
    const from = row * this.#dimension;
    const whole = values.length - (values.length % 4);
    // Four sums side by side, which the processor adds at once: nearly all of a scan is spent here.
    let [one, two, three, four] = [0, 0, 0, 0];
    for (let index = 0, at = from; index < whole; index += 4, at += 4) {
      one += Math.imul(bytes[at] as number, values[index] as number);
      two += Math.imul(bytes[at + 1] as number, values[index + 1] as number);
      three += Math.imul(bytes[at + 2] as number, values[index + 2] as number);
      four += Math.imul(bytes[at + 3] as number, values[index + 3] as number);
    }
    for (let index = whole; index < values.length; index += 1)
      one += Math.imul(bytes[from + index] as number, values[index] as number);
    return (one + two + three + four) * step * (this.#steps[row] as number);
  }
}
