import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Vectors of what was read once, kept from one run to the next: a message is read again only when the encoder changes. */
export interface KeptVectors {
  /**
   * The vector of a text, kept, or made and kept from now on; nothing where it can't be made.
   * @param key what tells a text from any other: the text, and what it was read after
   */
  of(key: string, make: () => Promise<Float32Array | undefined>): Promise<Float32Array | undefined>;
}

/**
 * Opens the vectors that a folder keeps of a reader: the keys, one a line, and their vectors one after the other, as
 * floats. Where an interrupted run left one without the other, all is made again.
 */
export function openKeptVectors(folder: string, reader: string, dimension: number): KeptVectors {
  mkdirSync(folder, { recursive: true });
  const name = reader.replace(/\W/g, '-');
  const [keys, vectors] = [join(folder, `${name}.keys`), join(folder, `${name}.f32`)];
  const bytes = existsSync(vectors) ? new Uint8Array(readFileSync(vectors)) : new Uint8Array();
  const held = new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / Float32Array.BYTES_PER_ELEMENT));
  const known = existsSync(keys) ? readFileSync(keys, 'utf8').split('\n').slice(0, -1) : [];
  const isWhole = held.length === known.length * dimension;
  if (!isWhole) for (const file of [keys, vectors]) writeFileSync(file, '');
  const places = new Map(isWhole ? known.map((key, at) => [key, at]) : []);
  const made = new Map<string, Float32Array>();
  return {
    of: async (key, make) => {
      const place = places.get(key);
      if (place !== undefined) return held.subarray(place * dimension, (place + 1) * dimension);
      const before = made.get(key);
      if (before) return before;
      const vector = await make();
      if (!vector) return undefined;
      made.set(key, vector);
      appendFileSync(vectors, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
      appendFileSync(keys, `${key}\n`);
      return vector;
    },
  };
}
