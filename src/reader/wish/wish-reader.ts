import { type Classifier, type ClassifierLine, type FitOptions, fitClassifier } from './classifier.ts';
import type { WishExample } from './examples.ts';

/** The vector of what somebody may type. */
export type VectorOf = (text: string) => Promise<Float32Array>;

/** Chosen on writers held apart (`npm run evaluate:reader`): whole, or from a classifier of nearly the same examples. */
const WHOLE: FitOptions = { epochs: 14, ridge: 1e-4 };
const AGAIN = { epochs: 2, ridge: 1e-4 };
/** One in so many of the questions that the pages answer is an example of a question, too. */
const QUESTIONS = 3;

/** What tells questions from wishes: some of those that the pages answer. */
export const someQuestions = (questions: readonly string[]): readonly WishExample[] =>
  questions.filter((_, index) => index % QUESTIONS === 0).map((text) => ({ wish: 'question', text }));

/**
 * Makes a classifier of wishes from examples: forty sentences are enough for one more.
 * @param from a classifier of nearly the same examples, which takes less time to go on from
 */
export async function fitWishes(
  examples: readonly WishExample[],
  vectorOf: VectorOf,
  from?: readonly ClassifierLine[],
): Promise<Classifier> {
  const labelled: { vector: Float32Array; wish: string }[] = [];
  for (const { wish, text } of examples) labelled.push({ wish, vector: await vectorOf(text) });
  return fitClassifier(labelled, from ? { ...AGAIN, from } : WHOLE);
}
