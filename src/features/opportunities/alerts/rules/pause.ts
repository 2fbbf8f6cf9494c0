import { addMonths } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { daysIn } from '#src/platform/calendar/said/day-words.ts';
import { type Duration, quantitiesIn } from '#src/reader/quantities.ts';

/** When nothing is sent; without `until`, until the company says so. Epoch milliseconds. */
export interface Pause {
  readonly from: number;
  readonly until: number | undefined;
}

const MOST_SIGNS = 400;
const MORNING = '09:00';
const DAYS_IN: Readonly<Record<Duration['unit'], number>> = {
  heures: 1 / 24,
  jours: 1,
  semaines: 7,
  mois: 30,
  ans: 365,
};

/** The pause that words ask for: « jusqu’au 5 janvier », « du 20 juillet au 15 août », « pendant deux semaines », no end told. */
export function pauseSaid(text: string, now: number): Pause {
  const today = parisDay(now);
  const { text: folded, durations } = quantitiesIn(text.slice(0, MOST_SIGNS), today);
  const days = daysIn(folded, { now, past: false })
    .flatMap(({ named }) => named('09:00')?.day ?? [])
    .filter((day) => day > today);
  const [first, last] = [days[0], days.at(-1)];
  if (first !== undefined && last !== undefined && first < last)
    return { from: morningOf(first), until: morningOf(last) };
  if (first !== undefined) return { from: now, until: morningOf(first) };
  const [length] = durations;
  if (!length || length.unit === 'heures') return { from: now, until: undefined };
  return { from: now, until: morningOf(dayAfter(today, length)) };
}

const dayAfter = (today: IsoDate, { value, unit }: Duration): IsoDate =>
  unit === 'mois' && Number.isInteger(value)
    ? addMonths(today, value)
    : addDays(today, Math.ceil(value * DAYS_IN[unit]));

const morningOf = (day: IsoDate): number => instantOf(day, MORNING);
