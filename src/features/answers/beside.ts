import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { contentWords, stemsOf } from '#src/platform/french/text-analysis.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';

/** What the reader calls a message that says that the last answer is beside the point. */
const BESIDE = 'answer-beside';
/** From this likelihood on, the section that was given steps back: a right one comes back by itself. */
const LIKELY = 0.35;
/** Content words of the shortest message that says what is meant instead. */
const ENOUGH = 2;

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
    .filter((clause) => ![...stemsOf(clause)].some((stem) => given.has(stem)))
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

/** The question before, without the section that was given: for a message that only says that this is not it. */
export const askedBefore = (
  { notThat, told, side, case: asked }: Understanding,
  { lastAnswered }: ThreadContext,
  today: IsoDate,
): Understanding | undefined =>
  lastAnswered && {
    ...understand(lastAnswered.question, undefined, today),
    told,
    side,
    case: asked,
    notThat,
  };
