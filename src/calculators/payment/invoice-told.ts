import type { Role } from '#src/knowledge/model/document.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import { nameOfBuyer } from '#src/reader/detect-case.ts';
import { polarityOf } from '#src/reader/polarity.ts';
import { type Quantities, quantitiesIn } from '#src/reader/quantities.ts';
import type { Debtor, InvoiceTold } from '#src/reader/told.ts';
import { MENDS } from './invoice/clauses.ts';
import { debtorIn, debtorOfSubcontractor } from './invoice/debtor-said.ts';
import { invoiceRead } from './invoice/read-invoice.ts';
import { saysPenalty } from './penalty-said.ts';

/** What says that a message speaks of it, where nothing before does. */
const OF_INVOICE =
  /\bfactur|\bimpay|\bbce\b|\binterets? (?:de retard|moratoires?)|\b(?:me|nous) doi(?:t|vent)\b/;
/** A bill that they got themselves: what it is worth is owed to another, « je viens de recevoir une facture du gros œuvre ». */
const OF_RECEIVED =
  /\b(?:j'ai|je viens de|on a|on vient de|nous avons|nous venons de|on m'a|on me|ils me|il me) (?:recu|recevoir|envoye|envoie|envoient|presente) (?:une|la|sa|leur|cette) facture\b/;
/** Of another subject, though the invoice was just spoken of: what it counts and who it names is of that. */
const OF_ELSE = /\b(?:marches?|lots?|offres?|devis|budgets?)\b/;
/** A message that asks tells nothing, unless it is about how late it is or what it is worth. */
const ASKS_OF_IT =
  /\bretard|\bimpay|\binterets?\b|\bpas (?:encore |toujours )?pa(?:y|i)|\bco[mn]bien\b|\bca (?:me |nous )?(?:fait|donne|ferait)\b|\bcalcul|\breclam|\bdroit a (?:quoi|combien)\b|\b(?:puis-je|peut-on|pouvons-nous|je peux|on peut) (?:\w{1,12} )?demander\b/;
/** Another invoice than the one before, unless it is mended in the same breath. */
const OF_ANOTHER = /\b(?:autre|deuxieme|seconde|troisieme|ma|une) facture\b|\b(?:l'|une )autre\b/;
/**
 * What is told of the late invoice, once a message is said too.
 * @param isSpokenOf what was answered last is about it: a number may stand alone
 */
export function invoiceTold(
  message: string,
  before: InvoiceTold | undefined,
  today: IsoDate,
  isSpokenOf: boolean,
  role?: Role,
): InvoiceTold | undefined {
  return invoiceOf({ message, quantities: quantitiesIn(message, today), today, role }, before, isSpokenOf);
}

/** A message, read once. */
export interface InvoiceRead {
  readonly message: string;
  readonly quantities: Quantities;
  readonly today: IsoDate;
  /** As what its author stands with the contract. */
  readonly role?: Role | undefined;
}

/** The same, of a message whose numbers were read. */
export function invoiceOf(
  read: InvoiceRead,
  before: InvoiceTold | undefined,
  isSpokenOf: boolean,
): InvoiceTold | undefined {
  const said = saidOf(read, before, isSpokenOf);
  return said === undefined ? before : merged(said, before, read.quantities.text);
}

/** What a message itself says of the invoice; undefined where it says nothing of it. */
export function saidOf(
  { message, quantities, today, role }: InvoiceRead,
  before: InvoiceTold | undefined,
  isSpokenOf: boolean,
): InvoiceTold | undefined {
  const { text } = quantities;
  const isOf = OF_INVOICE.test(text);
  if (saysPenalty(text) || OF_RECEIVED.test(text) || (!isOf && !(isSpokenOf && !OF_ELSE.test(text))))
    return undefined;
  const isRateAsked = isSpokenOf && (before?.bankRate === undefined || MENDS.test(text));
  const said = invoiceRead({ quantities, today }, { before, isRateAsked, isMessage: true, isOf });
  const named = role === 'subcontractor' ? debtorOfSubcontractor : debtorIn;
  const debtor = named(text, isOf && isPublic(before?.debtor));
  const who = debtor && { debtor };
  // « non pardon c'est 12 400 TTC. vous l'avez pas ? » tells its sum all the same.
  const isElse = !isWaiting(said, isOf) && asksElse(message, text);
  const isTtc = said.amount?.tax === 'TTC' && before !== undefined;
  const asking = { ...(isTtc && { amount: said.amount }), ...(SAYS_WHO.test(text) && who) };
  const own = isElse ? asking : { ...said, ...who };
  return saysSomething(own) ? own : undefined;
}

/** Of an invoice that is said to wait for so long, that is told whatever is asked: « c'est légal ? », « je fais quoi ? ». */
const isWaiting = ({ isSinceReceived }: InvoiceTold, isOf: boolean): boolean =>
  isOf && isSinceReceived === true;

/** Who owes is said in passing, in a question about something else. */
const SAYS_WHO = /\b(?:client|cliente|debiteur|payeur|il|elle|c'est) (?:est |c'est )?(?:une? |mon |ma )/;

/** Whether a public buyer owes, as far as is known. */
const isPublic = (debtor: Debtor | undefined): boolean => debtor === undefined || debtor.kind === 'public';

/** Whether anything is told. */
export const saysSomething = (told: InvoiceTold): boolean =>
  Object.values(told).some((one) => one !== undefined && one !== false);

/** What was told before, with what a message says anew in its place. Another invoice keeps the bank's rate alone. */
function merged(said: InvoiceTold, before: InvoiceTold | undefined, text: string): InvoiceTold {
  const kept = isOther(said, before, text) ? { bankRate: before?.bankRate } : before;
  const isSum = said.amount !== undefined || said.isSumUnclear !== undefined;
  const isDelay = said.days !== undefined || said.dates !== undefined;
  return {
    debtor: said.debtor ?? kept?.debtor,
    ...((said.isUntaxed ?? kept?.isUntaxed) && { isUntaxed: true }),
    ...sumOf(isSum ? ofAsMany(said, kept, text) : kept),
    ...(isDelay ? delayAfter(said, kept) : delayKept(said, kept)),
    bankRate: said.bankRate ?? kept?.bankRate,
  };
}

/** A sum that is said anew, of as many invoices as before: of all of them where that was asked; else it is asked. */
function ofAsMany(said: InvoiceTold, kept: InvoiceTold | undefined, text: string): InvoiceTold {
  const wasUnclear = kept?.isSumUnclear === 'several';
  const isOfSeveral = wasUnclear || kept?.invoices !== undefined;
  if (!isOfSeveral || said.invoices !== undefined || said.isSumUnclear || ONE_ONLY.test(text)) return said;
  if (wasUnclear && kept.invoices !== undefined) return { ...said, invoices: kept.invoices };
  return { ...said, amount: undefined, invoices: kept?.invoices, isSumUnclear: 'several' };
}
const ONE_ONLY = /\b(?:une? seule|1 seule|1|une) facture\b/;

const sumOf = (told: InvoiceTold | undefined): Partial<InvoiceTold> => ({
  amount: told?.amount,
  invoices: told?.invoices,
  each: told?.each,
  isSumUnclear: told?.isSumUnclear,
});

/** Days that are said anew: « et pour 60 jours ? » counts them as those before; a day of payment completes the others. */
function delayAfter(said: InvoiceTold, kept: InvoiceTold | undefined): Partial<InvoiceTold> {
  const { days, months, isAssumed, isSinceReceived, isPaid, dates } = said;
  if (days === undefined)
    return { days, dates: { ...kept?.dates, ...defined(dates) }, isPaid: isPaid ?? kept?.isPaid };
  const isAlike = isAssumed === true && kept?.isSinceReceived === true;
  return {
    days,
    months,
    isSinceReceived: isAlike || isSinceReceived === true,
    isAssumed: isAlike || kept?.isAssumed === false ? undefined : isAssumed,
    isPaid,
  };
}

const delayKept = (said: InvoiceTold, kept: InvoiceTold | undefined): Partial<InvoiceTold> => ({
  days: kept?.days,
  months: kept?.months,
  isAssumed: kept?.isAssumed,
  isSinceReceived: kept?.isSinceReceived,
  isPaid: said.isPaid ?? kept?.isPaid,
  dates: kept?.dates,
});

const defined = <T extends object>(one: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(one ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Another invoice: it is said to be, or somebody else owes it. */
function isOther(said: InvoiceTold, before: InvoiceTold | undefined, text: string): boolean {
  const { amount, debtor } = said;
  if (before?.amount === undefined || amount === undefined || amount.value === before.amount.value)
    return false;
  const isOfOther = debtor !== undefined && before.debtor !== undefined && !isSame(debtor, before.debtor);
  return isOfOther || (OF_ANOTHER.test(text) && !MENDS.test(text));
}

const isSame = (one: Debtor, other: Debtor): boolean =>
  one.kind === other.kind && (one.kind !== 'public' || other.kind !== 'public' || one.buyer === other.buyer);

const asksElse = (message: string, text: string): boolean =>
  (message.includes('?') || polarityOf(message) !== undefined) && !ASKS_OF_IT.test(text);

/** Whether nothing is missing to count what is owed. */
export const isWhole = (told: InvoiceTold | undefined): boolean =>
  isCountable(told) && told?.bankRate !== undefined;

/** The same, but for the bank’s rate, without which the least that is owed is known. */
export const isCountable = (told: InvoiceTold | undefined): boolean =>
  told !== undefined &&
  (told.amount !== undefined || told.isSumUnclear !== undefined) &&
  (told.days !== undefined || told.dates?.received !== undefined || told.dates?.due !== undefined);

/** What is told of the invoice, as a question that says it all: each number is read again as it was. */
export function asQuestion(told: InvoiceTold): string {
  const { bankRate } = told;
  const rate = bankRate === undefined ? '' : `, taux BCE ${bankRate} %`;
  return `${sumSaid(told)}${debtorSaid(told.debtor)}${delaySaid(told)}${rate} : combien d’intérêts de retard ?`;
}

function sumSaid({ amount, isUntaxed, invoices, each, isSumUnclear }: InvoiceTold): string {
  const tax = `${amount?.tax ? ` ${amount.tax}` : ''}${isUntaxed ? ' sans TVA' : ''}`;
  if (isSumUnclear === 'partly') return 'Ma facture, dont une partie est payée';
  if (isSumUnclear) return `Mes ${invoices ?? 2} factures de sommes différentes`;
  if (!invoices) return `Ma facture${amount ? ` de ${amount.value} €${tax}` : ''}`;
  return each === undefined
    ? `Mes ${invoices} factures pour un total de ${amount?.value} €${tax}`
    : `Mes ${invoices} factures de ${each} €${tax} chacune`;
}

function debtorSaid(debtor: Debtor | undefined): string {
  if (debtor?.kind === 'private') return ' à un client privé';
  return debtor?.kind === 'public' && debtor.buyer ? ` due par ${nameOfBuyer(debtor.buyer)}` : '';
}

function delaySaid({ days, months, isAssumed, isSinceReceived, isPaid, dates }: InvoiceTold): string {
  if (days === undefined) return datesSaid(dates, isPaid === true);
  if (isSinceReceived)
    return isPaid ? ` payée ${days} jours après réception` : `, reçue il y a ${days} jours et impayée`;
  const time = months === undefined ? `${days} jours` : `${months} mois`;
  return isAssumed ? `, impayée, ça fait ${time}` : ` payée avec ${time} de retard`;
}

function datesSaid(dates: InvoiceTold['dates'], isPaid: boolean): string {
  const { received, executed, due, paid } = dates ?? {};
  const said = [
    received && `reçue le ${frenchDate(received)}`,
    executed && `prestation finie le ${frenchDate(executed)}`,
    due && `échue le ${frenchDate(due)}`,
    paid ? `payée le ${frenchDate(paid)}` : isPaid ? 'payée' : 'toujours pas payée',
  ].filter(Boolean);
  return `, ${said.join(', ')}`;
}
