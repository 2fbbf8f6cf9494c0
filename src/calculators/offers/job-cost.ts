import { roundToCents } from '#src/calculators/rounding.ts';
import type { Pieces } from './job-pieces.ts';

/** Work that is paid by the hour. */
export interface Labour {
  readonly people: number;
  /** Hours of each. */
  readonly hours: number;
  /** € an hour. */
  readonly rate: number;
}

/** What is paid by the day, as long as it is used: a lorry that is hired. */
export interface Hired {
  readonly daily: number;
  readonly days: number;
}

/** What a job costs by its parts, each to the cent. */
export interface JobCost {
  readonly labour: number;
  readonly hired: readonly number[];
  /** What all the pieces cost beside the work; 0 without any. */
  readonly pieces: number;
  readonly total: number;
}

/** What a job costs directly: its hours, what is hired by the day, what each piece takes, and what is bought for it. */
export function jobCost(
  { people, hours, rate }: Labour,
  hired: readonly Hired[],
  bought: readonly number[],
  made?: Pieces,
): JobCost {
  const labour = roundToCents(people * hours * rate);
  const each = hired.map(({ daily, days }) => roundToCents(daily * days));
  const pieces = made ? roundToCents(made.count * made.price) : 0;
  const total = [labour, ...each, pieces, ...bought].reduce((sum, value) => sum + value, 0);
  return { labour, hired: each, pieces, total: roundToCents(total) };
}

/** Weeks of a year, over its months: what is done so many times a week is done that often in a month. */
const WEEKS = 52;
const MONTHS = 12;
export const timesAMonth = (timesAWeek: number): number => (timesAWeek * WEEKS) / MONTHS;

/** What one square metre, one meal, one window costs, in €: an hour over how many are done in it. Not rounded. */
export const unitCost = (rate: number, perHour: number): number => rate / perHour;
