import { tellsKind } from '#src/features/answers/purchases/on-purchase.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { ThreadContext } from '#src/reader/understand.ts';

/** Words of the longest message that only gives a number with its unit. */
const MOST_WORDS = 6;

/**
 * Whether a message only gives what the last question lacked. A number with its unit, where a computation has just asked for
 * one: « 7 heures par jour » is then no rhythm of alerts. The kind of what is bought, after an answer: « pas des travaux,
 * des services » is then no choice of trades.
 */
export function givesWhatIsAsked(text: string, thread: ThreadContext | undefined, today: IsoDate): boolean {
  if (thread?.lastAnswered && !thread.isElsewhere && tellsKind(text, thread, today)) return true;
  const isAsked = (thread?.asking ?? thread?.alsoAsking) !== undefined;
  if (!isAsked || text.trim().split(/\s/).length > MOST_WORDS) return false;
  // A number as long as this is a telephone's, or a company's.
  if (asksSomething(text) || /\d{9}/.test(text.replace(/[ .]/g, ''))) return false;
  const { amounts, durations, shares } = quantitiesIn(text, today);
  return durations.length + shares.length + amounts.filter(({ money }) => money).length > 0;
}
