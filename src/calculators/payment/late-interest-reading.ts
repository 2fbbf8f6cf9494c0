import { BUYER_RULES, type Buyer } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import { articlesOf, asked, sentences } from '#src/calculators/reading/roles.ts';
import { buyerChoices } from '#src/calculators/texts-clarify.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { Debtor, InvoiceTold } from '#src/reader/told.ts';
import { debtorIn, debtorOfSubcontractor } from './invoice/debtor-said.ts';
import { invoiceRead } from './invoice/read-invoice.ts';
import { saidOf } from './invoice-told.ts';
import { daysLateAt, knownBankRate, type LateInterest, lateInterest } from './late-interest.ts';
import { INTEREST_TITLE, interestTexts as texts } from './late-interest-texts.ts';
import { halfYearStart, paymentDue, privatePaymentDue } from './payment-due.ts';
import { payerOf } from './payment-said.ts';
import { saysPenalty } from './penalty-said.ts';

const INTEREST =
  /interets?\b|moratoires?|penalites?|indemnites?|combien (?:(?:je|on|nous|elle|ils?) )?(?:peu[tx]|pouvons|me doi|doi|dois).{0,30}retard|dedommage/;
const LATE =
  /retard|pas (?:encore )?(?:ete )?(?:paye|regle)|impaye|\bpaye(?:e|es|s)?\b|\bregle(?:e|es|s)?\b|\bpaie\b|echeance|apres le delai/;
const PAYMENT = /factur|\bpay|\bpaie|paiement|\bregl|impaye|virement/;
/** « la région me doit 18 000 € depuis 70 jours, j'ai droit à quoi ? »: late, whatever word is missing. */
const OWED =
  /\b(?:me|nous) doi(?:t|ven)t? (?:encore |toujours )?\d.{0,80}\b(?:depuis|ca fait|il y a)\b|\b(?:depuis|ca fait|il y a)\b.{0,60}\b(?:me|nous) doi(?:t|vent) (?:encore |toujours )?\d/;
/** « il me doit 15 300 €, facture du 10 septembre, combien d'intérêts ? »: what is owed of an invoice is late where its interest is asked. */
const OWED_INVOICE = /\b(?:me|nous) doi(?:t|vent)\b.{0,80}\bfactur/;
const DUE_WHAT = /\b(?:droit a (?:quoi|combien)|combien|reclamer|demander quoi|reclame quoi|en plus)\b/;
/** Penalties that the buyer takes from the company: a buyer who says so speaks of what is asked of it. */
const TAKEN =
  /penalites? (?:que |qu')?(?:la mairie|l'acheteur|on|ils?|elle) (?:me|nous|m'|a)|(?:me|nous) (?:retire|applique|reclame|met|inflige)/;
/** Other sums. */
const OTHER =
  /retard (?:de|dans la|sur la|d') ?(?:livraison|execution|chantier|travaux)|livr\w{1,20} (?:en|avec)|ccag|plafond|exoner|avances?\b|decompte|dedit|taux legal|delai pour (?:ce|le|leur) versement/;
/** A question on sub-contracting may count another sum; of who works for the holder, it is the invoice that is not paid. */
const OF_SUBCONTRACTING = /sous-?traitan/;
const isOther = (input: ComputationInput): boolean => {
  const { text } = input.quantities;
  const isOnSubcontracting = !isSubcontractor(input) && OF_SUBCONTRACTING.test(text);
  return (
    OTHER.test(text) || isOnSubcontracting || saysPenalty(text) || (!isOfBuyer(input) && TAKEN.test(text))
  );
};
/** « mon comptable me dit 2,15 », where the rate was asked: the only number of the message, and below ten. */
const ONLY_RATE =
  /^[^\d]{0,200}(?<!\b(?:le|du|au) )(?<!\d)(\d[.,]\d{1,2})(?!\d|[.,]\d)(?! ?(?:€|k|m€|euros?|ht|ttc|jours?|mois|h)(?![a-z]))[^\d%]{0,200}$/;

/** The bank's rate that a message gives as its only number, as it is written; undefined for any other message. */
export const onlyRateIn = (message: string): string | undefined => ONLY_RATE.exec(fold(message))?.[1];

/** The document of those pages. */
const PAGE = 'guides/retards-et-interets';
/** The pages that ask how much late payment is worth. */
const PAGES = new Set(
  [
    'quand-un-acheteur-public-doit-il-me-verser-les-interets-de-retard',
    'a-quel-taux-se-calculent-les-interets-de-retard-d-un-acheteur-public',
    'combien-vaut-l-indemnite-forfaitaire-pour-une-facture-payee-en-retard-par-un-ach',
  ].map((id) => `${PAGE}#${id}`),
);
/** The page that tells a buyer what its own late payment costs. */
const BUYER_PAGE =
  'guides/acheteur-juger-prevenir-payer#sous-quel-delai-notre-commune-doit-elle-payer-et-que-risquons-nous-en-cas-de-ret';
/** The computation's id. */
export const LATE_INTEREST = 'late-interest';

/** Interest and flat compensation on invoices paid late; it asks for the bank's rate that nobody has entered yet. */
export const lateInterestComputation: Computation = {
  id: LATE_INTEREST,
  title: INTEREST_TITLE,
  isToldInPassing: true,
  onPages: {
    keys: new Set([...PAGES, BUYER_PAGE]),
    compute: owedBy,
    isSaidBy: (text) => PAYMENT.test(text) && LATE.test(text),
  },
  compute(input) {
    const { text } = input.quantities;
    const asksInterest = INTEREST.test(text) && LATE.test(text) && PAYMENT.test(text);
    const owed =
      (OWED.test(text) && (INTEREST.test(text) || DUE_WHAT.test(text))) ||
      (OWED_INVOICE.test(text) && INTEREST.test(text));
    if (!(asksInterest || owed) || isOther(input) || countsElse(input)) return undefined;
    return interestOn(input)?.answer;
  },
};

/** Whether a message that goes on counts something, and nothing of the invoice that was told: its numbers are of another thing. */
function countsElse({
  understanding: { followsUp, asked: message, told },
  today,
}: ComputationInput): boolean {
  if (!followsUp || told?.invoice === undefined || !/\d/.test(message)) return false;
  return (
    saidOf({ message, quantities: quantitiesIn(message, today), today }, told.invoice, true) === undefined
  );
}

/** A sum is wanted, and not a rule. */
const SUM = /\bcombien\b|\bcalcul\w*|\bca (?:me |nous )?fait\b|\bdroit a quoi\b/;

/** What is owed, by what a message counts; what is missing for that, where it says how late the payment is. */
function owedBy(input: ComputationInput): ComputedAnswer | undefined {
  const { text } = input.quantities;
  const isAsked = SUM.test(text) || isOfBuyer(input) || input.isChecked;
  if (!isAsked || isOther(input) || countsElse(input)) return undefined;
  return interestOn(input)?.answer ?? amountWanted(input);
}

function amountWanted(input: ComputationInput): ComputedAnswer | undefined {
  const who = whoPays(input, debtorOf(input));
  if (!who || input.quantities.amounts.length > 0) return undefined;
  const told = invoiceRead(input, { isRateAsked: isRateAsked(input) });
  const { client } = who;
  const delay = delayOf(told, who.buyer, input);
  const late =
    delay && delay.days > 0
      ? lateInterest({ amount: 0, daysLate: delay.days, invoices: 1, client }, input.figures)
      : undefined;
  if (!late || !delay) return undefined;
  return {
    headline: texts.amountWanted(late),
    steps: sentences(texts.openInterest(late, undefined, delay.days), texts.compensation(late, 1)),
    caveats: [client === 'private' ? texts.contractRate(late) : texts.automatic],
    articles: articlesOf([late.margin, late.flat], client === 'public' ? ['L2192-13', 'L2192-14'] : []),
    figures: [late.margin, late.flat],
    clarify: asked(texts.whichTtc, []),
  };
}

/** What is owed on a late invoice, and how it is said. */
export interface InterestOwed {
  readonly answer: ComputedAnswer;
  /** Days late; undefined when the message does not tell, 0 when it is not late. */
  readonly daysLate?: number | undefined;
  /** Interest and flat compensation, €; undefined without the bank's rate. */
  readonly total?: number | undefined;
  /** By whose rules it is counted, where it is. */
  readonly client?: Payer['client'] | undefined;
}

/** What the person who paid is to the computation: nobody, where the rules are others. */
interface Payer {
  readonly buyer: Exclude<Buyer, 'network'> | undefined;
  readonly client: 'private' | 'public';
}

/** Whether who writes is the public buyer that owes: « on a payé avec 20 jours de retard, elle nous réclame des intérêts ». */
const isOfBuyer = ({ understanding }: ComputationInput): boolean => understanding.side === 'buyer';

const isSubcontractor = ({ understanding: { role } }: ComputationInput): boolean => role === 'subcontractor';

/**
 * Who owes: by the text, else by what was told before of the invoice; for who works for the holder, the company that took
 * them on, where nobody is named.
 */
function debtorOf(input: ComputationInput): Debtor | undefined {
  const { quantities, understanding } = input;
  if (isOfBuyer(input)) return { kind: 'public', buyer: publicOf(payerOf(understanding)?.buyer) };
  const told = understanding.told?.invoice?.debtor;
  return isSubcontractor(input)
    ? (debtorOfSubcontractor(quantities.text) ?? told ?? { kind: 'firm' })
    : (debtorIn(quantities.text) ?? told);
}

/** Whether the sum that is given is the one that is owed: no VAT is said to be on it, or who works for the holder says it without tax. */
function dueAsGiven(input: ComputationInput, { amount, isUntaxed }: InvoiceTold): Found['due'] {
  if (isUntaxed || input.understanding.told?.invoice?.isUntaxed) return 'untaxed';
  return isSubcontractor(input) && amount?.tax === 'HT' ? 'assumed' : undefined;
}

/** By whose rules a debtor pays; undefined where they are neither a public buyer's nor a private client's. */
function whoPays({ understanding }: ComputationInput, debtor: Debtor | undefined): Payer | undefined {
  const payer = payerOf(understanding);
  // A company owes by the code of commerce, whoever bought from it.
  if (debtor?.kind === 'private' || debtor?.kind === 'firm') return { buyer: 'private', client: 'private' };
  if (debtor && debtor.kind !== 'public') return undefined;
  const said = debtor?.kind === 'public' ? (debtor.buyer ?? publicOf(payer?.buyer) ?? 'local') : undefined;
  const buyer = said ?? payer?.buyer;
  if ((!payer && !said) || buyer === 'network' || buyer === 'defence') return undefined;
  return { buyer, client: buyer === 'private' ? 'private' : 'public' };
}

const publicOf = (buyer: Buyer | undefined): Buyer | undefined => (buyer === 'private' ? undefined : buyer);

const isRateAsked = ({ understanding }: ComputationInput): boolean => understanding.asking === LATE_INTEREST;

/**
 * What is owed on the late invoice of a message, whatever its words: by the rules of public buyers, or by the code of
 * commerce where a company owes it. Where it is not said who does, it is asked: no sum is counted by the rules of another.
 * @returns undefined when it says no amount of the invoice, or a payer whose rules are others
 */
export function interestOn(input: ComputationInput): InterestOwed | undefined {
  const read = invoiceRead(input, { isRateAsked: isRateAsked(input) });
  const told = isOfBuyer(input) ? withOwnPayment(read, input) : read;
  if (!told.amount && !told.isSumUnclear) return undefined;
  const debtor = debtorOf(input);
  if (debtor?.kind === 'other') return whoOwes(input);
  const payer = whoPays(input, debtor);
  if (!payer) return undefined;
  const delay = delayOf(told, payer.buyer, input);
  if (told.isSumUnclear) return sumWanted(told, payer, input);
  return told.amount && interestAnswer(input, { ...told, amount: told.amount }, payer, delay);
}

/** Less is no invoice, but the flat sum that comes with it. */
const LEAST_INVOICE = 100;

/** What a buyer tells of the invoice that it paid: « on a payé 12 000 € » is then the invoice itself. */
function withOwnPayment(read: InvoiceTold, { quantities: { amounts } }: ComputationInput): InvoiceTold {
  const [paid, ...others] = amounts.filter(({ value, money }) => money && value >= LEAST_INVOICE);
  return read.amount || read.isSumUnclear || !paid || others.length > 0 ? read : { ...read, amount: paid };
}

interface Delay {
  readonly days: number;
  readonly due?: IsoDate | undefined;
  readonly paid?: IsoDate | undefined;
  readonly months?: boolean;
  /** The last day to pay is said itself: no time to pay was counted. */
  readonly isDueSaid?: boolean;
  /** Days from the reception to the payment, where the invoice is paid. */
  readonly elapsed?: number;
  /** Days from the reception to today, of an invoice that is not paid, and those that the payer had. */
  readonly waited?: { readonly days: number; readonly time: number } | undefined;
  /** Nothing says that the days are counted from the last day to pay: « ça fait 71 jours ». */
  readonly isAssumed?: boolean;
}

/** The count of the time to pay stopped a while: the days from the invoice say no more how late it is. */
const STOPPED = /\bsuspen|\binterr(?:up|om)/;

/** Days late: those said, or from the last day to pay to the payment, or to today while it is unpaid. */
function delayOf(
  told: InvoiceTold,
  buyer: Payer['buyer'],
  { figures, today, quantities: { text } }: ComputationInput,
): Delay | undefined {
  const { days, months, isAssumed, isSinceReceived, isPaid, dates } = told;
  const isLate = days !== undefined && !isSinceReceived;
  if (isLate) return { days, months: months !== undefined, isAssumed: isAssumed === true };
  if (STOPPED.test(text)) return undefined;
  const received = days === undefined ? dates?.received : addDays(today, -days);
  const due =
    (days === undefined && dates?.due) || (received && dueOf({ ...dates, received }, buyer, figures));
  if (!due) return undefined;
  // Of what is paid, the days are known, and not when they were.
  if (days !== undefined) {
    const late = daysLateAt(due, today);
    return isPaid
      ? { days: late, elapsed: days }
      : { days: late, due, waited: { days, time: daysBetween(addDays(today, -days), due) } };
  }
  // It was paid, and nobody says when.
  if (isPaid && !dates?.paid) return undefined;
  const isDueSaid = dates?.due !== undefined;
  return { days: daysLateAt(due, dates?.paid ?? today), due, paid: dates?.paid, isDueSaid };
}

const dueOf = (
  dates: { readonly received: IsoDate; readonly executed?: IsoDate | undefined },
  buyer: Payer['buyer'],
  figures: ComputationInput['figures'],
): IsoDate | undefined =>
  buyer === 'private'
    ? privatePaymentDue(dates.received, figures)?.byDefault.due
    : paymentDue(dates, buyer ?? 'local', figures)?.due;

type Whole = InvoiceTold & { readonly amount: NonNullable<InvoiceTold['amount']> };

function interestAnswer(
  input: ComputationInput,
  told: Whole,
  { buyer, client }: Payer,
  delay: Delay | undefined,
): InterestOwed | undefined {
  const { figures, today } = input;
  const { amount, invoices = 1 } = told;
  const { saidRate, entered, bankRate } = bankRateOf(told, input, delay);
  const due = dueAsGiven(input, told);
  const excl = amount.tax === 'HT' && !due;
  const computable = delay !== undefined && !excl;
  const owed = lateInterest(
    {
      amount: amount.value,
      daysLate: delay?.days ?? 0,
      invoices,
      client,
      bankRate: computable ? bankRate : undefined,
    },
    figures,
  );
  if (!owed) return undefined;
  if (delay?.days === 0) return { answer: notLate(delay, owed, { client, buyer, figures }), daysLate: 0 };
  const ordinary = delay?.due && !delay.isDueSaid ? figures.get(ORDINARY_TIME[client]) : undefined;
  const full = computable && bankRate !== undefined && owed.full;
  const found: Found = {
    told,
    amount,
    due,
    buyer,
    client,
    isFirm: debtorOf(input)?.kind === 'firm',
    delay,
    bankRate,
    saidRate,
    owed,
    full,
    invoices,
  };
  const headline = lateFirst(delay) + headlineOf(found);
  const answer: ComputedAnswer = {
    headline: isOfBuyer(input) ? texts.owedByUs(headline) : buyer ? headline : texts.ifPublic(headline),
    steps: stepsOf(found, today),
    caveats: caveatsOf(found, ordinary),
    articles: articlesOf([owed.margin, owed.flat], client === 'public' ? ['L2192-13', 'L2192-14'] : []),
    figures: [owed.margin, owed.flat, owed.least, ordinary, full ? entered?.figure : undefined].filter(
      (one) => one !== undefined,
    ),
    clarify: clarifyOf({ excl, delay, rate: bankRate, buyer }),
    found: foundOf(found),
    ...bothSaid(delay),
  };
  return { answer, daysLate: delay?.days, total: full ? full.total : undefined, client };
}

/** Whether it is late and what is owed are both said. */
const bothSaid = (delay: Delay | undefined): Pick<ComputedAnswer, 'isOfAll'> =>
  delay?.waited ? { isOfAll: true } : {};

/** How late it is comes first, where it is counted from the days that the invoice waited. */
const lateFirst = (delay: Delay | undefined): string =>
  delay?.waited ? `${texts.waited(delay.days, delay.waited.days, delay.waited.time)} ` : '';

/** Who owes decides, and the name does not say it: it is asked. */
function whoOwes({ figures }: ComputationInput): InterestOwed | undefined {
  const nothing = { amount: 0, daysLate: 0, invoices: 1 } as const;
  const [own, other] = (['public', 'private'] as const).map((client) =>
    lateInterest({ ...nothing, client }, figures),
  );
  if (!own || !other) return undefined;
  return {
    answer: {
      headline: texts.whoOwes,
      steps: [texts.publicStep(own), texts.commerceStep(other)],
      caveats: [texts.consumer],
      articles: articlesOf([own.margin, own.flat, other.margin]),
      figures: [own.margin, own.flat, other.margin, other.flat],
      page: PAGE,
      clarify: asked(texts.clarify, WHO),
    },
  };
}

/** The answer to who asks what a consumer owes: neither the interest nor the sum of public buyers. */
export const owedByConsumer: ComputedAnswer = {
  headline: texts.ofConsumer,
  steps: [],
  caveats: [],
  articles: [],
  figures: [],
};

/** What sum is late, where a part is paid, or where several invoices are told: the rule is said, and it is asked. */
function sumWanted(
  told: InvoiceTold,
  { buyer, client }: Payer,
  input: ComputationInput,
): InterestOwed | undefined {
  const delay = delayOf(told, buyer, input);
  const { invoices = 1 } = told;
  const owed = lateInterest({ amount: 0, daysLate: 0, invoices, client }, input.figures);
  if (!owed || delay?.days === 0) return undefined;
  const isPartly = told.isSumUnclear === 'partly';
  const headline = isPartly ? texts.partly : texts.several;
  return {
    answer: {
      headline: buyer ? headline : texts.ifPublic(headline),
      steps: [texts.openInterest(owed, undefined, delay?.days)],
      caveats: [client === 'private' ? texts.contractRate(owed) : texts.automatic],
      articles: articlesOf([owed.margin, owed.flat], client === 'public' ? ['L2192-13'] : []),
      figures: [owed.margin, owed.flat],
      clarify: asked(isPartly ? texts.whichLeft : texts.whichTogether, []),
    },
    daysLate: delay?.days,
  };
}

/** The ordinary time to pay of each kind of client, by its id in the register. */
const ORDINARY_TIME = { public: 'delai-paiement', private: 'delai-prive-defaut' } as const;

/** The rate that is told; else the one that the register has for that half-year. */
function bankRateOf(
  { bankRate: said }: InvoiceTold,
  { figures }: ComputationInput,
  delay: Delay | undefined,
) {
  const saidRate = said?.replace(',', '.');
  if (saidRate) return { saidRate, entered: undefined, bankRate: Number(saidRate) };
  const entered = knownBankRate(figures, delay?.due);
  return { saidRate: undefined, entered, bankRate: entered?.rate };
}

/** What the interest is told from. */
interface Found {
  readonly told: InvoiceTold;
  readonly amount: NonNullable<InvoiceTold['amount']>;
  /** The sum is owed as it is given, since no VAT is said to be on it, or as a sub-contractor's usually is. */
  readonly due: 'untaxed' | 'assumed' | undefined;
  readonly buyer: Buyer | undefined;
  /** Another company owes it. */
  readonly isFirm: boolean;
  readonly client: 'private' | 'public';
  readonly delay: Delay | undefined;
  /** In percent: the one that the question says, else the one entered for that half-year. */
  readonly bankRate: number | undefined;
  readonly saidRate: string | undefined;
  readonly owed: LateInterest;
  /** Interest and compensation, when nothing is missing to compute them. */
  readonly full: LateInterest['full'] | false;
  readonly invoices: number;
}

/** The sum, or the least that it comes to without the bank's rate. */
function foundOf({ amount, due, delay, owed, full }: Found): ComputedAnswer['found'] {
  if (delay === undefined || (amount.tax === 'HT' && !due)) return [];
  if (full) return [full.total, full.interest].map((value) => ({ value, unit: '€' }));
  return [{ value: owed.marginInterest + owed.compensation, unit: '€', isLeast: true }];
}

/** The sum, or what is missing to tell it. */
function headlineOf({ amount, due, delay, owed, full }: Found): string {
  if (amount.tax === 'HT' && !due) return texts.exclTax(amount.value);
  if (delay === undefined) return texts.daysWanted(owed);
  if (full) return texts.total(owed);
  return owed.marginInterest > 0 ? texts.leastOwed(owed, owed.marginInterest) : texts.rateWanted(owed);
}

function stepsOf(
  { told, amount, due, delay, bankRate, owed, full, invoices }: Found,
  today: IsoDate,
): string[] {
  const tax = due ? undefined : 'TTC';
  const each = told.each !== undefined && texts.each(invoices, told.each, amount);
  const waited = delay?.waited && texts.waitedStep(delay.days, delay.waited.days, delay.waited.time);
  const days =
    (delay?.months && texts.monthsStep(told.months, delay.days)) ||
    (delay?.due && texts.daysLate(delay.due, delay.paid ?? today, delay.days, delay.paid === undefined));
  if (full && delay)
    return sentences(
      each,
      waited,
      days,
      bankRate !== undefined && texts.rate(owed, bankRate),
      texts.interest(owed, { value: amount.value, tax }, delay.days),
      texts.compensation(owed, invoices),
      texts.sum(owed),
    );
  const excl = amount.tax === 'HT' && !due;
  return sentences(
    each,
    waited,
    days,
    texts.openInterest(owed, excl ? undefined : { value: amount.value, tax }, delay?.days),
    !excl && delay && texts.floor(owed, { value: amount.value, tax }, delay.days),
    texts.compensation(owed, invoices),
    !excl && delay && owed.marginInterest > 0 && texts.leastSum(owed, owed.marginInterest),
  );
}

function caveatsOf(
  { amount, due, buyer, client, isFirm, delay, owed, saidRate }: Found,
  ordinary: KnownFigure | undefined,
): string[] {
  const assumed = ordinary ? texts.publicAssumed(ordinary.number) : texts.public;
  return sentences(
    isFirm && texts.ofCommerce,
    due === 'assumed' && texts.untaxedAssumed(amount.value),
    amount.tax === undefined && !due && texts.taxAssumed(amount.value),
    delay?.isAssumed && texts.daysAssumed(delay.days),
    delay?.waited && texts.waitedAssumed(delay.waited.days),
    delay?.due ? texts.half(halfYearStart(addDays(delay.due, 1))) : texts.halfUnknown,
    saidRate !== undefined && texts.rateSaid,
    texts.year,
    delay?.months && texts.months,
    !buyer && assumed,
    client === 'private' ? texts.contractRate(owed) : texts.automatic,
  );
}

/** What is missing first: it may need a figure, which no button holds. */
function clarifyOf(known: {
  readonly excl: boolean;
  readonly delay: Delay | undefined;
  readonly rate: number | undefined;
  readonly buyer: Buyer | undefined;
}): ComputedAnswer['clarify'] {
  if (known.excl) return asked(texts.whichTtc, []);
  if (!known.delay) return asked(texts.whichDays, []);
  if (known.rate === undefined) return asked(texts.whichRate, []);
  if (known.buyer) return undefined;
  return asked(texts.clarify, WHO);
}

const WHO = [buyerChoices.local, buyerChoices.state, buyerChoices.hospital, buyerChoices.private];

const notLate = (
  { due, elapsed }: Delay,
  owed: LateInterest,
  { client, buyer, figures }: Payer & Pick<ComputationInput, 'figures'>,
): ComputedAnswer => {
  const time = figures.get(
    client === 'private'
      ? ORDINARY_TIME.private
      : BUYER_RULES[buyer === undefined || buyer === 'private' ? 'local' : buyer].paymentTime,
  );
  const said = due ? texts.notLate(due) : texts.notLateDays(elapsed, time?.number);
  return {
    headline: buyer ? said : texts.ifPublic(said),
    steps: due ? [texts.dueOn(due)] : texts.stepsInTime(elapsed, time?.number),
    caveats: client === 'private' ? [texts.contractRate(owed)] : [],
    articles: articlesOf([owed.margin], client === 'public' ? ['L2192-13'] : []),
    figures: time ? [owed.margin, time] : [owed.margin],
  };
};
