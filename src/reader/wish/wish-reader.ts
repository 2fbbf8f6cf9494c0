import {
  type Classifier,
  type ClassifierLine,
  type FitOptions,
  fitClassifier,
  type Labelled,
} from './classifier.ts';
import { asRead, type WishExample } from './examples.ts';

/** The vector of what somebody may type, alone or after an answer. */
export type VectorOf = (said: ReturnType<typeof asRead>) => Promise<Float32Array>;

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
  for (const one of examples) found.push({ wish: one.wish, vector: await vectorOf(asRead(one)) });
  return found;
}
