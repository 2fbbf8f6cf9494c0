import { addMonths, endOfMonth } from '#src/platform/calendar/days.ts';
import { type IsoDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import type { DayRange } from './price-update.ts';

/** A month that a question says without a day: « en janvier », « juin 2026 ». */
export interface MonthSaid {
  /** 1 for January. */
  readonly month: number;
  readonly year?: number | undefined;
  readonly at: number;
  readonly end: number;
}

const NAMES = MONTHS.map(fold);
const MONTH = new RegExp(String.raw`\b(${NAMES.join('|')})\b(?: (20\d{2}))?`, 'g');

/** Months named by themselves, those of full days left out. */
export function monthsSaid({ text, days }: Quantities): MonthSaid[] {
  return [...text.matchAll(MONTH)].flatMap((match) => {
    const [at, end] = [match.index, match.index + match[0].length];
    if (days.some((day) => day.at < end && at < day.end)) return [];
    return [
      { month: NAMES.indexOf(match[1] ?? '') + 1, year: match[2] ? Number(match[2]) : undefined, at, end },
    ];
  });
}

const monthRange = (year: number, month: number): DayRange => {
  const from = `${year}-${String(month).padStart(2, '0')}-01`;
  return { from, to: endOfMonth(from) };
};

/** The days of a month: its said year, else the occurrence nearest to a day. */
export function rangeNear({ month, year }: MonthSaid, day: IsoDate): DayRange {
  if (year !== undefined) return monthRange(year, month);
  const current = Number(day.slice(0, 4));
  const distance = ({ from }: DayRange) => Math.abs(Date.parse(from) - Date.parse(day));
  const candidates = [current - 1, current, current + 1].map((one) => monthRange(one, month));
  return candidates.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

/** The last occurrence of a month that begins no later than a day. */
export function rangeBefore(said: MonthSaid, day: IsoDate): DayRange {
  if (said.year !== undefined) return monthRange(said.year, said.month);
  const own = monthRange(Number(day.slice(0, 4)), said.month);
  return own.from <= day ? own : { from: addMonths(own.from, -12), to: endOfMonth(addMonths(own.from, -12)) };
}
