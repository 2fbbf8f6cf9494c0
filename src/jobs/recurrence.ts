import { addDays, parisDay } from '#src/knowledge/dates.ts';

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
    const [first, second] = [instantOf(today, time), instantOf(addDays(today, 1), time)];
    return first > after ? first : second;
  };

/** The instant of a day and time of the clocks in France; the first of the two when the autumn change repeats it. */
function instantOf(day: string, time: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // France is one or two hours ahead of UTC.
  const [summer, winter] = [asUtc - 2 * HOUR_MS, asUtc - HOUR_MS];
  return parisTime(summer) === `${day} ${time}` ? summer : winter;
}

const HOUR_MS = 3_600_000;

const PARIS = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** « 2026-11-24 07:30 ». */
const parisTime = (epochMs: number): string => PARIS.format(epochMs);
