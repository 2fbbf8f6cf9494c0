import type { Buyer } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { articlesOf, asked, inDays, sentences } from '#src/calculators/reading/roles.ts';
import { buyerChoices } from '#src/calculators/texts-clarify.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { daysLateAt, knownBankRate, type LateInterest, lateInterest } from './late-interest.ts';
import { INTEREST_TITLE, interestTexts as texts } from './late-interest-texts.ts';
import { halfYearStart, paymentDue, privatePaymentDue } from './payment-due.ts';
import { daysToPayment, payerOf, paymentDates } from './payment-said.ts';

const INTEREST =
  /interets?\b|moratoires?|penalites?|indemnites?|combien (?:(?:je|on|nous|elle|ils?) )?(?:peu[tx]|pouvons|me doi|doi|dois).{0,30}retard|dedommage/;
const LATE =
  /retard|pas (?:encore )?(?:ete )?(?:paye|regle)|impaye|\bpaye(?:e|es|s)?\b|\bregle(?:e|es|s)?\b|\bpaie\b|echeance|apres le delai/;
const PAYMENT = /factur|\bpay|\bpaie|paiement|\bregl|impaye|virement/;
/** « la région me doit 18 000 € depuis 70 jours, j'ai droit à quoi ? »: late, whatever word is missing. */
const OWED =
  /\b(?:me|nous) doi(?:t|ven)t? (?:encore |toujours )?\d.{0,80}\b(?:depuis|ca fait|il y a)\b|\b(?:depuis|ca fait|il y a)\b.{0,60}\b(?:me|nous) doi(?:t|vent) (?:encore |toujours )?\d/;
const DUE_WHAT = /\b(?:droit a (?:quoi|combien)|combien|reclamer|demander quoi|reclame quoi|en plus)\b/;
/** Penalties that the buyer takes from the company, other sums, and a consumer, who owes none of this. */
const OTHER =
  /penalites? (?:que |qu')?(?:la mairie|l'acheteur|on|ils?|elle) (?:me|nous|m'|a)|(?:me|nous) (?:retire|applique|reclame|met|inflige)|retard (?:de|dans la|sur la|d') ?(?:livraison|execution|chantier|travaux)|livr\w{1,20} (?:en|avec)|ccag|plafond|exoner|avances?\b|sous-?traitan|decompte|dedit|taux legal|delai pour (?:ce|le|leur) versement|\b(?:une?|les?|la|des|ces?|cette|m(?:on|a|es)|clients?|cliente) particuli(?:ere?s?|ers?)\b/;
/** « taux BCE 2,15 % », « BCE à 2.15 ». */
const BANK_RATE =
  /\bbce\b[^\d%]{0,25}(\d{1,2}(?:[.,]\d{1,4})?)(?![\d.,]*\d)(?! \d{3})(?! ?(?:jours?|€|euros?|points?|mois))/;

/** « mon comptable me dit 2,15 », where the rate was asked: the only number of the message, and below ten. */
const ONLY_RATE =
  /^[^\d]{0,200}(?<!\b(?:le|du|au) )(?<!\d)(\d[.,]\d{1,2})(?!\d|[.,]\d)(?! ?(?:€|k|m€|euros?|ht|ttc|jours?|mois|h)(?![a-z]))[^\d%]{0,200}$/;

/** The bank's rate that a message gives as its only number, as it is written; undefined for any other message. */
export const onlyRateIn = (message: string): string | undefined => ONLY_RATE.exec(fold(message))?.[1];

/** The bank's rate that a folded text names, as it is written. */
export const bankRateIn = (text: string): string | undefined => BANK_RATE.exec(text)?.[1];

/** The pages that ask how much late payment is worth. */
const PAGES = new Set(
  [
    'quand-un-acheteur-public-doit-il-me-verser-les-interets-de-retard',
    'a-quel-taux-se-calculent-les-interets-de-retard-d-un-acheteur-public',
    'combien-vaut-l-indemnite-forfaitaire-pour-une-facture-payee-en-retard-par-un-ach',
  ].map((id) => `guides/retards-et-interets#${id}`),
);
/** The computation's id. */
export const LATE_INTEREST = 'late-interest';

/** Interest and flat compensation on invoices paid late; it asks for the bank's rate that nobody has entered yet. */
export const lateInterestComputation: Computation = {
  id: LATE_INTEREST,
  title: INTEREST_TITLE,
  isToldInPassing: true,
  onPages: { keys: PAGES, compute: owedBy, isSaidBy: (text) => PAYMENT.test(text) && LATE.test(text) },
  compute(input) {
    const { text } = input.quantities;
    const payer = payerOf(input.understanding);
    const asksInterest = INTEREST.test(text) && LATE.test(text) && PAYMENT.test(text);
    const owed = OWED.test(text) && (INTEREST.test(text) || DUE_WHAT.test(text));
    if (!payer || payer.buyer === 'network' || !(asksInterest || owed) || OTHER.test(text)) return undefined;
    return interestOn(input)?.answer;
  },
};

/** A sum is wanted, and not a rule. */
const SUM = /\bcombien\b|\bcalcul\w*|\bca (?:me |nous )?fait\b|\bdroit a quoi\b/;

/** What is owed, by what a message counts; what is missing for that, where it says how late the payment is. */
function owedBy(input: ComputationInput): ComputedAnswer | undefined {
  const { text } = input.quantities;
  if (!SUM.test(text) || OTHER.test(text)) return undefined;
  return interestOn(input)?.answer ?? amountWanted(input);
}

function amountWanted(input: ComputationInput): ComputedAnswer | undefined {
  const payer = payerOf(input.understanding);
  if (!payer || payer.buyer === 'network' || input.quantities.amounts.length > 0) return undefined;
  const delay = delayOf(input, payer.buyer);
  const client = payer.buyer === 'private' ? 'private' : 'public';
  const late = delay && lateInterest({ amount: 0, daysLate: delay.days, invoices: 1, client }, input.figures);
  if (!late) return undefined;
  return {
    headline: texts.amountWanted(late),
    steps: sentences(texts.openInterest(late, undefined, delay.days), texts.compensation(late, 1)),
    caveats: [client === 'private' ? texts.contractRate : texts.automatic],
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
}

/**
 * What is owed on the late invoice of a message, whatever its words.
 * @returns undefined when it says no amount, or several, or a payer whose rules are others
 */
export function interestOn(input: ComputationInput): InterestOwed | undefined {
  const payer = payerOf(input.understanding);
  const amount = invoiceAmount(input);
  return payer && payer.buyer !== 'network' && amount
    ? interestAnswer(input, amount, payer.buyer)
    : undefined;
}

const TERM_BEFORE = /(?:delai|paiement|pay\w{1,20}|\ba|sous|depuis) (?:de |a )?$/;

/** The amount of the late invoices: the TTC one when both are said. */
function invoiceAmount(input: ComputationInput): Amount | undefined {
  const { text } = input.quantities;
  // « les 40 € d'indemnité » are no invoice.
  const all = amountsSaid(input, input.today).all.filter(
    ({ at, end, value }) =>
      !(value < 100 && /indemnit|forfait|recouvrement/.test(text.slice(Math.max(0, at - 40), end + 40))),
  );
  const ttc = all.filter(({ tax }) => tax === 'TTC');
  const chosen = ttc.length > 0 ? ttc : all;
  return chosen.length === 1 ? chosen[0] : undefined;
}

interface Delay {
  readonly days: number;
  readonly due?: IsoDate | undefined;
  readonly paid?: IsoDate | undefined;
  readonly months?: boolean;
  /** Nothing says that the days are counted from the last day to pay: « ça fait 71 jours ». */
  readonly isAssumed?: boolean;
}

/** Days late: those said, or from the last day to pay to the payment, or to today while it is unpaid. */
function delayOf(input: ComputationInput, buyer: Buyer | undefined): Delay | undefined {
  const { figures, today } = input;
  const { text, durations } = input.quantities;
  const dates = paymentDates(input);
  const since = dates.received ? undefined : daysToPayment(input.quantities);
  if (since !== undefined) return sinceReceived(since, buyer, input);
  const near = durations.filter(({ at, end }) =>
    /retard|apres/.test(`${text.slice(Math.max(0, at - 25), at)}${text.slice(end, end + 25)}`),
  );
  // « 20 jours », in answer to the question: not « payable à 30 jours ».
  const alone = durations.filter(({ at }) => !TERM_BEFORE.test(text.slice(0, at)));
  const [one, ...more] = near.length > 0 ? near : alone;
  if (one && more.length === 0 && !dates.received && !dates.executed) {
    const days = inDays(one) ?? (one.unit === 'mois' ? one.value * 30 : undefined);
    return days === undefined
      ? undefined
      : { days, months: one.unit === 'mois', isAssumed: near.length === 0 };
  }
  if (!dates.received) return undefined;
  const due =
    buyer === 'private'
      ? privatePaymentDue(dates.received, figures)?.byDefault.due
      : paymentDue(dates, buyer ?? 'local', figures)?.due;
  if (!due) return undefined;
  const end = dates.paid ?? today;
  return { days: daysLateAt(due, end), due, paid: dates.paid };
}

/** How late a payment is, counted from the day when the invoice was received. */
function sinceReceived(
  days: number,
  buyer: Buyer | undefined,
  { figures, today, quantities: { text } }: ComputationInput,
): Delay | undefined {
  const received = addDays(today, -days);
  const due =
    buyer === 'private'
      ? privatePaymentDue(received, figures)?.byDefault.due
      : paymentDue({ received }, buyer ?? 'local', figures)?.due;
  if (!due) return undefined;
  // Of what is paid, the days are known, and not when they were.
  const isPaid = PAID.test(text);
  return { days: daysLateAt(due, today), ...(isPaid ? {} : { due }) };
}
const PAID = /(?<!pas |pas encore |toujours pas |jamais |im)\b(?:payee?s?|reglee?s?|versee?s?)\b/;

function interestAnswer(
  input: ComputationInput,
  amount: Amount,
  buyer: Buyer | undefined,
): InterestOwed | undefined {
  const { quantities, figures, today } = input;
  const client = buyer === 'private' ? 'private' : 'public';
  const delay = delayOf(input, buyer);
  const { saidRate, entered, bankRate } = bankRateOf(input, delay);
  const invoices = Number(/\b(\d{1,2}) factures\b/.exec(quantities.text)?.[1] ?? 1);
  const excl = amount.tax === 'HT';
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
  if (delay?.due && delay.days === 0) return { answer: notLate(delay.due, owed, client), daysLate: 0 };
  const ordinary = delay?.due ? figures.get(ORDINARY_TIME[client]) : undefined;
  const full = computable && bankRate !== undefined && owed.full;
  const found: Found = { amount, buyer, client, delay, bankRate, saidRate, owed, full, invoices };
  const answer: ComputedAnswer = {
    headline: headlineOf(found),
    steps: stepsOf(found, today),
    caveats: caveatsOf(found, ordinary),
    articles: articlesOf([owed.margin, owed.flat], client === 'public' ? ['L2192-13', 'L2192-14'] : []),
    figures: [owed.margin, owed.flat, ordinary, full ? entered?.figure : undefined].filter(
      (one) => one !== undefined,
    ),
    clarify: clarifyOf({ excl, delay, rate: bankRate, buyer }),
  };
  return { answer, daysLate: delay?.days, total: full ? full.total : undefined };
}

/** The ordinary time to pay of each kind of client, by its id in the register. */
const ORDINARY_TIME = { public: 'delai-paiement', private: 'delai-prive-defaut' } as const;

/** The rate that the question says; else the one that the register has for that half-year. */
function bankRateOf({ quantities, figures, understanding }: ComputationInput, delay: Delay | undefined) {
  // « ma femme dit 2,15 %, ça fait combien ? », where the rate was asked.
  const isAsked = understanding.asking === LATE_INTEREST;
  const [share, ...more] = isAsked ? quantities.shares : [];
  const given = share && more.length === 0 ? String(share.value) : undefined;
  const bare = isAsked ? onlyRateIn(understanding.asked) : undefined;
  const saidRate = (BANK_RATE.exec(quantities.text)?.[1] ?? given ?? bare)?.replace(',', '.');
  if (saidRate) return { saidRate, entered: undefined, bankRate: Number(saidRate) };
  const entered = knownBankRate(figures, delay?.due);
  return { saidRate: undefined, entered, bankRate: entered?.rate };
}

/** What the interest is told from. */
interface Found {
  readonly amount: Amount;
  readonly buyer: Buyer | undefined;
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

/** The sum, or what is missing to tell it. */
function headlineOf({ amount, delay, owed, full }: Found): string {
  if (amount.tax === 'HT') return texts.exclTax(amount.value);
  if (delay === undefined) return texts.daysWanted(owed);
  if (full) return texts.total(owed);
  return owed.marginInterest > 0 ? texts.leastOwed(owed, owed.marginInterest) : texts.rateWanted(owed);
}

function stepsOf({ amount, delay, bankRate, owed, full, invoices }: Found, today: IsoDate): string[] {
  const days =
    delay?.due && texts.daysLate(delay.due, delay.paid ?? today, delay.days, delay.paid === undefined);
  if (full && delay)
    return sentences(
      days,
      bankRate !== undefined && texts.rate(owed, bankRate),
      texts.interest(owed, amount.value, delay.days),
      texts.compensation(owed, invoices),
      texts.sum(owed),
    );
  const excl = amount.tax === 'HT';
  return sentences(
    days,
    texts.openInterest(owed, excl ? undefined : amount.value, delay?.days),
    !excl && delay && texts.floor(owed, amount.value, delay.days),
    texts.compensation(owed, invoices),
    !excl && delay && owed.marginInterest > 0 && texts.leastSum(owed, owed.marginInterest),
  );
}

function caveatsOf(
  { amount, buyer, client, delay, saidRate }: Found,
  ordinary: KnownFigure | undefined,
): string[] {
  const assumed = ordinary ? texts.publicAssumed(ordinary.number) : texts.public;
  return sentences(
    amount.tax === undefined && texts.taxAssumed(amount.value),
    delay?.isAssumed && texts.daysAssumed(delay.days),
    delay?.due ? texts.half(halfYearStart(addDays(delay.due, 1))) : texts.halfUnknown,
    saidRate !== undefined && texts.rateSaid,
    texts.year,
    delay?.months && texts.months,
    !buyer && assumed,
    client === 'private' ? texts.contractRate : texts.automatic,
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
  const { local, state, hospital } = buyerChoices;
  return asked(texts.clarify, [local, state, hospital, buyerChoices.private]);
}

const notLate = (
  due: IsoDate,
  owed: NonNullable<ReturnType<typeof lateInterest>>,
  client: 'public' | 'private',
): ComputedAnswer => ({
  headline: texts.notLate(due),
  steps: [texts.dueOn(due)],
  caveats: client === 'private' ? [texts.contractRate] : [],
  articles: articlesOf([owed.margin], client === 'public' ? ['L2192-13'] : []),
  figures: [owed.margin],
});
