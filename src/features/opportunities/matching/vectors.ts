/** A unit vector as bytes: a quarter of the memory, and cosines within a hundredth. */
export type ByteVector = Int8Array;

const SCALE = 127;

/** A unit vector as bytes. */
export function toBytes(vector: Float32Array): ByteVector {
  const bytes = new Int8Array(vector.length);
  for (let at = 0; at < vector.length; at += 1) bytes[at] = Math.round((vector[at] as number) * SCALE);
  return bytes;
}

/** The cosine of two unit vectors, −1 to 1; 0 where they are not of one model. */
export function cosineOf(one: ByteVector, other: ByteVector): number {
  if (one.length !== other.length) return 0;
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum / (SCALE * SCALE);
}
