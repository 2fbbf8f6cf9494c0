import { weekdayOf } from './days.ts';
import { addDays, type IsoDate } from './iso-date.ts';

/** Where two more days are off: Good Friday and 26 December. */
interface HolidayRegion {
  readonly alsaceMoselle?: boolean;
}

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Easter Monday, Ascension Thursday, Whit Monday, in days after Easter Sunday. */
const AFTER_EASTER = [1, 39, 50];

/** Easter Sunday of a Gregorian year (anonymous computus, Meeus). */
export function easterSunday(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const corrected = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - corrected + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  const month = Math.floor(days / 31);
  const day = (days % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** French public holidays of a year (code du travail, L3133-1; L3134-13 for Alsace-Moselle), in order. */
export function publicHolidays(year: number, region: HolidayRegion = {}): IsoDate[] {
  const easter = easterSunday(year);
  const local = region.alsaceMoselle ? [addDays(easter, -2), `${year}-12-26`] : [];
  return [
    ...FIXED.map((day) => `${year}-${day}`),
    ...AFTER_EASTER.map((days) => addDays(easter, days)),
    ...local,
  ].sort();
}

/** Whether a day is a French public holiday. */
export const isPublicHoliday = (date: IsoDate, region: HolidayRegion = {}): boolean =>
  publicHolidays(Number(date.slice(0, 4)), region).includes(date);

/** Monday to Friday, public holidays left out (« jour ouvré »). */
export const isWorkingDay = (date: IsoDate, region: HolidayRegion = {}): boolean =>
  weekdayOf(date) % 6 !== 0 && !isPublicHoliday(date, region);

/** The day itself when it is worked, else the last worked day before it. */
export function workingDayOnOrBefore(date: IsoDate, region: HolidayRegion = {}): IsoDate {
  return isWorkingDay(date, region) ? date : workingDayOnOrBefore(addDays(date, -1), region);
}

/** The day itself when it is worked, else the first worked day after it. */
export function workingDayOnOrAfter(date: IsoDate, region: HolidayRegion = {}): IsoDate {
  return isWorkingDay(date, region) ? date : workingDayOnOrAfter(addDays(date, 1), region);
}

/** The `count`-th worked day after a day, that day not counted; the day itself for 0. */
export function addWorkingDays(date: IsoDate, count: number, region: HolidayRegion = {}): IsoDate {
  let day = date;
  for (let left = count; left > 0; left -= 1) day = workingDayOnOrAfter(addDays(day, 1), region);
  return day;
}
