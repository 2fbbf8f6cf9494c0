import { readFileSync } from 'node:fs';
import type { PhraseWeights } from './phrase-classes.ts';

interface Header {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  /** What one unit of a weight is worth. */
  readonly unit: number;
}

/** The largest weight, on eight bits. */
const MOST = 127;

/** A file: a line of JSON, then a byte for each weight. */
export function packPhrases({ classes, phrases, bias }: PhraseWeights): Buffer {
  let most = 0;
  for (const value of phrases) most = Math.max(most, Math.abs(value));
  const unit = most / MOST || 1;
  const header: Header = { classes, bias, unit };
  const bytes = Int8Array.from(phrases, (value) => Math.round(value / unit));
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), Buffer.from(bytes.buffer)]);
}

/** Reads such a file. @throws when it is none */
export function unpackPhrases(file: Buffer): PhraseWeights {
  const end = file.indexOf(10);
  const { classes, bias, unit } = JSON.parse(file.toString('utf8', 0, end)) as Header;
  const phrases = Float32Array.from(
    { length: file.length - end - 1 },
    (_, at) => unit * file.readInt8(end + 1 + at),
  );
  return { classes, bias, phrases };
}

const opened = new Map<string, PhraseWeights | undefined>();

/** Reads a shipped file once; undefined where it lacks, or is none. */
export function shippedPhrases(file: URL): PhraseWeights | undefined {
  if (!opened.has(file.href)) opened.set(file.href, read(file));
  return opened.get(file.href);
}

function read(file: URL): PhraseWeights | undefined {
  try {
    return unpackPhrases(readFileSync(file));
  } catch {
    return undefined;
  }
}
