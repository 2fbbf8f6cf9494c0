/** The greatest value of a byte. */
const MOST = 127;

/** A vector, a byte a value. */
export interface ByteVector {
  readonly bytes: Int8Array<ArrayBuffer>;
  /** What one step of its bytes is worth. */
  readonly step: number;
}

/** A vector as bytes, its greatest value as the greatest byte; zeros stay zeros. */
export function bytesOf(vector: Float32Array): ByteVector {
  const step = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / MOST || 1;
  return { bytes: Int8Array.from(vector, (value) => Math.round(value / step)), step };
}
