import { readWishes, wishFiles } from '#src/reader/wish/examples.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import { shippedWishes, wishesDigest } from '#src/reader/wish/wish-file.ts';
import { fitWishes } from '#src/reader/wish/wish-reader.ts';
import type { ReaderEmbedder } from './reader-embedder.ts';
import { readerKey, shippedVectors } from './shipped-vectors.ts';

/** What words mean by what was learnt from examples. */
export type Learnt = (text: string) => Promise<readonly Meaning[]>;

/**
 * Opens what reads wishes: the shipped classifier, or where an example was added one that is made now, which takes a
 * second. @throws HotlineError `knowledge` for a line of examples that is none
 */
export async function openWishes(reader: ReaderEmbedder): Promise<Learnt> {
  const examples = readWishes(wishFiles());
  const known = shippedVectors();
  const classifier =
    shippedWishes(wishesDigest(reader.id, examples)) ??
    (await fitWishes(
      examples,
      async (text) =>
        known(readerKey(reader.id, { text, as: 'question' })) ?? (await reader.embed(text, 'question')),
    ));
  return async (text) => learntMeaning(classifier.classify(await reader.embed(text, 'question')));
}
