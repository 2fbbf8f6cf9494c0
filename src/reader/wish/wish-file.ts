import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { type Discriminant, discriminantOf } from './discriminant.ts';
import type { WishExample } from './examples.ts';

/** The classifier of the shipped examples, made ahead with `npm run reader:vectors`: no start waits for it. */
export const SHIPPED_WISHES = new URL('wishes.bin', WEIGHTS);

/** Of what a classifier was made from: other examples, or another reader, want another one. */
export const wishesDigest = (readerId: string, examples: readonly WishExample[]): string =>
  createHash('sha256')
    .update(JSON.stringify([readerId, examples]))
    .digest('hex')
    .slice(0, 16);

interface Header {
  readonly digest: string;
  readonly dimension: number;
  readonly wishes: readonly string[];
}

/** A file: its header as a line of JSON, then for each wish its bias and its weights, four bytes each. */
export function packWishes(digest: string, { lines }: Discriminant): Buffer {
  const dimension = lines[0]?.weights.length ?? 0;
  const header: Header = { digest, dimension, wishes: lines.map(({ wish }) => wish) };
  const numbers = Float32Array.from(lines.flatMap(({ bias, weights }) => [bias, ...weights]));
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), Buffer.from(numbers.buffer)]);
}

/** Reads a classifier that was made from these examples; undefined when the file is another one's, or none. */
export function unpackWishes(bytes: Buffer, digest: string): Discriminant | undefined {
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  if (header.digest !== digest) return undefined;
  const numbers = new Float32Array(
    bytes
      .subarray(end + 1)
      .slice()
      .buffer.slice(0),
  );
  const size = header.dimension + 1;
  return discriminantOf(
    header.wishes.map((wish, index) => ({
      wish,
      bias: numbers[index * size] as number,
      weights: numbers.slice(index * size + 1, (index + 1) * size),
    })),
  );
}

/** The shipped classifier, when it was made from these very examples. */
export function shippedWishes(digest: string, file: URL = SHIPPED_WISHES): Discriminant | undefined {
  try {
    return unpackWishes(readFileSync(file), digest);
  } catch {
    return undefined;
  }
}
