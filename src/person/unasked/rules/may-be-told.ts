import { canPush } from '#src/channel/can-push.ts';
import type { ConversationMode } from '#src/conversation/store/conversations.ts';
import { isWorkingDay, workingDayOnOrAfter } from '#src/platform/calendar/holidays.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';

/** Whom a conversation is with, and whether they can be told something unasked. */
export interface Reachable {
  /** Nobody is known where others read too. */
  readonly personId: string | undefined;
  readonly channel: string;
  readonly mode: ConversationMode;
  /** They left, or blocked the hotline; or how to write to them was forgotten. */
  readonly isUnreachable: boolean;
  readonly hasStopped: boolean;
}

/** Why somebody is not told unasked, the reason that lasts longest first; « held » is for now: an expert who holds leaves. */
export const WHY_NOT = ['group', 'channel', 'stopped', 'unreachable', 'held'] as const;
export type MayBeTold = 'now' | (typeof WHY_NOT)[number];

/** Whether somebody may be told something that they did not ask for: the one rule of all that is told so. Pure. */
export function mayBeTold({ personId, channel, mode, isUnreachable, hasStopped }: Reachable): MayBeTold {
  if (personId === undefined) return 'group';
  if (!canPush(channel)) return 'channel';
  if (hasStopped) return 'stopped';
  if (isUnreachable) return 'unreachable';
  return mode === 'human' ? 'held' : 'now';
}

/** Hours at which people are written to unasked, by the clocks of Paris. */
const FROM = '09:00';
const TO = '18:00';

/** Whether people are written to unasked at an instant: on working days, at civil hours, in Paris. */
export function isCivilHour(at: number): boolean {
  const { day, time } = parisTime(at);
  return isWorkingDay(day) && time >= FROM && time < TO;
}

/** The first instant at or after another one at which people are written to unasked. */
export function nextCivilHour(at: number): number {
  if (isCivilHour(at)) return at;
  const { day, time } = parisTime(at);
  return instantOf(workingDayOnOrAfter(time < FROM ? day : addDays(day, 1)), FROM);
}
