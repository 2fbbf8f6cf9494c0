import type { ComputationInput } from '#src/calculators/computation.ts';
import type { InvoiceTold } from '#src/reader/told.ts';
import { amountSaid } from './amount-said.ts';
import { bankRateSaid } from './bank-rate-said.ts';
import { invoiceDates, isSaidPaid, type PaymentDates } from './dates-said.ts';
import { type DaysSaid, daysSaid } from './days-said.ts';
import { saysUntaxed } from './untaxed-said.ts';

/** How a text stands in a conversation. */
export interface ReadAs {
  /** What was told before; absent where the text is all that is said of the invoice. */
  readonly before?: InvoiceTold | undefined;
  /** The bank's rate is what was asked: a rate that its clause gives to nothing else answers. */
  readonly isRateAsked?: boolean | undefined;
  /** It is a message of a conversation: it may be about something else than the invoice. */
  readonly isMessage?: boolean | undefined;
  /** The message names the invoice itself. */
  readonly isOf?: boolean | undefined;
}

/**
 * What a text says of the late invoice itself. Each number is its own only where its clause says so, where it is what was
 * asked, or where it is the only one of a text that speaks of the invoice. Who owes it is read apart.
 */
export function invoiceRead(
  { quantities, today }: Pick<ComputationInput, 'quantities' | 'today'>,
  { before, isRateAsked = false, isMessage = false, isOf = true }: ReadAs,
): InvoiceTold {
  const isKnown = before?.amount !== undefined;
  const { amount, invoices, each, unclear } = amountSaid(quantities, {
    isKnown,
    isTtcKnown: before?.amount?.tax === 'TTC',
    isWhole: !isMessage || (isOf && !isKnown),
    isLeftAsked: before?.isSumUnclear === 'partly',
  });
  const days = daysSaid(quantities, {
    isMissing: isMessage && before !== undefined && before.days === undefined && before.dates === undefined,
    isWhole: !isMessage || (isOf && before?.days === undefined),
  });
  const dates = datesSaid(invoiceDates(quantities, today));
  return {
    amount,
    ...(saysUntaxed(quantities.text) && { isUntaxed: true }),
    isSumUnclear: unclear,
    invoices: invoices === 1 ? undefined : invoices,
    ...(each === undefined ? {} : { each }),
    ...delaySaid(days, dates),
    isPaid: isSaidPaid(quantities) || undefined,
    bankRate: bankRateSaid(quantities, isRateAsked),
  };
}

/** The days that count from one of them; nothing where none starts the delay. */
const datesSaid = (dates: PaymentDates): InvoiceTold['dates'] =>
  dates.received || dates.due || dates.paid ? dates : undefined;

/** Days that are said late hold before any other; then those of the calendar; then those that may be late. */
function delaySaid(
  days: DaysSaid | 'unclear' | undefined,
  dates: InvoiceTold['dates'],
): Pick<InvoiceTold, 'days' | 'months' | 'isAssumed' | 'isSinceReceived' | 'dates'> {
  const said = days === 'unclear' ? undefined : days;
  const starts = dates?.received !== undefined || dates?.due !== undefined;
  if (said && (said.since === 'late' || !starts))
    return {
      days: said.days,
      months: said.months,
      isSinceReceived: said.since === 'received' || undefined,
      isAssumed: said.since === 'assumed' || said.since === 'bare' || undefined,
    };
  return { dates };
}
