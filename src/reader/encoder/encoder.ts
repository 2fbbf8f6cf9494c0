import { readFile } from 'node:fs/promises';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { KeepLast } from '#src/platform/keep-last.ts';
import { partsOfContinuation } from './continuation.ts';
import {
  type EncoderMetadata,
  MODEL_FILE,
  readMetadata,
  type TextKind,
  TOKENIZER_FILE,
  WEIGHTS,
} from './metadata.ts';
import { RUNTIMES, type Runtime, type RuntimeKind } from './runtime.ts';
import { openTokenizer, type Tokenize, type WordNumbers } from './tokenizer.ts';
import { isWithin, withinOf } from './within.ts';
import { LAST_STATES, STATES } from './word-states.ts';
import { type WordPlace, wordPlaces, wordsOf } from './words-of.ts';

/** A small neural network that turns a text into a unit vector: texts of one meaning are near each other. */
export interface Encoder {
  readonly metadata: EncoderMetadata;
  /** What runs it. */
  readonly runtime: RuntimeKind['name'];
  /**
   * One text at a time, never padded: a vector does not depend on what else is asked. Of `words`, two vectors for each word
   * that is read, one after the other: what a layer has of its first and of its last token.
   */
  encode(text: string, kind: TextKind): Promise<Float32Array>;
}

/** A message is encoded by what reads its wishes, then by the search, in either thread: once. 2 kB each. */
const KEPT = 512;
/** Tokens that are read of a message word by word. */
const MOST_TOKENS = 320;
/**
 * What a word around a question counts beside one of its own. Of 350 questions of 171 messages that ask several, 261 find
 * their section first from 0.2 to 0.35 with how they read after the one before; 248 at 0, and 216 without.
 */
const AROUND = 0.2;
/** Characters of the longest text whose vector is kept. */
const LONGEST_KEPT = 4_000;

/**
 * Opens the encoder of a folder with the first runtime that can.
 * @throws HotlineError `unavailable`, with the reason of each, when none can
 */
export async function openEncoder(
  folder: URL = WEIGHTS,
  runtimes: readonly RuntimeKind[] = RUNTIMES,
): Promise<Encoder> {
  const { metadata, tokenize } = await readFiles(folder);
  const reasons: string[] = [];
  for (const { name, open } of runtimes) {
    try {
      const runtime = await open(new URL(MODEL_FILE, folder));
      return { metadata, runtime: name, encode: encodeWith(runtime, metadata, tokenize) };
    } catch (error) {
      reasons.push(`${name} : ${errorText(error)}`);
    }
  }
  throw new HotlineError('unavailable', `Le lecteur ne démarre pas (${reasons.join(' ; ')}).`);
}

async function readFiles(folder: URL): Promise<{ metadata: EncoderMetadata; tokenize: Tokenize }> {
  try {
    const json = JSON.parse(await readFile(new URL(TOKENIZER_FILE, folder), 'utf8'));
    return { metadata: readMetadata(folder), tokenize: openTokenizer(json) };
  } catch (cause) {
    throw new HotlineError(
      'unavailable',
      `Les fichiers du lecteur manquent ou ne se lisent pas (${errorText(cause)}).`,
      {
        cause,
      },
    );
  }
}

/** A message read word by word: where each word stands in it, and among its tokens, and the states of these. */
interface ReadMessage {
  readonly words: readonly WordPlace[];
  readonly places: WordNumbers['places'];
  readonly states: Float32Array;
}

/** Messages whose states are kept while their questions are read: half a megabyte each. */
const READ_KEPT = 4;

function encodeWith(
  { session, Tensor }: Runtime,
  { prefixes, limits, context, dimension }: EncoderMetadata,
  tokenize: Tokenize,
): Encoder['encode'] {
  const last = new KeepLast<Float32Array>(KEPT);
  /** @param count how many vectors are to come */
  const outputOf = async (name: string, ids: readonly number[], count: number): Promise<Float32Array> => {
    const shape = [1, ids.length];
    const output = await session.run(
      {
        ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
        mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      },
      [name],
    );
    const values = output[name]?.data;
    if (!(values instanceof Float32Array) || values.length !== count * dimension)
      throw new HotlineError('unavailable', 'Le lecteur rend un vecteur de mauvaise taille.');
    // What the runtime gives is a view of its own memory.
    return values.slice();
  };
  const run = (ids: readonly number[]): Promise<Float32Array> => outputOf('vector', ids, 1);
  const runWords = async (text: string): Promise<Float32Array> => {
    const { ids, places } = tokenize.words(prefixes.question, wordsOf(text), MOST_TOKENS);
    const states = await outputOf(STATES, ids, ids.length);
    const of = (place: number) => states.subarray(place * dimension, (place + 1) * dimension);
    const own = new Float32Array(places.length * 2 * dimension);
    for (const [at, [first, final]] of places.entries()) {
      own.set(of(first), 2 * at * dimension);
      own.set(of(final), (2 * at + 1) * dimension);
    }
    return own;
  };
  // The questions of a message are made of one reading of it.
  const readLast = new KeepLast<ReadMessage>(READ_KEPT);
  const readMessage = async (message: string): Promise<ReadMessage> => {
    const words = wordPlaces(message);
    const written = words.map(({ start, end }) => message.slice(start, end));
    const { ids, places } = tokenize.words(prefixes.question, written, MOST_TOKENS);
    return { words, places, states: await outputOf(LAST_STATES, ids, ids.length) };
  };
  const runWithin = async (text: string): Promise<Float32Array> => {
    const within = withinOf(text);
    const { words, places, states } = await readLast.of(within.message, () => readMessage(within.message));
    const weights = new Float64Array(states.length / dimension).fill(AROUND);
    for (const [at, [first, final]] of places.entries())
      if (isWithin(within, words[at] as WordPlace)) weights.fill(1, first, final + 1);
    const vector = new Float32Array(dimension);
    for (const [token, weight] of weights.entries())
      for (let at = 0; at < dimension; at += 1)
        vector[at] = (vector[at] as number) + weight * (states[token * dimension + at] as number);
    const length = Math.hypot(...vector) || 1;
    return vector.map((value) => value / length);
  };
  const idsOf = (text: string, kind: Exclude<TextKind, 'words' | 'within'>): readonly number[] => {
    if (kind !== 'continuation') return tokenize.text(prefixes[kind] + text, limits[kind]);
    const parts = partsOfContinuation(prefixes.question + text);
    const alone = tokenize.text(parts[0] ?? '', limits.question);
    // A story says what it is about, and its question comes last: it is read whole rather than cut.
    return alone.length > context[0] ? alone : tokenize.together(parts, context);
  };
  // By its words: to cut them into tokens takes a fifth of the time. The spaces around them make none.
  return (text, kind) => {
    if (kind === 'words') return runWords(text);
    if (kind === 'within') return last.of(`within ${text}`, () => runWithin(text));
    const words = text.trim();
    return words.length > LONGEST_KEPT
      ? run(idsOf(words, kind))
      : last.of(`${kind} ${words}`, async () => run(idsOf(words, kind)));
  };
}
