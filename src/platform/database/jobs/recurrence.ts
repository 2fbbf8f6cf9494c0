import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

/** The next time of a series after a moment, both in epoch milliseconds. */
export type Recurrence = (after: number) => number;

/** Every so many milliseconds, counted from the moment at which the last occurrence was done. */
export const every =
  (ms: number): Recurrence =>
  (after) =>
    after + ms;

/** Every day at a time of the clocks in France, « 07:30 ». A time that the spring change skips comes an hour later. */
export const dailyAt =
  (time: string): Recurrence =>
  (after) => {
    const today = parisDay(after);
    const first = instantOf(today, time);
    const second = instantOf(addDays(today, 1), time);
    return first > after ? first : second;
  };
