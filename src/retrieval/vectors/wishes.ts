import { allExamples } from '#src/reader/wish/examples.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import { shippedWishes, wishesDigest } from '#src/reader/wish/wish-file.ts';
import { fitWishes, labelled } from '#src/reader/wish/wish-reader.ts';
import type { ReaderEmbedder } from './reader-embedder.ts';
import { readerKey, shippedVectors } from './shipped-vectors.ts';

/** How likely each wish is of what was written, likeliest first; a question about the rules is one of them. */
export type ReadWishes = (text: string) => Promise<readonly WishScore[]>;

/**
 * Opens what reads wishes: the shipped classifier, or where an example was added one that is made now, which takes a
 * few seconds.
 * @param questions vectors of some that the pages answer, which are no wishes
 * @throws HotlineError `knowledge` for a line of examples that is none
 */
export async function openWishes(
  reader: ReaderEmbedder,
  questions: readonly Float32Array[],
): Promise<ReadWishes> {
  const examples = allExamples();
  const shipped = shippedWishes();
  // Where the reader can't read them, pages are still found.
  const learn = async () => {
    const known = shippedVectors();
    const vectorOf = async (text: string): Promise<Float32Array> => {
      const vector = new Float32Array(reader.dimension);
      const key = readerKey(reader.id, { text, as: 'question' });
      return known.read(key, vector) ? vector : reader.embed(text, 'question');
    };
    return fitWishes(
      await labelled(examples, vectorOf, questions),
      shipped?.reader === reader.id ? shipped.classifier.lines : undefined,
    );
  };
  const classifier =
    shipped?.digest === wishesDigest(reader.id, examples)
      ? shipped.classifier
      : await learn().catch(() => undefined);
  // Where the reader stops meanwhile, nothing is known of what is wanted: the words serve.
  return async (text) => {
    const vector = await reader.embed(text, 'question').catch(() => undefined);
    return vector ? (classifier?.classify(vector) ?? []) : [];
  };
}
