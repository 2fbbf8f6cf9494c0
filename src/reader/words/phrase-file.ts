import type { PhraseWeights } from './phrase-classes.ts';

/** Weights as they are kept in a file: a byte for each, all of them as text, so that it is imported like code. */
export interface PackedPhrases {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  /** What one unit of a weight is worth. */
  readonly unit: number;
  readonly phrases: string;
}

/** The largest weight, on eight bits. */
const MOST = 127;

export function packPhrases({ classes, phrases, bias }: PhraseWeights): PackedPhrases {
  let most = 0;
  for (const value of phrases) most = Math.max(most, Math.abs(value));
  const unit = most / MOST || 1;
  const bytes = Uint8Array.from(phrases, (value) => Math.round(value / unit));
  return { classes, bias, unit, phrases: Buffer.from(bytes).toString('base64') };
}

export function unpackPhrases({ classes, bias, unit, phrases }: PackedPhrases): PhraseWeights {
  const bytes = new Int8Array(Buffer.from(phrases, 'base64'));
  return { classes, bias, phrases: Float32Array.from(bytes, (byte) => unit * byte) };
}
