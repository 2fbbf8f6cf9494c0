import { type Discriminant, type DiscriminantOptions, fitDiscriminant } from './discriminant.ts';
import type { WishExample } from './examples.ts';

/** The vector of what somebody may type. */
export type VectorOf = (text: string) => Promise<Float32Array>;

/**
 * Chosen on writers held apart (`npm run evaluate:wishes`). Half of what people write is a question; what is left is
 * shared by all the wishes.
 */
const OPTIONS: DiscriminantOptions = { shrinkage: 0.3, temperature: 2, priors: { question: 0.5 } };

/** Makes a classifier of wishes from examples: forty sentences are enough for one more. */
export async function fitWishes(
  examples: readonly WishExample[],
  vectorOf: VectorOf,
  options: DiscriminantOptions = OPTIONS,
): Promise<Discriminant> {
  const labelled: { vector: Float32Array; wish: string }[] = [];
  for (const { wish, text } of examples) labelled.push({ wish, vector: await vectorOf(text) });
  return fitDiscriminant(labelled, options);
}
