import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { addMonths } from '#src/platform/calendar/days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** A day, or the days between which it surely lies: « en janvier ». */
export interface DayRange {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Whether a firm price must be brought up to date before the work begins. */
export interface PriceUpdate {
  /** The time, in months, that must be exceeded (R2112-11). */
  readonly limit: KnownFigure;
  /** How long before the start the economic conditions are read, in months. */
  readonly reference: KnownFigure;
  /** `unsure`: the days said do not settle the comparison. */
  readonly gap: 'over' | 'under' | 'unsure';
  /** The last day of a start that needs no update, when the price is dated to the day. */
  readonly lastWithout?: IsoDate | undefined;
  /** The day of the economic conditions, when the start is dated to the day. */
  readonly conditions?: IsoDate | undefined;
}

/**
 * Compares the time between the price of an offer and the start of the work with the limit of R2112-11: exactly three
 * months is not more.
 * @returns undefined when a figure is unknown at the date, or the start comes before the price
 */
export function priceUpdate(fixed: DayRange, start: DayRange, figures: FiguresAt): PriceUpdate | undefined {
  const known = limitsAt(figures);
  if (!known || start.to < fixed.from) return undefined;
  const { limit, reference } = known;
  const over = addMonths(fixed.to, limit.number) < start.from;
  const under = addMonths(fixed.from, limit.number) >= start.to;
  return {
    ...known,
    gap: over ? 'over' : under ? 'under' : 'unsure',
    lastWithout: fixed.from === fixed.to ? addMonths(fixed.from, limit.number) : undefined,
    conditions: start.from === start.to ? addMonths(start.from, -reference.number) : undefined,
  };
}

/** The same comparison from a time said in months. */
export function priceUpdateAfter(months: number, figures: FiguresAt): PriceUpdate | undefined {
  const known = limitsAt(figures);
  return known && { ...known, gap: months > known.limit.number ? 'over' : 'under' };
}

function limitsAt(figures: FiguresAt): Pick<PriceUpdate, 'limit' | 'reference'> | undefined {
  const limit = figures.get('actualisation-delai');
  const reference = figures.get('actualisation-reference');
  return limit && reference && { limit, reference };
}
