import type { PhraseWeights } from './phrase-classes.ts';
import type { LabelWeights } from './word-labels.ts';

/** Weights as they are kept in a file: a byte for each, all of them as text, so that it is imported like code. */
export interface PackedBytes {
  /** What one unit of a weight is worth. */
  readonly unit: number;
  readonly bytes: string;
}
export type PackedPhrases = PackedBytes & Pick<PhraseWeights, 'classes' | 'bias'>;
export type PackedLabels = PackedBytes & Pick<LabelWeights, 'labels' | 'next'>;

/** The largest weight, on eight bits. */
const MOST = 127;

function packBytes(values: PhraseWeights['phrases']): PackedBytes {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  const unit = most / MOST || 1;
  const bytes = Uint8Array.from(values, (value) => Math.round(value / unit));
  return { unit, bytes: Buffer.from(bytes).toString('base64') };
}

const unpackBytes = ({ unit, bytes }: PackedBytes): Float32Array =>
  Float32Array.from(new Int8Array(Buffer.from(bytes, 'base64')), (byte) => unit * byte);

export const packPhrases = ({ classes, phrases, bias }: PhraseWeights): PackedPhrases => ({
  classes,
  bias,
  ...packBytes(phrases),
});

export const unpackPhrases = (packed: PackedPhrases): PhraseWeights => ({
  classes: packed.classes,
  bias: packed.bias,
  phrases: unpackBytes(packed),
});

export const packLabels = ({ labels, next, words }: LabelWeights): PackedLabels => ({
  labels,
  next,
  ...packBytes(words),
});

export const unpackLabels = (packed: PackedLabels): LabelWeights => ({
  labels: packed.labels,
  next: packed.next,
  words: unpackBytes(packed),
});
