import { inDays } from '#src/calculators/reading/roles.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Amount, type Duration, type Quantities, quantitiesIn } from '#src/reader/quantities.ts';
import { bankRateIn, onlyRateIn } from './late-interest-reading.ts';
import { daysFromReception } from './payment-said.ts';

/** What a conversation has told of an invoice that is paid late: of each number, the last word. */
export interface InvoiceTold {
  readonly amount?: Pick<Amount, 'value' | 'tax'> | undefined;
  readonly days?: number | undefined;
  /** The days are counted from the invoice, and not from the last day to pay it. */
  readonly isSinceReceived?: boolean | undefined;
  /** The bank's rate, in percent, as it was written. */
  readonly bankRate?: string | undefined;
}

/** What says that a message speaks of it, where nothing before does. */
const OF_INVOICE =
  /\bfactur|\bimpay|\bbce\b|\binterets? (?:de retard|moratoires?)|\b(?:me|nous) doi(?:t|ven)t\b/;
/** What counts something else, though the invoice was just spoken of. */
const OF_ELSE = /\b(?:marches?|lots?|offres?|avances?|devis|budgets?|retenues?|salaires?)\b/;
/** Rates that are no bank's. */
const OTHER_RATE = /\b(?:tva|retenues?|penalites?|avances?|garanties?|remises?)\b/;
const LATE_AFTER = /^ ?(?:de |en |d')retard/;
const LATE_BEFORE = /\bretard(?: c'est| est| de| fait)? ?:? ?$/;
/** The time that is given to pay, or that is taken off. */
const TERM_BEFORE = /(?:delai|paiement|payables?|sous|enleve|moins|\ba) (?:de |les |mes )?$/;
/** The smallest number that is a sum, where nothing says that it is one; and the flat compensation, which is none. */
const SMALLEST_BARE = 300;
const SMALLEST = 100;

/**
 * What is told of the late invoice, once a message is said too.
 * @param isSpokenOf what was answered last is about it: a number may stand alone
 */
export function invoiceTold(
  message: string,
  before: InvoiceTold | undefined,
  today: IsoDate,
  isSpokenOf: boolean,
): InvoiceTold | undefined {
  const quantities = quantitiesIn(message, today);
  const { text } = quantities;
  const isOf = OF_INVOICE.test(text);
  if (!isOf && !(isSpokenOf && !OF_ELSE.test(text))) return before;
  const since = daysFromReception(quantities);
  const days = since ?? daysLateIn(quantities, isSpokenOf);
  return {
    amount: amountIn(quantities, isSpokenOf) ?? before?.amount,
    days: days ?? before?.days,
    isSinceReceived: days === undefined ? before?.isSinceReceived : since !== undefined,
    bankRate: rateIn(message, quantities, isSpokenOf) ?? before?.bankRate,
  };
}

function amountIn({ amounts }: Quantities, isSpokenOf: boolean): InvoiceTold['amount'] {
  const sums = amounts.filter(
    ({ value, money, tax }) =>
      value >= SMALLEST &&
      (money || tax !== undefined || (isSpokenOf && value >= SMALLEST_BARE && !isYear(value))),
  );
  const ttc = sums.filter(({ tax }) => tax === 'TTC');
  const [one, ...more] = ttc.length > 0 ? ttc : sums;
  return one && more.length === 0 ? { value: one.value, tax: one.tax } : undefined;
}

const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1_990 && value < 2_100;

function daysLateIn({ text, durations }: Quantities, isSpokenOf: boolean): number | undefined {
  const isLate = ({ at, end }: Duration) =>
    LATE_AFTER.test(text.slice(end)) || LATE_BEFORE.test(text.slice(0, at));
  const late = durations.filter(isLate);
  const alone = isSpokenOf ? durations.filter(({ at }) => !TERM_BEFORE.test(text.slice(0, at))) : [];
  const [one, ...more] = late.length > 0 ? late : alone;
  return one && more.length === 0 ? inDays(one) : undefined;
}

function rateIn(message: string, { text, shares }: Quantities, isSpokenOf: boolean): string | undefined {
  if (OTHER_RATE.test(text)) return undefined;
  const [share, ...more] = shares;
  const isSaid = isSpokenOf || /\bbce\b/.test(text);
  // A rate that is said anew in the same breath stands alone: the first was taken back.
  if (isSaid && share && more.length === 0 && share.value < 10) return String(share.value).replace('.', ',');
  return bankRateIn(text) ?? (isSpokenOf && /\btaux\b/.test(text) ? onlyRateIn(message) : undefined);
}

/** Whether nothing is missing to count what is owed. */
export const isWhole = (told: InvoiceTold | undefined): told is Required<InvoiceTold> =>
  told?.amount !== undefined && told.days !== undefined && told.bankRate !== undefined;

/** What is told of the invoice, as a question that says it all: each number is read again as it was. */
export function asQuestion({ amount, days, isSinceReceived, bankRate }: InvoiceTold): string {
  const sum = amount ? ` de ${amount.value} €${amount.tax ? ` ${amount.tax}` : ''}` : '';
  const late = isSinceReceived
    ? `, reçue il y a ${days} jours et impayée`
    : ` payée avec ${days} jours de retard`;
  return `Ma facture${sum}${late}, taux BCE ${bankRate} % : combien d’intérêts de retard ?`;
}
