import { addMonths } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Duration, Quantities } from '#src/reader/quantities.ts';

const AGO_BEFORE =
  /\b(?:il y a|ya|y a|depuis|ca fait|voila|date de|date d'il y a|a deja|elle a|vieille de|age de|datant de) (?:deja |environ |plus de |bien |au moins )*$/;

/** A day that a question counts back from today: « il y a 3 semaines », « depuis 25 jours ». */
export interface Ago {
  readonly date: IsoDate;
  readonly duration: Duration;
}

/** The day counted back from today; undefined when none or several are said. */
export function saidAgo({ text, durations }: Quantities, today: IsoDate): Ago | undefined {
  const found = durations.filter(({ at, unit }) => unit !== 'heures' && AGO_BEFORE.test(text.slice(0, at)));
  const [duration, ...more] = found;
  // The same time, told again in what follows, is one.
  const isOne = more.every(({ value, unit }) => value === duration?.value && unit === duration.unit);
  if (!duration || !isOne || !Number.isInteger(duration.value)) return undefined;
  return { date: backFrom(today, duration), duration };
}

function backFrom(today: IsoDate, { value, unit }: Duration): IsoDate {
  if (unit === 'jours') return addDays(today, -value);
  if (unit === 'semaines') return addDays(today, -7 * value);
  return addMonths(today, unit === 'mois' ? -value : -12 * value);
}
