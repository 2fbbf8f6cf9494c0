import { readFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { bytesOf } from './byte-vector.ts';

/** What sets a section apart from the others: its product with a question's vector, and `bias`, add to its score. */
export interface SectionProfile {
  readonly vector: Float32Array;
  readonly bias: number;
}

/** The profiles that were learnt, and what stands in for one that was not. */
export interface SectionProfiles {
  /** Of a section by its key; undefined for one that nothing was learnt of. */
  of(key: string): SectionProfile | undefined;
  /** The bias of a section that is new. */
  readonly bias: number;
  /** How long the profile of a section that is new is: the mean of the questions that it answers, times this. */
  readonly mean: number;
}

/** The profiles of the shipped pages, learnt over the vectors of the encoder (`npm run reader:sections`). */
export const SHIPPED_PROFILES = new URL('profiles.bin', WEIGHTS);

interface Header {
  /** The reader whose vectors they are of. */
  readonly reader: string;
  readonly dimension: number;
  readonly bias: number;
  readonly mean: number;
  readonly sections: readonly string[];
}

/** Bytes of the two numbers before each profile: what a step of its values is worth, and its bias. */
const NUMBERS = 8;

/** Reads a file of profiles: a line of JSON, then for each section its two numbers and its values, a byte each. */
export function unpackProfiles(bytes: Buffer): SectionProfiles & { readonly reader: string } {
  const end = bytes.indexOf(10);
  const { reader, dimension, bias, mean, sections } = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  const size = NUMBERS + dimension;
  const places = new Map(sections.map((key, index) => [key, end + 1 + index * size]));
  if (bytes.length !== end + 1 + sections.length * size) throw new Error('a file of profiles is cut short');
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    reader,
    bias,
    mean,
    of: (key) => {
      const at = places.get(key);
      if (at === undefined) return undefined;
      const step = bytes.readFloatLE(at);
      const vector = new Float32Array(dimension);
      for (let index = 0; index < dimension; index += 1)
        vector[index] = step * (values[at + NUMBERS + index] as number);
      return { vector, bias: bytes.readFloatLE(at + 4) };
    },
  };
}

/** Writes such a file. */
export function packProfiles(
  { reader, dimension, bias, mean }: Omit<Header, 'sections'>,
  profiles: ReadonlyMap<string, SectionProfile>,
): Buffer {
  const header: Header = { reader, dimension, bias, mean, sections: [...profiles.keys()] };
  const rows = [...profiles.values()].map((profile) => {
    const { bytes, step } = bytesOf(profile.vector);
    const numbers = Buffer.alloc(NUMBERS);
    numbers.writeFloatLE(step, 0);
    numbers.writeFloatLE(profile.bias, 4);
    return Buffer.concat([numbers, Buffer.from(bytes.buffer)]);
  });
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...rows]);
}

const NONE: SectionProfiles = { of: () => undefined, bias: 0, mean: 1 };

const opened = new Map<string, ReturnType<typeof unpackProfiles>>();

/** The shipped profiles, where they are of this reader; else none, and every section is as a new one. Read once. */
export function shippedProfiles(readerId: string, file: URL = SHIPPED_PROFILES): SectionProfiles {
  try {
    const profiles = opened.get(file.href) ?? unpackProfiles(readFileSync(file));
    opened.set(file.href, profiles);
    return profiles.reader === readerId ? profiles : NONE;
  } catch {
    // A page is then found by its questions alone.
    return NONE;
  }
}
