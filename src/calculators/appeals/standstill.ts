import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { workingDayOnOrBefore } from '#src/platform/calendar/holidays.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** The wait between the letters of rejection and the signature, laid on the calendar. */
export interface Standstill {
  readonly figure: KnownFigure;
  readonly sentOn: IsoDate;
  /** The first day on which the contract may be signed, counted at its shortest. */
  readonly earliestSignature: IsoDate;
  /** The last worked day before it: the last one to count on to go to court before any signature. */
  readonly lastSafeDay: IsoDate;
}

/**
 * The standstill of a formal procedure (R2182-1: from the sending of the letter, 11 days by electronic means, 16
 * otherwise). Counted so that the signature comes at its earliest: whoever wants to act must not be late.
 * @returns undefined when the figure is unknown at the date
 */
export function standstill(sentOn: IsoDate, electronic: boolean, figures: FiguresAt): Standstill | undefined {
  const figure = figures.get(electronic ? 'suspension-electronique' : 'suspension-autre');
  if (!figure) return undefined;
  return {
    figure,
    sentOn,
    earliestSignature: addDays(sentOn, figure.number),
    lastSafeDay: workingDayOnOrBefore(addDays(sentOn, figure.number - 1)),
  };
}
