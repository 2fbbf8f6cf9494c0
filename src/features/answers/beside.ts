import { contentWords, fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';

/** What the reader calls a message that says that the last answer is beside the point. */
const BESIDE = 'answer-beside';
/** From this likelihood on, the section that was given steps back: a right one comes back by itself. */
const LIKELY = 0.25;
/** Content words of the shortest message that says what is meant instead. */
const ENOUGH = 2;

/** A clause that sends something away: « je ne parle pas de… », « j'en ai jamais parlé », « qui vous parle de… ». */
const DENIES = /\b(?:pas|jamais|rien|aucune?|plus|ni|qui (?:vous |t'|te |a )?parl\w{1,4})\b/;

/** Whether a message says that the last answer is beside the point. */
export const isBeside = (scores: readonly WishScore[]): boolean =>
  scores.some(({ wish, probability }) => wish === BESIDE && probability >= LIKELY);

/**
 * A message without the clauses that name the section that was given: « je ne parle pas de l'avance, je parle de la
 * facture » is about the facture. Whole where nothing else is said.
 */
export function withoutWhatIsDenied(message: string, { heading }: LastAnswered): string {
  const given = stemsOf(heading);
  const clauses = message.split(/(?<=[.,;:!?\n])/u);
  const left = clauses
    .filter((clause) => !(DENIES.test(fold(clause)) && [...stemsOf(clause)].some((stem) => given.has(stem))))
    .join('')
    .trim();
  return contentWords(left).length >= ENOUGH ? left : message;
}

/** A message that says that the last answer is beside the point, read without it. */
export const readWithout = (alone: Understanding, { heading }: LastAnswered): Understanding => ({
  ...alone,
  lastAnswered: undefined,
  notThat: heading,
});

/** The question before, as it was read, without the section that was given: for a message that only says that it is not it. */
export const askedBefore = (last: Understanding, { notThat }: Understanding): Understanding => ({
  ...last,
  lastAnswered: undefined,
  notThat,
});
