import { HOW_MUCH } from '#src/calculators/payment/invoice/clauses.ts';
import {
  asQuestion,
  invoiceOf,
  isCountable,
  isWhole,
  saidOf,
  saysSomething,
} from '#src/calculators/payment/invoice-told.ts';
import {
  LATE_INTEREST,
  lateInterestComputation,
  owedByConsumer,
} from '#src/calculators/payment/late-interest-reading.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { newSubject } from '#src/reader/follow-up.ts';
import { type Quantities, quantitiesIn } from '#src/reader/quantities.ts';
import { type InvoiceTold, speakerAfter } from '#src/reader/told.ts';
import { inCase, type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { computedBy, toComputedAnswer } from './compute.ts';

/** The page that speaks of what a late invoice is worth. */
const PAGE = 'guides/retards-et-interets';
/** Characters of the longest message that is read so. */
const LONGEST = 320;
/** The sum is wanted, whatever was spoken of last. */
const WANTS_SUM =
  /\bd?interets?\b.{0,60}\bcombien\b|\bcombien\b.{0,60}\bd?interets?\b|\bcalcul\w{0,4}[ -](?:moi|mes|les|des)\b.{0,20}\binterets?\b/;
/** It is asked what is due, of an invoice that the message tells whole: « il me doit 18 400 €, facture d’il y a 52 jours ». */
const OWES = /\b(?:me|nous) doi(?:t|ven)t?\b|\bimpaye|\bpas (?:encore |toujours )?(?:ete )?(?:paye|regle)/;
const WANTS_DUE =
  /\b(?:droit a (?:quoi|combien)|que (?:puis-je|peut-on|pouvons-nous|peux-je|je peux) (?:\w+ )?(?:reclamer|demander)|(?:combien|quoi).{0,20}\b(?:reclamer|demander)|reclame[rz]? (?:combien|quoi)|combien d'interets)\b/;
/** Whether it is late is asked, of days that are told: « qui traîne depuis 47 jours, c'est légal ? », « c'est en retard ou pas ? ». */
const ASKS_LATE =
  /\b(?:legal\w{0,2}|illegal\w{0,2}|normal\w{0,2}|abusi\w{0,2}|autorise\w{0,2}|retar(?:ds?)?|hors delais?|trop (?:long|tard)|dans les (?:temps|clous|delais)|(?:ont|ont-ils|a-t-elle|a-t-il) le droit)\b/;
/** Days late are told of work, and not of a payment. */
const OF_WORK = /\b(?:chantiers?|travaux|livr\w{1,8}|execution)\b/;
/** What was owed: a verb, with who owes before it. */
const OWES_ANYWHERE = new RegExp(OWES.source, 'g');
/** Somebody else may owe it, or the days may be counted from another one. */
const BY_ANOTHER =
  /\bsuspen|\breception|\bexecution|\btitulaire|\bmandataire|\bentreprises?\b|\bsociete|\bboites?\b|\bsarl\b|\bsas\b|\bsasu\b|\beurl\b|\bparticulier|\bsous-?trait|\bcotrait|\bclient|\bpromoteur|\bsyndic\b|\bchantier|\bassociation|\bassos?\b|\bvillages? (?:de |club )?vacances\b|\bcentres? commercia|\bcamping|\bpour le compte\b/;
/** Who owes, where the buyer was told before: « elle me doit », « on me doit », « l'acheteur ne m'a pas payé ». */
const BY_BUYER =
  /(?:^|[,;:.?!]| )(?:elle|il|elles|ils|on|l'acheteur|qu'(?:elle|il|on|ils)) (?:ne |n')?(?:m'a |nous a |m'ont |nous ont )?$/;
/** Of an invoice, where the buyer was told before: « facture de 18 400 € impayée ». */
const OF_INVOICE = /\bfactures?\b[^.?!;]{0,60}$/;
/** Folded characters before a verb, where who does it stands. */
const SUBJECT = 40;

/** A rule is asked, or another sum. */
const OF_RULE_OR_SUM = /\b(?:taux|avances?|retenues?|acomptes?)\b/;
/** Another sum is asked, of which a rate is told as well. */
const OF_OTHER_SUM = /\b(?:avances?|retenues?|acomptes?|penalites?|rabais|remise|tva)\b/;
/** Whether what was answered last is about what a late invoice is worth. */
export const isOnInvoice = (
  { computed, asking, lastAnswered }: Pick<ThreadContext, 'computed' | 'asking' | 'lastAnswered'>,
  { passages }: Pick<KnowledgeBase, 'passages'>,
): boolean =>
  computed === LATE_INTEREST ||
  asking === LATE_INTEREST ||
  (lastAnswered !== undefined &&
    passages.some(({ documentId, heading }) => documentId === PAGE && heading === lastAnswered.heading));

/**
 * What a late invoice is worth, by all that was told of it in several messages, in any order: the sum in one, the days in
 * another, the bank's rate in a third. Undefined where something is missing, and for a message that says nothing new of
 * it and does not want the sum.
 */
export function countedInvoice(
  text: string,
  {
    thread,
    base,
    today,
  }: { readonly thread: ThreadContext | undefined; readonly base: KnowledgeBase; readonly today: IsoDate },
): { readonly answer: Answer; readonly understanding: Understanding } | undefined {
  const asked = cleanQuestion(text).text;
  if (asked.length > LONGEST) return undefined;
  const invoice = wantedInvoice(asked, { thread, base, today });
  if (invoice === undefined) return undefined;
  const { told, lastAnswered } = thread ?? {};
  const own = understand(asked, undefined, today).case;
  const read = understand(asQuestion(invoice), undefined, today);
  const understanding = {
    ...read,
    asked,
    followsUp: true,
    asking: LATE_INTEREST,
    told: { ...told, invoice },
    role: speakerAfter(asked, told).role,
    lastAnswered,
    case: inCase({ ...read.case, buyer: read.case.buyer ?? own.buyer }, told),
  };
  const counted =
    invoice.debtor?.kind === 'consumer'
      ? { computation: lateInterestComputation, result: owedByConsumer }
      : computedBy(LATE_INTEREST, { ...understanding, followsUp: false }, base.figures, today);
  const answer = counted && toComputedAnswer(counted, understanding, pageOf(base), base.figures);
  // What this message tells is told by it: it is remembered from what was told before.
  return answer && { answer, understanding: { ...understanding, told } };
}

/** What was told of the invoice whose sum a message wants, read once; undefined where it wants none, or too little is known. */
function wantedInvoice(
  asked: string,
  {
    thread,
    base,
    today,
  }: {
    readonly thread: ThreadContext | undefined;
    readonly base: KnowledgeBase;
    readonly today: IsoDate;
  },
): InvoiceTold | undefined {
  const { role } = speakerAfter(asked, thread?.told);
  const read = { message: asked, quantities: quantitiesIn(asked, today), today, role };
  const folded = fold(asked);
  const whole = invoiceOf(read, undefined, false);
  if (isCountable(whole) && WANTS_DUE.test(folded) && isOwedByBuyer(folded, read.quantities, thread))
    return whole;
  if (asksWhetherLate(asked, folded, whole, thread)) return whole;
  if (thread === undefined || newSubject(asked) !== undefined) return undefined;
  const before = thread.told?.invoice;
  const isWanted = WANTS_SUM.test(folded) && !OF_RULE_OR_SUM.test(folded);
  // « refaites le calcul des intérêts avec 4 600 € » says of what it counts, whatever was answered between.
  const isAnew = isWanted && before !== undefined;
  const isLateAsked = asksWhetherLate(asked, folded, before, thread);
  const isOn =
    isAnew ||
    isOnInvoice(thread, base) ||
    completes(folded, read.quantities, before) ||
    tellsDelay(folded, saidOf(read, before, true), before) ||
    isLateAsked;
  const invoice = invoiceOf(read, before, isOn);
  if (!invoice) return undefined;
  // Said again, it is counted again: it was not heard.
  const own = saidOf(read, before, isOn);
  const isSaid = (isOn || own?.bankRate !== undefined) && saysAnew(own, before);
  // Neither a consumer nor a company owes by the rules of public buyers: that is said, whatever is missing.
  if (isSaid && isPrivate(invoice)) return invoice;
  if (isWhole(invoice)) return isSaid || isWanted ? invoice : undefined;
  // A sum that is not known to be the invoice's is not left out in silence.
  const isUnread = isAnew && !isSaid && read.quantities.amounts.length > 0;
  if (isUnread || !(isSaid || isAnew || isLateAsked)) return undefined;
  // What was asked may leave something more to ask; and the least that is owed is said to who asks how much.
  const isSum = invoice.amount !== undefined || invoice.isSumUnclear !== undefined;
  if (isSum && (thread.asking === LATE_INTEREST || invoice.isSumUnclear !== undefined)) return invoice;
  const isAsked = isAnew || isLateAsked || HOW_MUCH.test(folded);
  return isCountable(invoice) && isAsked ? invoice : undefined;
}

/**
 * Whether a message asks if an invoice is late of which it is told how long it waits. Who owes it is a public buyer: it was
 * told, or it is on the portal of public invoices.
 */
function asksWhetherLate(
  asked: string,
  folded: string,
  invoice: InvoiceTold | undefined,
  thread: ThreadContext | undefined,
): boolean {
  if (!isCountable(invoice) || !invoice?.isSinceReceived || invoice.isPaid) return false;
  if (!asked.includes('?') || !ASKS_LATE.test(folded) || BY_ANOTHER.test(folded)) return false;
  const { buyer = thread?.told?.buyer } = detectCase(asked);
  return buyer === undefined ? /\bchorus\b/.test(folded) : buyer !== 'private';
}

/** « donc 17 jours de retard, ça fait combien ? », of an invoice whose sum was told, whatever was answered between. */
const tellsDelay = (
  folded: string,
  said: InvoiceTold | undefined,
  before: InvoiceTold | undefined,
): boolean =>
  before?.amount !== undefined &&
  said?.days !== undefined &&
  !said.isAssumed &&
  HOW_MUCH.test(folded) &&
  !OF_OTHER_SUM.test(folded) &&
  !OF_WORK.test(folded);

/** Per cent: the bank's rate is below, what is advanced, held back or deducted is asked of something else. */
const MOST_RATE = 12;

/**
 * Whether a message gives the rate that an invoice still waits for, and wants its sum, whatever was answered between:
 * « ça serait 2,15 % le taux. alors ça donne combien ? ».
 */
function completes(folded: string, { shares }: Quantities, before: InvoiceTold | undefined): boolean {
  if (before === undefined || !isCountable(before) || isWhole(before)) return false;
  const [rate, ...others] = shares;
  if (rate === undefined || others.length > 0 || rate.value > MOST_RATE) return false;
  return /\btaux\b/.test(folded) && HOW_MUCH.test(folded) && !OF_OTHER_SUM.test(folded);
}

const isPrivate = ({ debtor, amount }: InvoiceTold): boolean =>
  debtor?.kind === 'consumer' ||
  (amount !== undefined && (debtor?.kind === 'firm' || debtor?.kind === 'other'));

/** Whether a message says a number of the invoice, or that somebody else owes it. */
function saysAnew(said: InvoiceTold | undefined, before: InvoiceTold | undefined): boolean {
  if (!said) return false;
  const { debtor, isPaid: _, ...numbers } = said;
  if (saysSomething(numbers)) return true;
  return debtor !== undefined && JSON.stringify(debtor) !== JSON.stringify(before?.debtor);
}

/** Whether a public buyer is who owes the invoice that a message tells whole: its rates are those of no one else. */
function isOwedByBuyer(
  folded: string,
  { durations }: Quantities,
  thread: ThreadContext | undefined,
): boolean {
  // Of several days, nobody can tell from which it is late.
  if (BY_ANOTHER.test(folded) || durations.length > 1) return false;
  const told = thread?.told?.buyer;
  return [...folded.matchAll(OWES_ANYWHERE)].some(({ index }) => {
    const before = folded.slice(Math.max(0, index - SUBJECT), index);
    const clause = before.split(/[,;:?!]|\.(?!\d)/).at(-1) ?? '';
    const { buyer } = detectCase(clause);
    if (buyer !== undefined) return buyer !== 'private';
    const isTold = told !== undefined && told !== 'private' && detectCase(folded).buyer === undefined;
    return isTold && (BY_BUYER.test(before) || (OF_INVOICE.test(before) && !/\bdoi/.test(folded)));
  });
}

/** The section that explains the rule, shown beside the sum: with it come the letter and what else may be asked. */
const RULE = `${PAGE}#a-quel-taux-se-calculent-les-interets-de-retard-d-un-acheteur-public`;
const pageOf = ({ passages }: Pick<KnowledgeBase, 'passages'>): Hit[] =>
  passages.filter(({ key }) => key === RULE).map((passage) => ({ passage, score: 1, lexical: 1, cosine: 1 }));
