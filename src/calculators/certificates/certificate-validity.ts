import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { addMonths } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Whether a dated certificate is young enough on a day. */
export interface CertificateValidity {
  readonly figure: KnownFigure;
  readonly dated: IsoDate;
  /** The last day on which it is less than six months old. */
  readonly lastDay: IsoDate;
  readonly valid: boolean;
}

/**
 * Whether an Urssaf vigilance certificate is less than 6 months old on a day (C. trav. D8222-5). Six months old to the
 * day is no longer less.
 * @returns undefined when the figure is unknown at the date
 */
export function certificateValidity(
  dated: IsoDate,
  on: IsoDate,
  figures: FiguresAt,
): CertificateValidity | undefined {
  const figure = figures.get('vigilance-validite');
  if (!figure) return undefined;
  const lastDay = addDays(addMonths(dated, figure.number), -1);
  return { figure, dated, lastDay, valid: on >= dated && on <= lastDay };
}
