import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';

/** What the reader calls a message that says that the last answer is beside the point. */
const BESIDE = 'answer-beside';
/** From this likelihood on, the section that was given steps back: a right one comes back by itself. */
const LIKELY = 0.35;

/**
 * A message that says that the last answer is beside the point, read without it: « je ne parle pas de l'avance, je parle de
 * la facture ». Nothing for any other.
 * @param scores what the message may wish, read after the last answer
 */
export function besideThePoint(
  scores: readonly WishScore[],
  alone: Understanding,
  { lastAnswered }: ThreadContext,
): Understanding | undefined {
  const isBeside = scores.some(({ wish, probability }) => wish === BESIDE && probability >= LIKELY);
  if (!isBeside || !lastAnswered) return undefined;
  return { ...alone, lastAnswered: undefined, notThat: lastAnswered.heading };
}

/** The question before, without the section that was given: for a message that only says that this is not it. */
export function askedBefore(
  { notThat, told, side, case: asked }: Understanding,
  { lastAnswered }: ThreadContext,
  today: IsoDate,
): Understanding | undefined {
  return (
    lastAnswered && {
      ...understand(lastAnswered.question, undefined, today),
      told,
      side,
      case: asked,
      notThat,
    }
  );
}
