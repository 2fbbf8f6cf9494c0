import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { addMonths } from '#src/platform/calendar/days.ts';
import { workingDayOnOrBefore } from '#src/platform/calendar/holidays.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** A time limit of the register laid on the calendar. */
export interface TimeLimit {
  readonly figure: KnownFigure;
  /** The event that starts it; its own day is not counted. */
  readonly from: IsoDate;
  /** Its last day. A clear-day count, or a weekend that moves it, could only make it later. */
  readonly last: IsoDate;
  /** The last worked day not after `last`: what a person who must act can count on. */
  readonly prudent: IsoDate;
}

/**
 * Counts a figure in days, months or years from an event, the day of the event left out. Weekends and holidays never
 * lengthen it here: whoever must act is given the earlier date.
 * @returns undefined when the register does not know the figure at its date, or its unit is no duration
 */
export function timeLimit(figures: FiguresAt, id: string, from: IsoDate): TimeLimit | undefined {
  const figure = figures.get(id);
  const last = figure && after(figure, from);
  return figure && last ? { figure, from, last, prudent: workingDayOnOrBefore(last) } : undefined;
}

function after({ figure, number }: KnownFigure, from: IsoDate): IsoDate | undefined {
  if (figure.unit === 'jours') return addDays(from, number);
  if (figure.unit === 'mois') return addMonths(from, number);
  return figure.unit === 'ans' ? addMonths(from, 12 * number) : undefined;
}
