import type { TrainingEvent } from '#src/features/training/store/events.ts';
import type { TrainingSession } from '#src/features/training/store/sessions.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Whether companies may apply on a day. */
export const mayApply = (session: TrainingSession, today: IsoDate): boolean =>
  session.state === 'open' && today <= session.applyUntil;

/** Whether a session is not over on a day: places may still be given, events booked. */
export const isRunning = (session: TrainingSession, today: IsoDate): boolean => today <= session.endsOn;

/** Why a company may not have a place at an event; undefined when it may. */
export type Unbookable = 'not-admitted' | 'cancelled' | 'past' | 'full';

/**
 * Whether an event may be booked.
 * @param now epoch milliseconds
 */
export function unbookable(
  event: TrainingEvent,
  { isAdmitted, booked, now }: { isAdmitted: boolean; booked: number; now: number },
): Unbookable | undefined {
  if (!isAdmitted) return 'not-admitted';
  if (event.state === 'cancelled') return 'cancelled';
  if (event.startsAt <= now) return 'past';
  return booked >= event.places ? 'full' : undefined;
}

/** How long before an event it is reminded of: the day before, then shortly before. */
const REMINDERS_MS = [24 * HOUR_MS, 2 * HOUR_MS] as const;
/** Nothing is reminded of earlier than this. */
export const FIRST_REMINDER_MS = REMINDERS_MS[0];

/**
 * The reminder that is due, 1 or 2; undefined when none is. Who booked, or was told of a change, after its moment knows
 * already; one that was missed is not made up for once the next one is due.
 */
export function dueReminder(
  { startsAt }: { startsAt: number },
  { reminders, changedAt }: { reminders: number; changedAt: number },
  now: number,
): number | undefined {
  if (startsAt <= now) return undefined;
  const due = REMINDERS_MS.findLastIndex((before) => startsAt - before <= now);
  if (due < 0 || reminders > due) return undefined;
  return changedAt < startsAt - (REMINDERS_MS[due] ?? 0) ? due + 1 : undefined;
}
