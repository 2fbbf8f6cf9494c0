import { addWorkingDays } from '#src/platform/calendar/holidays.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

/**
 * Where it stands that a company asks another to answer a call with it. Nothing of either's name or contact is given
 * before `accepted`.
 */
export const ASK_STATES = [
  'proposed',
  'asked',
  'accepted',
  'refused',
  'expired',
  /** By who asked, or because they may ask no more. */
  'cancelled',
  /** One of both is there no more. */
  'void',
  /** The call closed, or was cancelled. */
  'over',
] as const;
export type AskState = (typeof ASK_STATES)[number];

/** Why a company does not join: « busy » leaves it in peace for a while. */
export const WHY_NOT = ['busy', 'trade', 'far', 'other'] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/** What happens to one; « bar »: the company that asks may ask nothing any more, or has no contact to give. */
export type AskEvent = 'ask' | 'accept' | 'refuse' | 'cancel' | 'bar' | 'expire' | 'leave' | 'close';

const NEXT: Readonly<Record<Exclude<AskEvent, 'ask'>, AskState>> = {
  accept: 'accepted',
  refuse: 'refused',
  cancel: 'cancelled',
  bar: 'cancelled',
  expire: 'expired',
  leave: 'void',
  close: 'over',
};

/**
 * What an event makes of it; undefined where it changes nothing: the first end holds, whatever comes after. Pure.
 * @param at epoch milliseconds
 */
export function askStep(
  {
    state,
    expiresAt = Number.POSITIVE_INFINITY,
  }: { readonly state: AskState; readonly expiresAt?: number | undefined },
  event: AskEvent,
  at: number,
): AskState | undefined {
  if (event === 'ask') return state === 'proposed' ? 'asked' : undefined;
  if (state !== 'asked') return undefined;
  // An answer that comes after its day is none: who asked was told, or is about to be, that nobody answered.
  if (event === 'accept' && at >= expiresAt) return undefined;
  if (event === 'expire' && at < expiresAt) return undefined;
  return NEXT[event];
}

/** Working days that a company has to answer. */
export const ANSWER_DAYS = 5;
const END_OF_DAY = '18:00';

/** Until when an answer is awaited: the evening of the last of these days, or when the call closes, if that is first. */
export function answerUntil(from: number, closesAt: number | undefined): number {
  const evening = instantOf(addWorkingDays(parisDay(from), ANSWER_DAYS), END_OF_DAY);
  return Math.min(evening, closesAt ?? evening);
}
