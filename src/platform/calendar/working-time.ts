import { weekdayOf } from './days.ts';
import { HOUR_MS, MINUTE_MS } from './durations.ts';
import { isPublicHoliday } from './holidays.ts';
import { addDays, type IsoDate, parisDay } from './iso-date.ts';
import { type ClockTime, parisOffsetMs } from './paris-time.ts';

/** Hours of one day, by the clocks of France: `from` included, `to` not, which may be « 24:00 ». */
export interface DayRange {
  readonly from: ClockTime;
  readonly to: ClockTime;
}

/** A stretch of days when nobody works, both included. */
export interface ClosingDays {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** As people read it: « Congés de fin d’année ». */
  readonly label: string;
}

/** 1 for Monday … 7 for Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When people work. French public holidays are always closed, whatever is written here. */
export interface WorkingHours {
  /** In order within a day, without overlap (`checkHours` sees to it). */
  readonly week: Readonly<Record<Weekday, readonly DayRange[]>>;
  readonly closingDays: readonly ClosingDays[];
}

/** A stretch of time, in epoch milliseconds: `from` included, `to` not. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Beyond so many days without an hour of work, nothing is said to open. */
const HORIZON_DAYS = 400;

/** Whether people work at an instant. */
export const isOpen = (at: number, hours: WorkingHours): boolean =>
  spansOf(parisDay(at), hours).some(({ from, to }) => from <= at && at < to);

/** The first instant from `at` on when people work: `at` itself when they do; undefined when nothing opens within 400 days. */
export function nextOpening(at: number, hours: WorkingHours): number | undefined {
  for (const { from } of spansFrom(at, hours)) return from;
  return undefined;
}

/** Milliseconds worked from one instant to another; 0 when `to` comes first. */
export function workingMsBetween(from: number, to: number, hours: WorkingHours): number {
  let worked = 0;
  const last = parisDay(Math.max(from, to));
  for (let day = parisDay(from); day <= last; day = addDays(day, 1)) {
    for (const span of spansOf(day, hours)) {
      worked += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
    }
  }
  return worked;
}

/**
 * The first instant at which `ms` milliseconds have been worked since `from`; `from` itself for 0 or less. Undefined
 * when a stretch of 400 days without work comes before.
 */
export function addWorkingMs(from: number, ms: number, hours: WorkingHours): number | undefined {
  if (ms <= 0) return from;
  let left = ms;
  for (const span of spansFrom(from, hours)) {
    if (left <= span.to - span.from) return span.from + left;
    left -= span.to - span.from;
  }
  return undefined;
}

/** Milliseconds of a usual working day: the mean of the days of the week that open; 0 when none does. */
export function usualDayMs(hours: WorkingHours): number {
  const days = Object.values(hours.week).filter((ranges) => ranges.length > 0);
  const total = days.flat().reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0);
  return days.length === 0 ? 0 : Math.round((total / days.length) * MINUTE_MS);
}

/** Minutes from midnight of a time: « 09:30 » → 570. */
export function minutesOf(time: ClockTime): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** Spans of work from an instant on, the first one cut there, until 400 days pass without any. */
function* spansFrom(at: number, hours: WorkingHours): Generator<Span> {
  let day = parisDay(at);
  for (let closed = 0; closed <= HORIZON_DAYS; closed += 1) {
    for (const { from, to } of spansOf(day, hours)) {
      if (to <= at) continue;
      yield { from: Math.max(from, at), to };
      closed = 0;
    }
    day = addDays(day, 1);
  }
}

/** The worked spans of a day, in order: the instants at which the clocks of France show one of its hours. */
function spansOf(day: IsoDate, hours: WorkingHours): Span[] {
  const ranges = hours.week[(weekdayOf(day) || 7) as Weekday];
  if (ranges.length === 0 || isPublicHoliday(day)) return [];
  if (hours.closingDays.some(({ from, to }) => from <= day && day <= to)) return [];
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Clocks change at 01:00 UTC in the whole Union (directive 2000/84/EC). The change of spring takes an hour out of
  // the ranges that it crosses; the one of autumn makes the hours that come twice be worked twice.
  const change = midnight + HOUR_MS;
  const before = parisOffsetMs(midnight);
  const after = parisOffsetMs(change);
  const at = ({ from, to }: DayRange, offset: number): Span => ({
    from: midnight + minutesOf(from) * MINUTE_MS - offset,
    to: midnight + minutesOf(to) * MINUTE_MS - offset,
  });
  if (before === after) return ranges.map((range) => at(range, before));
  return [
    ...ranges.map((range) => at(range, before)).map(({ from, to }) => ({ from, to: Math.min(to, change) })),
    ...ranges.map((range) => at(range, after)).map(({ from, to }) => ({ from: Math.max(from, change), to })),
  ].filter(({ from, to }) => from < to);
}
