import {
  type Classifier,
  type ClassifierLine,
  type FitOptions,
  fitClassifier,
  type Labelled,
} from './classifier.ts';
import type { WishExample } from './examples.ts';

/** The vector of what somebody may type. */
export type VectorOf = (text: string) => Promise<Float32Array>;

/** Chosen on writers held apart (`npm run evaluate:reader`): whole, or from a classifier of nearly the same examples. */
const WHOLE: FitOptions = { epochs: 14, ridge: 1e-4 };
const AGAIN: FitOptions = { epochs: 2, ridge: 1e-4 };

/**
 * Makes a classifier of wishes from examples: forty sentences are enough for one more.
 * @param from a classifier of nearly the same examples, which takes less time to go on from
 */
export const fitWishes = (examples: readonly Labelled[], from?: readonly ClassifierLine[]): Classifier =>
  fitClassifier(examples, from ? { ...AGAIN, from } : WHOLE);

/** Examples with their vectors. @param questions vectors of questions that the pages answer */
export async function labelled(
  examples: readonly WishExample[],
  vectorOf: VectorOf,
  questions: readonly Float32Array[],
): Promise<readonly Labelled[]> {
  const found: Labelled[] = questions.map((vector) => ({ wish: 'question', vector }));
  for (const { wish, text } of examples) found.push({ wish, vector: await vectorOf(text) });
  return found;
}
