import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { workingDayOnOrBefore } from '#src/platform/calendar/holidays.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { hoursOf, type Times, USUAL_TIMES } from './times.ts';

/** Days before the closing on which who follows a notice is reminded. */
export const REMIND_DAYS = [7, 2] as const;

/** The reminders of a closing, where the hours of a company begin: where that day is not worked, the last one before it that is. */
export const remindersOf = (closesAt: number, times: Times = USUAL_TIMES): number[] =>
  REMIND_DAYS.map((days) =>
    instantOf(workingDayOnOrBefore(addDays(parisDay(closesAt), -days)), hoursOf(times).from),
  );

/** When who follows a notice is reminded next, after an instant; undefined where no reminder is left, or no closing is told. */
export const nextReminder = (
  closesAt: number | undefined,
  after: number,
  times: Times = USUAL_TIMES,
): number | undefined =>
  closesAt === undefined ? undefined : remindersOf(closesAt, times).find((at) => at > after && at < closesAt);

/** Whole days that are left, at least. */
export const daysLeft = (closesAt: number, now: number): number => Math.floor((closesAt - now) / DAY_MS);
