import { DAY_MS } from './durations.ts';

/** A calendar day, `YYYY-MM-DD`. Compared as text. */
export type IsoDate = string;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
export const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
/** As `weekdayOf` counts them: 0 for Sunday. */
export const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

/** Whether `text` is an existing calendar day written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  const match = ISO_DATE.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** « 2026-04-01 » → « 1er avril 2026 ». */
export function frenchDate(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day === 1 ? '1er' : day} ${MONTHS[month - 1]} ${year}`;
}

/** The day `days` calendar days after `date` (before it when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Making one costs far more than using it. */
const PARIS_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day in France at an instant (epoch milliseconds). */
export function parisDay(epochMs: number): IsoDate {
  return PARIS_DAY.format(epochMs);
}

/** Whether a rule that holds `from`–`until` (both inclusive, open when absent) holds on `date`. */
export function holdsOn(
  period: { from?: IsoDate | undefined; until?: IsoDate | undefined },
  date: IsoDate,
): boolean {
  return (!period.from || period.from <= date) && (!period.until || date <= period.until);
}

/** Days from one to another, both inclusive; open on a side that is absent. */
interface Period {
  readonly from?: IsoDate | undefined;
  readonly until?: IsoDate | undefined;
}

/** Whether two periods have a day in common. */
export const periodsMeet = (one: Period, other: Period): boolean =>
  (!one.from || !other.until || one.from <= other.until) &&
  (!other.from || !one.until || other.from <= one.until);
