import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { readerKey } from '#src/retrieval/vectors/shipped-vectors.ts';

/** Vectors by the keys of their texts, those that were made ahead. */
export type MadeVectors = (keys: readonly string[]) => Promise<ReadonlyMap<string, Float32Array>>;

/** Vectors kept at most: about 6 MB. A message is looked up twice, and what is asked often is read once. */
const KEPT = 4_000;
const kept = new Map<string, Float32Array>();

/** The vectors of sentences of documents, kept for the next question; nothing for one where the reader stops. */
export async function sentenceVectors(
  { id, embed }: Pick<ReaderEmbedder, 'id' | 'embed'>,
  texts: readonly string[],
  made: MadeVectors,
): Promise<(Float32Array | undefined)[]> {
  const keys = texts.map((text) => readerKey(id, { text, as: 'passage' }));
  const wanted = keys.filter((key) => !kept.has(key));
  const ahead = wanted.length > 0 ? await made(wanted).catch(() => new Map<string, Float32Array>()) : kept;
  const vectors: (Float32Array | undefined)[] = [];
  for (const [at, text] of texts.entries()) {
    const key = keys[at] as string;
    const vector = kept.get(key) ?? ahead.get(key) ?? (await embed(text, 'passage').catch(() => undefined));
    if (vector) keep(key, vector);
    vectors.push(vector);
  }
  return vectors;
}

/** The last asked for goes to the end: the first are those that nobody asks for. */
function keep(key: string, vector: Float32Array): void {
  kept.delete(key);
  kept.set(key, vector);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
}
