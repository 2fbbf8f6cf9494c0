import type { Bid } from '#src/features/opportunities/store/bids.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { DAY_MS, HOUR_MS } from '#src/platform/calendar/durations.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';

/** How long before the closing the last hours begin. */
export const CALM_MS = 48 * HOUR_MS;
/** Nobody is written to at once with nothing left to do but run: there is so much time at least. */
const LEAST_LEFT_MS = 24 * HOUR_MS;

/**
 * When the last hours are spoken of: 48 hours before the closing; earlier, where nobody is written to before the last
 * day, because of a weekend or a holiday. Pure.
 */
export function calmFrom(closesAt: number): number {
  const from = closesAt - CALM_MS;
  for (let at = from; at <= closesAt - LEAST_LEFT_MS; at += HOUR_MS) if (isCivilHour(at)) return from;
  // The last civil hour before.
  let at = from;
  while (!isCivilHour(at)) at -= HOUR_MS;
  return at;
}

const EARLY = '08:00';
const EVENING = '18:00';

/**
 * The last safe hour to deposit: a margin before the closing; the evening before, where that is in the night. Pure.
 * @param marginMs milliseconds
 */
export function lastSafe(closesAt: number, marginMs: number): number {
  const at = closesAt - marginMs;
  const { day, time } = parisTime(at);
  return time < EARLY ? instantOf(addDays(day, -1), EVENING) : at;
}

/** What may be said unasked of an answer: the last hours, that it closed, whether it was sent, whether it was won. */
export type BidWord = 'calm' | 'closed' | 'sent' | 'won';

/** Each of the two last is asked no more often. */
const MOST_ASKED = 2;
const AFTER_CLOSING: Readonly<Record<'sent' | 'won', readonly number[]>> = {
  sent: [3 * DAY_MS, 10 * DAY_MS],
  won: [30 * DAY_MS, 75 * DAY_MS],
};
/** Between two words, whatever was late. */
const REST_MS = 2 * DAY_MS;

type Told = Pick<Bid, 'state' | 'closesAt' | 'openedAt' | 'calmAt' | 'closedAt' | 'sentAsked' | 'wonAsked'>;

/** What is next said unasked of an answer, and from when; undefined where nothing more is. Pure. */
export function nextWord(
  bid: Told,
  now: number,
): { readonly word: BidWord; readonly at: number } | undefined {
  const { state, closesAt, openedAt, calmAt, closedAt, sentAsked, wonAsked } = bid;
  const asked = (word: 'sent' | 'won', times: number, from: number) => {
    const wait = times < MOST_ASKED ? AFTER_CLOSING[word][times] : undefined;
    return wait === undefined ? undefined : { word, at: from + wait };
  };
  if (state === 'deposited') return asked('won', wonAsked, closesAt ?? openedAt);
  if (state !== 'open' || closesAt === undefined) return undefined;
  if (calmAt === undefined && now < closesAt) return { word: 'calm', at: calmFrom(closesAt) };
  if (closedAt === undefined) return { word: 'closed', at: closesAt };
  return asked('sent', sentAsked, closesAt);
}

/** When something is next said after a word was: never at once. Pure. */
export function afterWord(bid: Told, now: number): number | null {
  const next = nextWord(bid, now);
  if (!next) return null;
  const isOfHours = next.word === 'calm' || next.word === 'closed';
  return isOfHours ? next.at : Math.max(next.at, now + REST_MS);
}
