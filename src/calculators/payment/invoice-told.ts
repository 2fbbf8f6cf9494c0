import { inDays } from '#src/calculators/reading/roles.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { polarityOf } from '#src/reader/polarity.ts';
import { type Duration, type Quantities, quantitiesIn } from '#src/reader/quantities.ts';
import type { InvoiceTold } from '#src/reader/told.ts';
import { bankRateIn, onlyRateIn } from './late-interest-reading.ts';
import { daysFromReception } from './payment-said.ts';

/** What says that a message speaks of it, where nothing before does. */
const OF_INVOICE =
  /\bfactur|\bimpay|\bbce\b|\binterets? (?:de retard|moratoires?)|\b(?:me|nous) doi(?:t|ven)t\b/;
/** What counts something else, though the invoice was just spoken of. */
const OF_ELSE = /\b(?:marches?|lots?|offres?|devis|budgets?)\b/;
/** What counts something else, whatever it is said of. */
const NOT_IT = /\b(?:avances?|retenues?|salaires?|agios|acomptes?|\d{1,3} factures|delai de paiement)\b/;
/** A message that asks tells nothing, unless it is about how late it is or what it is worth. */
const ASKS_OF_IT =
  /\bretard|\bimpay|\binterets?\b|\bpas (?:encore |toujours )?pa(?:y|i)|\bco[mn]bien\b|\bca (?:me |nous )?(?:fait|donne|ferait)\b|\bcalcul|\breclam|\bdroit a (?:quoi|combien)\b|\b(?:puis-je|peut-on|pouvons-nous|je peux|on peut) (?:\w{1,12} )?demander\b/;
/** Another invoice than the one before, unless it is mended in the same breath. */
const OF_ANOTHER = /\b(?:autre|deuxieme|seconde|troisieme|ma|une) facture\b/;
const MENDS = /\b(?:pardon|non|pas|plutot|rectifie\w*|erreur|trompe\w*|en fait|corrig\w*)\b/;
const PAID = /(?<!pas |pas encore |toujours pas |jamais |im)\b(?:payee?s?|reglee?s?|versee?s?)\b/;
/** Rates that are no bank's. */
const OTHER_RATE = /\b(?:tva|retenues?|penalites?|avances?|garanties?|remises?)\b/;
const LATE_AFTER = /^ ?(?:de |en |d')retard/;
const LATE_BEFORE = /\bretard(?: c'est| est| de| fait)? ?:? ?$/;
/** The time that is given to pay, or that is taken off. */
const TERM_BEFORE = /(?:delai|paiement|payables?|sous|enleve|moins|\ba) (?:de |les |mes )?$/;
const TERM_AFTER = /^ ?(?:pour (?:payer|regler)|de delai)\b/;
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
  return invoiceOf({ message, quantities: quantitiesIn(message, today) }, before, isSpokenOf);
}

/** A message, read once. */
export interface InvoiceRead {
  readonly message: string;
  readonly quantities: Quantities;
}

/** The same, of a message whose numbers were read. */
export function invoiceOf(
  { message, quantities }: InvoiceRead,
  before: InvoiceTold | undefined,
  isSpokenOf: boolean,
): InvoiceTold | undefined {
  const { text } = quantities;
  const isOf = OF_INVOICE.test(text);
  if (NOT_IT.test(text) || (!isOf && !(isSpokenOf && !OF_ELSE.test(text)))) return before;
  const amount = amountIn(quantities, isSpokenOf);
  // « non pardon c'est 12 400 TTC. vous l'avez pas ? » tells its sum all the same.
  if (asksElse(message, text)) return amount?.tax === 'TTC' && before ? { ...before, amount } : before;
  const isOther =
    before?.amount !== undefined &&
    amount !== undefined &&
    amount.value !== before.amount.value &&
    OF_ANOTHER.test(text) &&
    !MENDS.test(text);
  const kept = isOther ? { bankRate: before.bankRate } : before;
  return {
    amount: amount ?? kept?.amount,
    ...daysOf(quantities, isSpokenOf, kept),
    bankRate: rateIn(message, quantities, isSpokenOf) ?? kept?.bankRate,
  };
}

const asksElse = (message: string, text: string): boolean =>
  (message.includes('?') || polarityOf(message) !== undefined) && !ASKS_OF_IT.test(text);

/** How late it is, by this message, else by those before; by neither, where it says days of the calendar, or months. */
function daysOf(
  quantities: Quantities,
  isSpokenOf: boolean,
  before: InvoiceTold | undefined,
): Pick<InvoiceTold, 'days' | 'isSinceReceived' | 'isPaid'> {
  const { text, durations, days: dates } = quantities;
  const isByOther = dates.length > 0 || durations.some(({ unit }) => unit !== 'jours');
  if (isByOther) return { days: undefined };
  // « et pour 60 jours ? »: counted as the days before were.
  const isAlike = before?.isSinceReceived === true && !isSaidLate(quantities);
  const since = daysFromReception(quantities) ?? (isAlike ? daysLateIn(quantities, isSpokenOf) : undefined);
  const days = since ?? daysLateIn(quantities, isSpokenOf);
  if (days === undefined)
    return { days: before?.days, isSinceReceived: before?.isSinceReceived, isPaid: before?.isPaid };
  return { days, isSinceReceived: since !== undefined, isPaid: PAID.test(text) };
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

const isSaidLate = ({ text }: Quantities): boolean => /\bretard/.test(text);

function daysLateIn({ text, durations }: Quantities, isSpokenOf: boolean): number | undefined {
  const isLate = ({ at, end }: Duration) =>
    LATE_AFTER.test(text.slice(end)) || LATE_BEFORE.test(text.slice(0, at));
  const late = durations.filter(isLate);
  const isTerm = ({ at, end }: Duration) =>
    TERM_BEFORE.test(text.slice(0, at)) || TERM_AFTER.test(text.slice(end));
  const alone = isSpokenOf ? durations.filter((one) => !isTerm(one)) : [];
  const [one, ...more] = late.length > 0 ? late : alone;
  return one && more.length === 0 ? inDays(one) : undefined;
}

function rateIn(message: string, { text, shares }: Quantities, isSpokenOf: boolean): string | undefined {
  if (OTHER_RATE.test(text)) return undefined;
  const [share, ...more] = shares;
  const isSaid = isSpokenOf || /\bbce\b/.test(text);
  // A rate that is said anew in the same breath stands alone: the first was taken back.
  const isMore = share !== undefined && /(?:\+|plus|majoree?s?(?: de)?) ?$/.test(text.slice(0, share.at));
  if (isSaid && share && more.length === 0 && share.value < 10 && !isMore)
    return String(share.value).replace('.', ',');
  return bankRateIn(text) ?? (isSpokenOf && /\btaux\b/.test(text) ? onlyRateIn(message) : undefined);
}

/** Whether nothing is missing to count what is owed. */
export const isWhole = (
  told: InvoiceTold | undefined,
): told is InvoiceTold & Required<Pick<InvoiceTold, 'amount' | 'days' | 'bankRate'>> =>
  told?.amount !== undefined && told.days !== undefined && told.bankRate !== undefined;

/** The same, but for the bank’s rate, without which the least that is owed is known. */
export const isCountable = (
  told: InvoiceTold | undefined,
): told is InvoiceTold & Required<Pick<InvoiceTold, 'amount' | 'days'>> =>
  told?.amount !== undefined && told.days !== undefined;

/** What is told of the invoice, as a question that says it all: each number is read again as it was. */
export function asQuestion({ amount, days, isSinceReceived, isPaid, bankRate }: InvoiceTold): string {
  const sum = amount ? ` de ${amount.value} €${amount.tax ? ` ${amount.tax}` : ''}` : '';
  const since = isPaid ? ` payée ${days} jours après réception` : `, reçue il y a ${days} jours et impayée`;
  const late = isSinceReceived ? since : ` payée avec ${days} jours de retard`;
  const rate = bankRate === undefined ? '' : `, taux BCE ${bankRate} %`;
  return `Ma facture${sum}${late}${rate} : combien d’intérêts de retard ?`;
}
