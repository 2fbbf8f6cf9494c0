import { errorText, HotlineError } from '#src/platform/errors.ts';
import { continuationText, type LastAnswered } from '#src/reader/encoder/continuation.ts';
import { type Encoder, openEncoder } from '#src/reader/encoder/encoder.ts';
import { readMetadata, type TextKind } from '#src/reader/encoder/metadata.ts';
import { type Within, withinText } from '#src/reader/encoder/within.ts';

/** Turns texts into unit vectors that are near each other when they mean the same. */
export interface ReaderEmbedder {
  /** Of the model and its tokenizer: vectors of another one are made anew, never mixed. */
  readonly id: string;
  readonly dimension: number;
  /** The vector of a text, read as what it is. */
  embed(text: string, as: TextKind): Promise<Float32Array>;
  /** What runs it: opens it when nothing has asked for a vector yet. */
  runtime(): Promise<Encoder['runtime']>;
}

/**
 * The shipped encoder as an embedder. Its identity is that of its files; the model itself is opened with the first text,
 * so that what finds all its vectors kept never loads it.
 * @throws HotlineError `unavailable` when its files are missing
 */
export function openReaderEmbedder(open: () => Promise<Encoder> = openEncoder): ReaderEmbedder {
  const { digest, dimension } = metadata();
  let opened: Promise<Encoder> | undefined;
  const encoder = (): Promise<Encoder> => {
    opened ??= open();
    return opened;
  };
  return {
    id: `reader:${digest}`,
    dimension,
    embed: async (text, as) => (await encoder()).encode(text, as),
    runtime: async () => (await encoder()).runtime,
  };
}

/** The vector of a message, read after what was said before it; nothing where the reader stops. */
export const embedSaid = (
  { embed }: ReaderEmbedder,
  message: string,
  after?: LastAnswered,
): Promise<Float32Array | undefined> =>
  (after ? embed(continuationText({ message, after }), 'continuation') : embed(message, 'question')).catch(
    () => undefined,
  );

/** The vector of a question where it stands in a message that asks several; nothing where the reader stops. */
export const embedWithin = ({ embed }: ReaderEmbedder, within: Within): Promise<Float32Array | undefined> =>
  embed(withinText(within), 'within').catch(() => undefined);

function metadata() {
  try {
    return readMetadata();
  } catch (cause) {
    throw new HotlineError(
      'unavailable',
      `Les fichiers du lecteur manquent ou ne se lisent pas (${errorText(cause)}).`,
      { cause },
    );
  }
}
