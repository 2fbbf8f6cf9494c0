import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type TextKind, WEIGHTS } from '#src/reader/encoder/metadata.ts';
import type { ByteRows } from './byte-rows.ts';
import { bytesOf } from './byte-vector.ts';

/** Vectors kept by the key of their text. */
export interface KeptVectors {
  readonly size: number;
  has(key: string): boolean;
  /** Writes a vector where it is wanted: thousands are read at a start. @returns false when it is not there */
  read(key: string, into: Float32Array): boolean;
}

/** The vectors of the shipped pages, made ahead with `npm run reader:vectors`: no start waits for them. */
export const SHIPPED_VECTORS = new URL('vectors.bin', WEIGHTS);
/** The vectors of the examples of what people want, made with them: who reads pages has no use of these. */
export const SHIPPED_WISH_VECTORS = new URL('wish-vectors.bin', WEIGHTS);

/** The key of the vector of a text: another model, another text or another use of it has another. */
export const readerKey = (
  embedderId: string,
  { text, as }: { readonly text: string; readonly as: TextKind },
): string => hash('sha256', `${embedderId}\n${as}\n${text}`);

const MAGIC = 'HLV2';
/** Bytes of a key that are kept: two of a million texts share them once in 37 million. */
const KEY_BYTES = 8;
const HEADER_BYTES = 12;

/**
 * A file of vectors, a byte a value: a header, then for each vector, in the order of their keys so that two versions of
 * the file are much the same, the start of its key and its values. What a step of them is worth is not kept: they are of
 * unit length.
 */
export function packVectors(vectors: ReadonlyMap<string, Float32Array>, dimension: number): Buffer {
  const sorted = [...vectors].sort(([a], [b]) => (a < b ? -1 : 1));
  const size = KEY_BYTES + dimension;
  const bytes = Buffer.alloc(HEADER_BYTES + sorted.length * size);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(dimension, 4);
  bytes.writeUInt32LE(sorted.length, 8);
  for (const [row, [key, vector]] of sorted.entries()) {
    const at = HEADER_BYTES + row * size;
    bytes.write(key.slice(0, 2 * KEY_BYTES), at, 'hex');
    bytes.set(new Uint8Array(bytesOf(vector).bytes.buffer), at + KEY_BYTES);
  }
  return bytes;
}

/** Reads a file of vectors. @throws Error when it is not one */
export function unpackVectors(bytes: Buffer): KeptVectors {
  if (bytes.toString('latin1', 0, 4) !== MAGIC) throw new Error('not a file of vectors');
  const dimension = bytes.readUInt32LE(4);
  const count = bytes.readUInt32LE(8);
  const size = KEY_BYTES + dimension;
  if (bytes.length !== HEADER_BYTES + count * size) throw new Error('a file of vectors is cut short');
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  // They stand in the order of their keys: found by halves, each key as two numbers.
  const highs = new Uint32Array(count);
  const lows = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    const at = HEADER_BYTES + row * size;
    highs[row] = bytes.readUInt32BE(at);
    lows[row] = bytes.readUInt32BE(at + KEY_BYTES / 2);
  }
  const rowOf = (key: string): number | undefined => {
    const high = Number.parseInt(key.slice(0, KEY_BYTES), 16);
    const low = Number.parseInt(key.slice(KEY_BYTES, 2 * KEY_BYTES), 16);
    let [from, to] = [0, count - 1];
    while (from <= to) {
      const middle = (from + to) >> 1;
      const order = (highs[middle] as number) - high || (lows[middle] as number) - low;
      if (order === 0) return HEADER_BYTES + middle * size + KEY_BYTES;
      if (order < 0) from = middle + 1;
      else to = middle - 1;
    }
    return undefined;
  };
  return {
    size: count,
    has: (key) => rowOf(key) !== undefined,
    read: (key, into) => {
      const at = rowOf(key);
      if (at === undefined) return false;
      let square = 0;
      for (let index = 0; index < dimension; index += 1) square += (values[at + index] as number) ** 2;
      // Of unit length as it is read: what is read and written again is the same, byte for byte.
      const step = 1 / (Math.sqrt(square) || 1);
      for (let index = 0; index < dimension; index += 1) into[index] = step * (values[at + index] as number);
      return true;
    },
  };
}

export const NO_VECTORS: KeptVectors = { size: 0, has: () => false, read: () => false };

/** The shipped vectors; none where the file is missing or is not one: they are made at the first ingest. */
export function shippedVectors(file: URL = SHIPPED_VECTORS): KeptVectors {
  try {
    return unpackVectors(readFileSync(file));
  } catch {
    return NO_VECTORS;
  }
}

/** Vectors that stand in rows, each at that of its key. */
export const keptRows = (rows: ByteRows, places: ReadonlyMap<string, number>): KeptVectors => ({
  size: places.size,
  has: (key) => places.has(key),
  read: (key, into) => {
    const row = places.get(key);
    if (row === undefined) return false;
    rows.read(row, into);
    return true;
  },
});
