import { readFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { SIZES, type TaggerWeights } from './tagger.ts';

/** What was learnt of messages cut into their acts (`npm run reader:acts`). */
export const SHIPPED_ACTS = new URL('acts.bin', WEIGHTS);

/** The largest weight by words, on eight bits. */
const MOST = 127;
/** What one unit of those is worth comes first. */
const HEAD = 4;

/** A file: what a unit is worth, a byte for each weight by words, and four for each of the others. */
export function packTagger({ words, states, next }: TaggerWeights): Buffer {
  let most = 0;
  for (const value of words) most = Math.max(most, Math.abs(value));
  const unit = most / MOST || 1;
  const head = Buffer.alloc(HEAD);
  head.writeFloatLE(unit);
  const bytes = Int8Array.from(words, (value) => Math.round(value / unit));
  return Buffer.concat([head, Buffer.from(bytes.buffer), bytesOf(states), bytesOf(next)]);
}

const bytesOf = (values: TaggerWeights['next']): Buffer => Buffer.from(Float32Array.from(values).buffer);

/** Reads such a file. @throws when it is none */
export function unpackTagger(file: Buffer): TaggerWeights {
  const length = HEAD + SIZES.words + 4 * (SIZES.states + SIZES.next);
  if (file.length !== length) throw new Error('a file of acts is cut short');
  const unit = file.readFloatLE();
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

/** Reads the shipped file once. @throws where it lacks, or is none */
export function shippedTagger(): TaggerWeights {
  opened ??= unpackTagger(readFileSync(SHIPPED_ACTS));
  return opened;
}
