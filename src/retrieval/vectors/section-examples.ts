import { readFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { bytesOf } from './byte-vector.ts';
import { normalise } from './unit-vector.ts';

/** Messages of people that a section answers, as vectors, by its key; none of one that has none. */
export type SectionExamples = (key: string) => readonly Float32Array[];

/**
 * The messages of the training data that are far from the questions written on their page (`npm run reader:sections`):
 * kept as vectors, so that nobody's page is three times as long.
 */
export const SHIPPED_EXAMPLES = new URL('examples.bin', WEIGHTS);

interface Header {
  /** The reader whose vectors they are. */
  readonly reader: string;
  readonly dimension: number;
  /** The key of each section, and how many vectors it has, in their order. */
  readonly sections: readonly (readonly [string, number])[];
}

/** A file: a line of JSON, then the values of each vector, a byte each: of unit length, their scale is not kept. */
export function packExamples(
  { reader, dimension }: Omit<Header, 'sections'>,
  examples: ReadonlyMap<string, readonly Float32Array[]>,
): Buffer {
  const header: Header = {
    reader,
    dimension,
    sections: [...examples].map(([key, { length }]) => [key, length]),
  };
  const rows = [...examples.values()].flat().map((vector) => Buffer.from(bytesOf(vector).bytes.buffer));
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...rows]);
}

/** Reads such a file. @throws when it is none */
export function unpackExamples(bytes: Buffer): { readonly reader: string; readonly of: SectionExamples } {
  const end = bytes.indexOf(10);
  const { reader, dimension, sections } = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  const places = new Map<string, { readonly from: number; readonly count: number }>();
  let from = end + 1;
  for (const [key, count] of sections) {
    places.set(key, { from, count });
    from += count * dimension;
  }
  if (bytes.length !== from) throw new Error('a file of examples is cut short');
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    reader,
    of: (key) => {
      const place = places.get(key);
      return Array.from({ length: place?.count ?? 0 }, (_, row) => {
        const start = (place?.from ?? 0) + row * dimension;
        return normalise(Float32Array.from(values.subarray(start, start + dimension)));
      });
    },
  };
}

const NONE: SectionExamples = () => [];

/**
 * The shipped examples, where they are of this reader; else none: pages are found by their own questions. Read each time
 * that an index is made, in a few milliseconds: fourteen megabytes that are not held meanwhile.
 */
export function shippedExamples(readerId: string): SectionExamples {
  try {
    const { reader, of } = unpackExamples(readFileSync(SHIPPED_EXAMPLES));
    return reader === readerId ? of : NONE;
  } catch {
    return NONE;
  }
}
