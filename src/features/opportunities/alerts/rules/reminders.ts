import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { workingDayOnOrBefore } from '#src/platform/calendar/holidays.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

/** Days before the closing on which who follows a notice is reminded. */
export const REMIND_DAYS = [7, 2] as const;
const MORNING = '09:00';

/** The mornings of the reminders of a closing: where that day is not worked, the last one before it that is. */
export const remindersOf = (closesAt: number): number[] =>
  REMIND_DAYS.map((days) => instantOf(workingDayOnOrBefore(addDays(parisDay(closesAt), -days)), MORNING));

/** When who follows a notice is reminded next, after an instant; undefined where no reminder is left, or no closing is told. */
export const nextReminder = (closesAt: number | undefined, after: number): number | undefined =>
  closesAt === undefined ? undefined : remindersOf(closesAt).find((at) => at > after && at < closesAt);

/** Whole days that are left, at least. */
export const daysLeft = (closesAt: number, now: number): number => Math.floor((closesAt - now) / DAY_MS);
