import { weekdayOf } from '#src/platform/calendar/days.ts';
import { addDays, frenchDate, type IsoDate, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import { type ClockTime, parisTime } from '#src/platform/calendar/paris-time.ts';

/** « 09:30 » → « 9 h 30 », « 16:00 » → « 16 h ». */
export function frenchTime(time: ClockTime): string {
  const [hours, minutes] = time.split(':');
  return minutes === '00' ? `${Number(hours)} h` : `${Number(hours)} h ${minutes}`;
}

/** « 27 novembre », with its year when it is not that of `today`. */
export const shortDate = (day: IsoDate, today: IsoDate): string =>
  day.slice(0, 4) === today.slice(0, 4) ? frenchDate(day).slice(0, -5) : frenchDate(day);

/** « vendredi 27 novembre », with its year when it is not that of `today`. */
export const shortWeekdayDate = (day: IsoDate, today: IsoDate): string =>
  `${WEEKDAYS[weekdayOf(day)]} ${shortDate(day, today)}`;

/**
 * A moment as a person says it when it is `now` (both epoch milliseconds), in the time of France: « aujourd’hui à
 * 16 h », « demain à 9 h 30 », « hier à 8 h », « vendredi 27 novembre à 12 h », « lundi 4 janvier 2027 à 9 h ».
 */
export function momentInFrench(epochMs: number, now: number): string {
  const { day, time } = parisTime(epochMs);
  return `${dayInFrench(day, parisTime(now).day)} à ${frenchTime(time)}`;
}

/** A moment that is read again later, in the time of France: « 27 novembre 2026 à 9 h 05 ». */
export function fullMoment(epochMs: number): string {
  const { day, time } = parisTime(epochMs);
  return `${frenchDate(day)} à ${frenchTime(time)}`;
}

function dayInFrench(day: IsoDate, today: IsoDate): string {
  if (day === today) return 'aujourd’hui';
  if (day === addDays(today, 1)) return 'demain';
  if (day === addDays(today, -1)) return 'hier';
  return shortWeekdayDate(day, today);
}
