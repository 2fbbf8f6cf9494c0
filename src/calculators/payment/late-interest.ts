import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { valueOn } from '#src/knowledge/model/figures.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Days of a year in interest: an assumption that results must state. */
export const INTEREST_YEAR = 365;

/** What late payment is owed on. */
export interface LateCase {
  /** Amount of the late invoices, € TTC. */
  readonly amount: number;
  readonly daysLate: number;
  readonly invoices: number;
  readonly client: 'public' | 'private';
  /** The European Central Bank's refinancing rate, in percent, said by the person or read in the register. */
  readonly bankRate?: number | undefined;
}

/** What is owed for a late payment. */
export interface LateInterest {
  readonly margin: KnownFigure;
  readonly flat: KnownFigure;
  /** How many times the legal rate a contract between companies sets at least; of a private client alone. */
  readonly least?: KnownFigure | undefined;
  /** Flat compensation for all invoices, €. */
  readonly compensation: number;
  /** Interest that the margin alone gives, €: a floor as long as the bank's rate is not negative. */
  readonly marginInterest: number;
  /** Yearly rate in percent, interest and total in €; absent without the bank's rate. */
  readonly full?: { readonly rate: number; readonly interest: number; readonly total: number } | undefined;
}

/**
 * Late-payment interest and flat compensation: the bank's rate plus 8 points and 40 € an invoice for a public buyer
 * (L2192-13, R2192-31, D2192-35); plus 10 points and 40 € for a private client, where the contract sets no other rate
 * (C. com. L441-10, D441-5). Simple interest over 365 days, to the cent.
 * @returns undefined when a figure is unknown at the date
 */
export function lateInterest(late: LateCase, figures: FiguresAt): LateInterest | undefined {
  const own = late.client === 'public';
  const margin = figures.get(own ? 'interets-majoration' : 'penalites-privees-majoration');
  const flat = figures.get(own ? 'indemnite-forfaitaire' : 'indemnite-forfaitaire-privee');
  const least = own ? undefined : figures.get('penalites-privees-plancher');
  if (!margin || !flat) return undefined;
  const interestAt = (rate: number) =>
    roundToCents((late.amount * rate * late.daysLate) / (100 * INTEREST_YEAR));
  const compensation = flat.number * late.invoices;
  const marginInterest = interestAt(margin.number);
  if (late.bankRate === undefined) return { margin, flat, least, compensation, marginInterest };
  const rate = Math.round((late.bankRate + margin.number) * 10_000) / 10_000;
  const interest = interestAt(rate);
  const full = { rate, interest, total: roundToCents(interest + compensation) };
  return { margin, flat, least, compensation, marginInterest, full };
}

/** Whole days after the last day to pay, up to the payment or to today; 0 when it is not late. */
export const daysLateAt = (due: IsoDate, paid: IsoDate): number => Math.max(0, daysBetween(due, paid));

/**
 * The bank's rate that the register knows for the half-year in which the delay starts.
 * @returns undefined when staff have not entered it: it is then asked, never guessed
 */
export function knownBankRate(
  figures: FiguresAt,
  due: IsoDate | undefined,
): { readonly figure: KnownFigure; readonly rate: number } | undefined {
  const known = figures.get('taux-bce');
  if (!known) return undefined;
  if (!due) return { figure: known, rate: known.number };
  const value = valueOn(known.figure, addDays(due, 1));
  if (!value || typeof value.value !== 'number') return undefined;
  return { figure: { figure: known.figure, value, number: value.value }, rate: value.value };
}
