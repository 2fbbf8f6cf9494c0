import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';

/** Vectors kept at most: about 6 MB. A message is looked up twice, and what is asked often is read once. */
const KEPT = 4_000;
const kept = new Map<string, Float32Array>();

/** The vector of a sentence of a document, kept for the next question; nothing where the reader stops. */
export async function sentenceVector(
  { id, embed }: Pick<ReaderEmbedder, 'id' | 'embed'>,
  text: string,
): Promise<Float32Array | undefined> {
  const key = `${id}\n${text}`;
  const vector = kept.get(key) ?? (await embed(text, 'passage').catch(() => undefined));
  if (!vector) return undefined;
  // The last asked for goes to the end: the first are those that nobody asks for.
  kept.delete(key);
  kept.set(key, vector);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return vector;
}
