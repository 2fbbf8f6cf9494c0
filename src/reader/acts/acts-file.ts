import { readFileSync } from 'node:fs';
import { readMetadata, WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { SIZES, type TaggerWeights } from './tagger.ts';

/** What was learnt of messages cut into their acts (`npm run reader:acts`). */
export const SHIPPED_ACTS = new URL('acts.bin', WEIGHTS);

/** The largest weight by words, on eight bits. */
const MOST = 127;
/** The digest of the encoder, then what one unit of those weights is worth. */
const DIGEST = 16;
const HEAD = DIGEST + 4;

/**
 * A file: the encoder that it was learnt with, what a unit is worth, a byte for each weight by words, and four for each of
 * the others.
 */
export function packTagger({ words, states, next }: TaggerWeights, digest: string): Buffer {
  let most = 0;
  for (const value of words) most = Math.max(most, Math.abs(value));
  const unit = most / MOST || 1;
  const head = Buffer.alloc(HEAD);
  head.write(digest, 'latin1');
  head.writeFloatLE(unit, DIGEST);
  const bytes = Int8Array.from(words, (value) => Math.round(value / unit));
  return Buffer.concat([head, Buffer.from(bytes.buffer), bytesOf(states), bytesOf(next)]);
}

const bytesOf = (values: TaggerWeights['next']): Buffer => Buffer.from(Float32Array.from(values).buffer);

/** Reads such a file. @throws when it is none, or was learnt with another encoder */
export function unpackTagger(file: Buffer, digest: string): TaggerWeights {
  const length = HEAD + SIZES.words + 4 * (SIZES.states + SIZES.next);
  if (file.length !== length) throw new Error('a file of acts is cut short');
  if (file.toString('latin1', 0, DIGEST) !== digest.padEnd(DIGEST, '\0'))
    throw new Error('a file of acts was learnt with another encoder');
  const unit = file.readFloatLE(DIGEST);
  const floats = (from: number, count: number) =>
    Float32Array.from({ length: count }, (_, at) => file.readFloatLE(from + 4 * at));
  const rest = HEAD + SIZES.words;
  return {
    words: Float32Array.from({ length: SIZES.words }, (_, at) => unit * file.readInt8(HEAD + at)),
    states: floats(rest, SIZES.states),
    next: floats(rest + 4 * SIZES.states, SIZES.next),
  };
}

let opened: TaggerWeights | undefined;

/** Reads the shipped file once. @throws where it lacks, is none, or was learnt with another encoder */
export function shippedTagger(): TaggerWeights {
  opened ??= unpackTagger(readFileSync(SHIPPED_ACTS), readMetadata().digest);
  return opened;
}
