import { type DiscriminantOptions, fitDiscriminant } from './discriminant.ts';
import type { WishExample } from './examples.ts';
import type { WishScore } from './meaning.ts';

/** Reads what people want, whatever their words. */
export interface WishReader {
  /** Every wish that is known, likeliest first; a question about the rules is one of them. */
  read(text: string): Promise<readonly WishScore[]>;
}

/** The vector of what somebody may type. */
export type VectorOf = (text: string) => Promise<Float32Array>;

/**
 * Chosen on writers held apart (`npm run evaluate:wishes`). Half of what people write is a question; what is left is
 * shared by all the wishes.
 */
const OPTIONS: DiscriminantOptions = { shrinkage: 0.3, temperature: 2, priors: { question: 0.5 } };

/**
 * Makes a reader of wishes from examples: forty sentences are enough for one more.
 * @param examples of each wish, and of the questions that are none
 */
export async function makeWishReader(
  examples: readonly WishExample[],
  vectorOf: VectorOf,
): Promise<WishReader> {
  const labelled: { vector: Float32Array; wish: string }[] = [];
  for (const { wish, text } of examples) labelled.push({ wish, vector: await vectorOf(text) });
  const discriminant = fitDiscriminant(labelled, OPTIONS);
  return { read: async (text) => discriminant.classify(await vectorOf(text)) };
}
