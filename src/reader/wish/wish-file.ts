import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { type Classifier, classifierOf } from './classifier.ts';
import type { WishExample } from './examples.ts';

/** The classifier of the shipped examples, made ahead with `npm run reader:vectors`: no start waits for it. */
export const SHIPPED_WISHES = new URL('wishes.bin', WEIGHTS);

/** Of what a classifier was made from: other examples, or another reader, want another one. */
export const wishesDigest = (readerId: string, examples: readonly WishExample[]): string =>
  createHash('sha256')
    .update(JSON.stringify([readerId, examples]))
    .digest('hex')
    .slice(0, 16);

/** Of what a classifier was made: examples, and the reader that gave their vectors. */
interface MadeOf {
  readonly digest: string;
  readonly reader: string;
}

interface Header extends MadeOf {
  readonly dimension: number;
  readonly wishes: readonly string[];
}

/** A file: its header as a line of JSON, then for each wish its bias and its weights, four bytes each. */
export function packWishes(of: MadeOf, { lines }: Classifier): Buffer {
  const dimension = lines[0]?.weights.length ?? 0;
  const header: Header = { ...of, dimension, wishes: lines.map(({ wish }) => wish) };
  const numbers = Float32Array.from(lines.flatMap(({ bias, weights }) => [bias, ...weights]));
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), Buffer.from(numbers.buffer)]);
}

/** Reads a classifier, and of what it was made. @throws when the file is none */
export function unpackWishes(bytes: Buffer): MadeOf & { readonly classifier: Classifier } {
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  // Copied: what is read of a file may stand anywhere in a memory that it shares.
  const numbers = new Float32Array(Uint8Array.from(bytes.subarray(end + 1)).buffer);
  const size = header.dimension + 1;
  const classifier = classifierOf(
    header.wishes.map((wish, index) => ({
      wish,
      bias: numbers[index * size] as number,
      weights: numbers.slice(index * size + 1, (index + 1) * size),
    })),
  );
  return { digest: header.digest, reader: header.reader, classifier };
}

/** The shipped classifier, and of what it was made. */
export function shippedWishes(file: URL = SHIPPED_WISHES): ReturnType<typeof unpackWishes> | undefined {
  try {
    return unpackWishes(readFileSync(file));
  } catch {
    return undefined;
  }
}
