import type { AboutAnswer } from './compose/about-answer.ts';
import type { SaidAgain } from './compose/said-again.ts';

/** What is wanted of the answer that was just given: in other words, more of it, or whether and why it holds. */
export type OfLastAnswer = SaidAgain | AboutAnswer;

/** The wish that is about the answer that was just given, and its acts, as they are learnt from examples. */
export const OF_LAST_ANSWER = 'last-answer';
export const ACTS_OF_LAST: ReadonlyMap<string, OfLastAnswer> = new Map([
  ['simpler', 'simpler'],
  ['again-or-more', 'more'],
  ['answer-source', 'source'],
  ['answer-sure', 'sure'],
  ['answer-yes-no', 'conclusion'],
]);
