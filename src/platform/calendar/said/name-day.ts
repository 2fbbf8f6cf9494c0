import { addMonths, daysBetween, endOfMonth, weekdayOf } from '#src/platform/calendar/days.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addWorkingDays, workingDayOnOrBefore } from '#src/platform/calendar/holidays.ts';
import { addDays, type IsoDate, isIsoDate, parisDay, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import { type ClockTime, instantOf } from '#src/platform/calendar/paris-time.ts';

/** The day that words name. */
export interface NamedDay {
  readonly day: IsoDate;
  /** False when the words leave a doubt on the day itself: a weekday that is not that of the date, « la semaine prochaine ». */
  readonly sure: boolean;
  /** The very instant, when the words count hours: « dans 2 heures ». */
  readonly at?: number;
}

/** What days are named from. */
export interface Viewpoint {
  readonly now: number;
  /** The sentence speaks of the past: « la clôture était vendredi ». */
  readonly past: boolean;
}

/** A date without a year that comes only so long after today was perhaps not meant for the next year. */
const FAR_DAYS = 300;

const pad = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** A calendar day from its numbers as written, if it exists. */
export function exact(year = '', month = '', day = ''): NamedDay | undefined {
  const date = `${year}-${pad(month)}-${pad(day)}`;
  return isIsoDate(date) ? { day: date, sure: true } : undefined;
}

/** The same day, to be checked. */
export const unsure = (found: NamedDay | undefined): NamedDay | undefined =>
  found && { ...found, sure: false };

/** 0 for « dimanche ». */
export const indexOf = (name = ''): number => WEEKDAYS.indexOf(name);

/** The next such date, today included; the last one in a sentence of the past. 29 February waits for its year. */
export function yearless(month: number, day: number, { now, past }: Viewpoint): NamedDay | undefined {
  const today = parisDay(now);
  const year = Number(today.slice(0, 4));
  const years = past
    ? [year, year - 1, year - 2, year - 3, year - 4]
    : [year, year + 1, year + 2, year + 3, year + 4];
  const found = years
    .map((candidate) => exact(String(candidate), String(month), String(day)))
    .find((date) => date && (past ? date.day <= today : date.day >= today));
  return found && { day: found.day, sure: daysBetween(today, found.day) <= FAR_DAYS };
}

/** The first day of the next such month whose end is not past. */
export function monthEndingNext(month: number, { now }: Viewpoint): NamedDay | undefined {
  const today = parisDay(now);
  const own = exact(today.slice(0, 4), String(month), '1');
  return own && endOfMonth(own.day) < today
    ? exact(String(Number(today.slice(0, 4)) + 1), String(month), '1')
    : own;
}

/** A day of the month alone: this month or the next that has it; with a weekday, the first of three months that agrees. */
export function bare(day: number, view: Viewpoint, weekday?: number): NamedDay | undefined {
  const today = parisDay(view.now);
  const first = `${today.slice(0, 8)}01`;
  const months = view.past ? [0, -1, -2, -3] : [0, 1, 2, 3];
  const days = months
    .map((count) =>
      exact(...(addMonths(first, count).slice(0, 7).split('-') as [string, string]), String(day)),
    )
    .filter((found) => found !== undefined && (view.past ? found.day <= today : found.day >= today));
  return days.find((found) => weekday !== undefined && found && weekdayOf(found.day) === weekday) ?? days[0];
}

/**
 * A date and the weekday said with it. When they disagree one of them is wrong: the earlier of the two days is kept for
 * the company's safety, unless it comes before `notBefore`, and is not sure.
 */
export function withWeekday(
  name: string | undefined,
  found: NamedDay | undefined,
  notBefore = '',
): NamedDay | undefined {
  if (!found || !name || weekdayOf(found.day) === indexOf(name)) return found;
  const back = (weekdayOf(found.day) - indexOf(name) + 7) % 7;
  const before = addDays(found.day, -back);
  return { day: back <= 3 && before >= notBefore ? before : found.day, sure: false };
}

/** Monday of the week of today. */
export const monday = (now: number): IsoDate => addDays(parisDay(now), -((weekdayOf(parisDay(now)) + 6) % 7));

/** The first such weekday at least `least` days after today. */
export function coming(name: string | undefined, now: number, least: number): IsoDate {
  const start = addDays(parisDay(now), least);
  return addDays(start, (indexOf(name) - weekdayOf(start) + 7) % 7);
}

/** The last such weekday at least `least` days before today. */
export function previous(name: string | undefined, now: number, least: number): IsoDate {
  const start = addDays(parisDay(now), -least);
  return addDays(start, -((weekdayOf(start) - indexOf(name) + 7) % 7));
}

/** Today when it is that weekday and the hour is still to come, or not said; else the next one. */
export function weekday(
  name: string | undefined,
  { now, past }: Viewpoint,
  time: ClockTime | undefined,
): IsoDate {
  const today = parisDay(now);
  const isOver = time !== undefined && instantOf(today, time) <= now;
  return past ? previous(name, now, isOver ? 0 : 1) : coming(name, now, isOver ? 1 : 0);
}

/** So many days after Monday of this week, to be checked; today when that is already past. */
export function fromMonday(days: number, now: number): NamedDay {
  const day = addDays(monday(now), days);
  const isOver = day < parisDay(now);
  return { day: isOver ? parisDay(now) : day, sure: false };
}

/** « fin du mois » closes on its last worked day, to be checked; on its very last when that is already past. */
export function lastWorked(end: IsoDate, now: number): NamedDay {
  const worked = workingDayOnOrBefore(end);
  return { day: worked < parisDay(now) ? end : worked, sure: false };
}

/** So many days from today. */
export const fromToday = (days: number, now: number): NamedDay => ({
  day: addDays(parisDay(now), days),
  sure: true,
});

/** « dans 3 jours », « dans 2 heures »: hours that make whole days are days, as people say « sous 48 h ». */
export function after(count: number, unit: string, now: number, worked?: string): NamedDay {
  const today = parisDay(now);
  const minutes = unit.startsWith('h') ? count * 60 : count;
  if (/^(?:h|mi|mn)/.test(unit) && minutes % 1440 !== 0) {
    const at = Math.floor(now / MINUTE_MS + minutes) * MINUTE_MS;
    return { day: parisDay(at), sure: true, at };
  }
  if (/^(?:h|mi|mn)/.test(unit)) return fromToday(minutes / 1440, now);
  if (unit === 'mois') return { day: addMonths(today, count), sure: true };
  if (worked) return { day: addWorkingDays(today, count), sure: true };
  return fromToday(unit.startsWith('s') ? count * 7 : count, now);
}
