import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/**
 * What a text is to the encoder: what somebody may type, alone or after an answer (`continuation.ts`), or what is written of
 * it; a question of a message that asks several (`within.ts`); or the words of a message, each for itself.
 */
export type TextKind = 'question' | 'continuation' | 'within' | 'passage' | 'words';

/** Where the shipped encoder lives. */
export const WEIGHTS = new URL('../weights/', import.meta.url);

export const MODEL_FILE = 'int8.onnx';
export const TOKENIZER_FILE = 'tokenizer.json';
const METADATA_FILE = 'metadata.json';

const metadataSchema = z.looseObject({
  name: z.string(),
  dimension: z.int().positive(),
  /** Put before each kind of text: the model was trained with them. */
  prefixes: z.object({ question: z.string(), passage: z.string() }),
  /** The most tokens read of each kind of text. */
  limits: z.object({ question: z.int().min(8), passage: z.int().min(8) }),
  /** The most tokens of a message, of the question before it, and of the heading of what answered that. */
  context: z.tuple([z.int().min(8), z.int().min(8), z.int().min(8)]),
  /** Of the model and its tokenizer: vectors of another one are never compared with these. */
  digest: z.string(),
});

/** What is said of an encoder beside its weights. */
export type EncoderMetadata = z.infer<typeof metadataSchema>;

export const metadataFile = (folder: URL): URL => new URL(METADATA_FILE, folder);

/** What is said of the encoder of a folder. @throws when there is none */
export const readMetadata = (folder: URL = WEIGHTS): EncoderMetadata =>
  metadataSchema.parse(JSON.parse(readFileSync(metadataFile(folder), 'utf8')));

/** The digest of the files themselves, to be compared with the one that is written beside them. */
export async function digestOf(folder: URL = WEIGHTS): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [MODEL_FILE, TOKENIZER_FILE]) hash.update(await readFile(new URL(name, folder)));
  return hash.digest('hex').slice(0, 16);
}
