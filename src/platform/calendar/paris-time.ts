import { HOUR_MS, MINUTE_MS } from './durations.ts';
import type { IsoDate } from './iso-date.ts';

/** A time of the clocks, « 07:30 », from 00:00 to 23:59. */
export type ClockTime = string;

/** What the calendars and clocks of France show at a moment. */
interface ParisTime {
  readonly day: IsoDate;
  readonly time: ClockTime;
}

/** Making one costs far more than using it. */
const PARIS = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The day and the time in France at an instant (epoch milliseconds); seconds are left out. */
export function parisTime(epochMs: number): ParisTime {
  const text = PARIS.format(epochMs);
  return { day: text.slice(0, 10), time: text.slice(11) };
}

/**
 * The instant (epoch milliseconds) of a day and time of the clocks in France: the first of the two when the autumn
 * change repeats it, an hour later when the spring change skips it.
 */
export function instantOf(day: IsoDate, time: ClockTime): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // France is one or two hours ahead of UTC.
  const summer = asUtc - 2 * HOUR_MS;
  const winter = asUtc - HOUR_MS;
  const shown = parisTime(summer);
  return shown.day === day && shown.time === time ? summer : winter;
}

/** How far the clocks of France are ahead of UTC at an instant, in milliseconds: one hour or two. */
export function parisOffsetMs(epochMs: number): number {
  const { day, time } = parisTime(epochMs);
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(epochMs / MINUTE_MS) * MINUTE_MS;
}
