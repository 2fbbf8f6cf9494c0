import { BUYER_RULES, type Buyer } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { addMonths, endOfMonth } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Days that start a public buyer's time to pay. */
export interface PaymentStart {
  /** Reception of the invoice, or its availability on Chorus Pro. */
  readonly received?: IsoDate | undefined;
  /** End of the services or delivery. */
  readonly executed?: IsoDate | undefined;
}

/** The last day to pay, and what it comes from. */
export interface PaymentDue {
  readonly time: KnownFigure;
  readonly start: IsoDate;
  readonly startsWith: 'received' | 'executed';
  readonly due: IsoDate;
}

/**
 * Last day for a public buyer to pay: its time (R2192-10, R2192-11) from the reception of the invoice, or from the
 * execution when it comes later (R2192-12, R2192-13). A verification set by the contract starts it later.
 * @returns undefined when no day is given or the figure is unknown at the date
 */
export function paymentDue(
  start: PaymentStart,
  buyer: Exclude<Buyer, 'private'>,
  figures: FiguresAt,
): PaymentDue | undefined {
  const time = figures.get(BUYER_RULES[buyer].paymentTime);
  const { received, executed } = start;
  const first = received ?? executed;
  if (!time || !first) return undefined;
  const late = executed !== undefined && executed > first;
  const day = late ? executed : first;
  const startsWith = day === received ? 'received' : 'executed';
  return { time, start: day, startsWith, due: addDays(day, time.number) };
}

/** Last days for a private client to pay, by what the contract says. */
export interface PrivatePaymentDue {
  readonly from: IsoDate;
  /** Nothing was agreed. */
  readonly byDefault: { readonly time: KnownFigure; readonly due: IsoDate };
  /** The longest that a contract may set. */
  readonly longest: { readonly time: KnownFigure; readonly due: IsoDate };
  /** « Fin de mois », in both ways of reading it: days then end of month; end of month then days. */
  readonly endOfMonth: { readonly time: KnownFigure; readonly due: readonly [IsoDate, IsoDate] };
}

/** Last days for a private client to pay an invoice of `from` (C. com. L441-10), or undefined without the figures. */
export function privatePaymentDue(from: IsoDate, figures: FiguresAt): PrivatePaymentDue | undefined {
  const byDefault = figures.get('delai-prive-defaut');
  const longest = figures.get('delai-prive-maximal');
  const month = figures.get('delai-prive-fin-de-mois');
  if (!byDefault || !longest || !month) return undefined;
  return {
    from,
    byDefault: { time: byDefault, due: addDays(from, byDefault.number) },
    longest: { time: longest, due: addDays(from, longest.number) },
    endOfMonth: {
      time: month,
      due: [endOfMonth(addDays(from, month.number)), addDays(endOfMonth(from), month.number)],
    },
  };
}

/** First day of the calendar half-year of a day: the European Central Bank's rate is read on it. */
export const halfYearStart = (date: IsoDate): IsoDate =>
  date.slice(5, 7) < '07' ? `${date.slice(0, 4)}-01-01` : addMonths(`${date.slice(0, 4)}-01-01`, 6);
