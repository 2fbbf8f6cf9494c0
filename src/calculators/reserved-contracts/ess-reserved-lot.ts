import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** When a company may again obtain a contract reserved to the social economy « au même titre » (L2113-16). */
export interface EssWait {
  readonly wait: KnownFigure;
  /**
   * The day from which the wait is over however it is counted: the code starts it from the award without saying more,
   * and the end of the contract is the latest start that anyone could hold.
   */
  readonly surelyFreeOn: IsoDate;
}

/**
 * The day on which the wait after a contract reserved to the social economy is over for certain.
 * @param end the last day of the contract
 * @returns undefined when the wait is unknown on the date
 */
export function essWait(end: IsoDate, figures: FiguresAt): EssWait | undefined {
  const wait = figures.get('lot-ess-carence');
  return wait && { wait, surelyFreeOn: addDays(yearsAfter(end, wait.number), 1) };
}

/**
 * The day before which the wait is surely not over: counted from the award, the earliest start that anyone could hold.
 * @param award the day of the award, or the first day on which it may have been made
 * @returns undefined when the wait is unknown on the date
 */
export function essWaitFromAward(
  award: IsoDate,
  figures: FiguresAt,
): { readonly wait: KnownFigure; readonly notBefore: IsoDate } | undefined {
  const wait = figures.get('lot-ess-carence');
  return wait && { wait, notBefore: yearsAfter(award, wait.number) };
}

/** Whether a duration fits a contract reserved to the social economy (L2113-16), in months. */
export function essDuration(
  months: number,
  figures: FiguresAt,
): { readonly limit: KnownFigure; readonly fits: boolean } | undefined {
  const limit = figures.get('lot-ess-duree');
  return limit && { limit, fits: months <= limit.number * 12 };
}

/** The same day some years later; the last of February for a 29th that does not exist. */
function yearsAfter(date: IsoDate, years: number): IsoDate {
  const [year = '', month = '', day = ''] = date.split('-');
  const later = String(Number(year) + years);
  const leap = new Date(Date.UTC(Number(later), 1, 29)).getUTCMonth() === 1;
  return month === '02' && day === '29' && !leap ? `${later}-02-28` : `${later}-${month}-${day}`;
}
