import type { Buyer } from '#src/calculators/buyers.ts';
import { BUYER_RULES } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { articlesOf, asked, inDays, sentences, verdictOf } from '#src/calculators/reading/roles.ts';
import { permissionAsked } from '#src/calculators/reading/verdicts.ts';
import type { PaymentDates } from './invoice/dates-said.ts';
import { daysLateAt, lateInterest } from './late-interest.ts';
import { interestTexts } from './late-interest-texts.ts';
import { paymentDue, privatePaymentDue } from './payment-due.ts';
import {
  PAYMENT_TITLE,
  payerName,
  paymentTermTexts as termTexts,
  paymentTexts as texts,
} from './payment-due-texts.ts';
import { daysToPayment, PAYERS, payerOf, paymentDates } from './payment-said.ts';
import { type TermAsked, termAsked } from './payment-term-asked.ts';

const PAYMENT =
  /\bpay|\bpaie|paiement|\bregl(?:e|er|ement|ements|ee)\b|echeance|\bvirement|toucher|mon argent/;
/** Other sums, other deadlines. */
const OTHER =
  /paiement direct|interets?|penalite|moratoire|indemnite|avances?\b|sous-?traitan|\bdgd\b|decompte|\bsolde\b|retenue|caution|quelle date (?:lance|demarre|fait)|a partir de quel|point de depart|fait (?:partir|courir|demarrer)|cession|affactur|interrup|suspen|rejetee?|tva|sign(?:er|e)\b|attestation|acompte/;
/** The words of a bill or of the work that it is for. */
const BILL =
  /factur|chorus|demande de paiement|livr|prestations?|\bfini|termin|intervention|\btravaux|situation de/;
const WHEN =
  /quand|quel jour|quelle date|echeance|jusqu'a|au plus tard|delai|combien de (?:temps|jours)|date limite|en retard|retard|dans les temps|depass|toujours pas|pas encore|normalement/;
const TERM =
  /\b(?:maxi?(?:mum)?\b|plafond|legal|regulier|normal|droit|autorise|interdit|possible|permis|abusi|conforme|valable|accept|impos|vraie?\b|exacte?\b|correcte?\b)/;

const LATE = /retard|hors delai|dans les (?:temps|delais|clous)|depass|a temps\b/;
const IN_TIME = /dans les (?:temps|delais|clous)|\ba temps\b/;
const UNPAID =
  /toujours pas|pas encore|(?:pas|jamais|rien) (?:ete )?(?:paye|recu|regle|touche)|\brien (?:au\b|a ce jour|depuis|vu|encaisse|sur (?:le|mon|notre) compte)|impaye/;

/** The pages on what a private client pays sooner (C. com. L441-11), or on several deliveries at once. */
const SHORTER = new Set([
  'guides/clients-prives#transport-routier-de-marchandises-mon-client-prive-peut-il-me-payer-deux-mois-ap',
  'guides/clients-prives#quel-delai-de-paiement-pour-des-denrees-perissables-ou-du-transport-vendus-a-un-',
  'guides/clients-prives#quel-delai-maximal-pour-une-facture-periodique-adressee-a-un-client-prive',
]);

/** The pages on the time that buyers have to pay. */
const TERM_PAGES = new Set(
  [
    'delais-de-paiement#en-combien-de-temps-une-mairie-ou-l-etat-doit-il-payer-ma-facture',
    'delais-de-paiement#quel-delai-de-paiement-un-hopital-public-doit-il-respecter',
    'delais-de-paiement#le-marche-peut-il-prevoir-un-delai-de-paiement-plus-long-que-celui-du-code',
    'acheteur-juger-prevenir-payer#sous-quel-delai-notre-commune-doit-elle-payer-et-que-risquons-nous-en-cas-de-ret',
  ].map((id) => `guides/${id}`),
);

/** The last day to pay an invoice, or whether a time to pay is allowed. */
export const paymentDueComputation: Computation = {
  id: 'payment-due',
  title: PAYMENT_TITLE,
  neverOnPages: SHORTER,
  // « 30 jours ? », where the time to pay was spoken of.
  onPages: { keys: TERM_PAGES, isFirstOnly: true, compute: termOnPage },
  compute(input) {
    const { text } = input.quantities;
    const payer = payerOf(input.understanding);
    if (!payer || !speaksOfPayment(text)) return undefined;
    const publicBuyer = payer.buyer === 'private' ? undefined : payer.buyer;
    const elapsed = publicBuyer && daysToPayment(input.quantities);
    if (publicBuyer && elapsed !== undefined)
      return LATE.test(text) ? elapsedAnswer(input, elapsed, publicBuyer) : undefined;
    const dates = paymentDates(input);
    const asked = askedOfPayment(input, dates);
    if (asked) return askedTermAnswer(input, payer.buyer, asked);
    // The end of the work alone starts nothing: the invoice may come after it.
    if (dates.received) return asksOfBill(text) ? dueAnswer(input, dates, payer.buyer) : undefined;
    const judges = TERM.test(text) || input.understanding.polarity?.modality === 'permis';
    return judges && !dates.executed && !/retard/.test(text) ? termAnswer(input, payer.buyer) : undefined;
  },
};

/** The time to pay that is asked about, where the words say that it is that. */
function askedOfPayment({ quantities }: ComputationInput, { received }: PaymentDates): TermAsked | undefined {
  const asked = received === undefined ? termAsked(quantities) : undefined;
  const isNamed = /\bdelais? (?:de |pour |max\w* de )?(?:pai|pay|regl|etre)/.test(quantities.text);
  return asked && (asked.asksOfLate || isNamed) ? asked : undefined;
}

/** The time to pay that is asked about, where its page is asked by its meaning. */
function termOnPage(input: ComputationInput): ComputedAnswer | undefined {
  const payer = payerOf(input.understanding);
  const asked = termAsked(input.quantities);
  return payer && asked && !OTHER.test(input.quantities.text)
    ? askedTermAnswer(input, payer.buyer, asked)
    : undefined;
}

/** « facture déposée le 2, rien depuis : ils sont en retard ? » says no word of paying. */
const speaksOfPayment = (text: string): boolean =>
  (PAYMENT.test(text) || (/factur/.test(text) && LATE.test(text))) && !OTHER.test(text);

function dueAnswer(
  input: ComputationInput,
  dates: PaymentDates,
  buyer: Buyer | undefined,
): ComputedAnswer | undefined {
  const { text } = input.quantities;
  if (buyer === 'private') return privateAnswer(input, dates);
  const due = paymentDue(dates, buyer ?? 'local', input.figures);
  if (!due) return undefined;
  const payer = payerName(buyer);
  const end = dates.paid ?? input.today;
  const late = daysLateAt(due.due, end);
  const unpaid = UNPAID.test(text);
  const known = dates.paid !== undefined || unpaid;
  const verdict = buyer && known ? lateVerdict(input, late) : undefined;
  const overdue = late > 0 && unpaid;
  const open = overdue ? texts.overdue(payer, due, late, !buyer, verdict) : texts.due(payer, due, !buyer);
  return {
    headline: dates.paid ? texts.paid(verdict, due, dates.paid, late) : open,
    steps: sentences(
      texts.step(due),
      due.startsWith === 'executed' && texts.later,
      known && late > 0 && texts.lateStep(due.due, end, late),
      dates.paid && late === 0 && texts.paidStep(dates.paid),
    ),
    caveats: [
      ...(due.startsWith === 'received' ? receivedCaveats(dates) : []),
      texts.verification,
      texts.shorter,
      ...buyerCaveats(buyer),
      texts.counted,
    ],
    articles: articlesOf([due.time], ['R2192-12', 'R2192-13', 'R2192-17']),
    figures: [due.time],
    verdict,
    clarify: buyer ? undefined : asked(texts.clarify, PAYERS),
  };
}

const asksOfBill = (text: string): boolean => BILL.test(text) && (WHEN.test(text) || text.includes('?'));

const receivedCaveats = ({ executed }: PaymentDates): string[] =>
  sentences(texts.sentAssumed, !executed && texts.execution);

/** What is particular to the time to pay of some buyers. */
const buyerCaveats = (buyer: Buyer | undefined): string[] =>
  sentences(buyer === 'public-company' && texts.localBody, buyer === 'network' && texts.network);

/** « en retard ? » and « dans les temps ? » have contrary answers. */
function lateVerdict({ quantities: { text }, understanding: { polarity } }: ComputationInput, late: number) {
  if (!LATE.test(text) || !polarity || polarity.negated) return undefined;
  return late > 0 !== IN_TIME.test(text) ? 'oui' : 'non';
}

/** « payé 58 jours après réception de la facture, en retard ? »: the days elapsed against the buyer's time to pay. */
function elapsedAnswer(
  { figures, understanding, quantities }: ComputationInput,
  days: number,
  buyer: Exclude<Buyer, 'private'>,
): ComputedAnswer | undefined {
  const time = figures.get(BUYER_RULES[buyer].paymentTime);
  const { polarity } = understanding;
  if (!time) return undefined;
  const late = days > time.number;
  const decides = polarity && !polarity.negated && polarity.modality !== 'obligatoire';
  const verdict = decides ? (late !== IN_TIME.test(quantities.text) ? 'oui' : 'non') : undefined;
  const payer = payerName(buyer);
  return {
    headline: texts.elapsed(verdict, payer, days, time.number),
    steps: sentences(termTexts.step(payer, time.number), late && texts.elapsedStep(days, time.number)),
    caveats: sentences(
      texts.execution,
      texts.verification,
      texts.shorter,
      buyer === 'public-company' && texts.localBody,
      buyer === 'network' && texts.network,
    ),
    articles: articlesOf([time], ['R2192-12', 'R2192-13']),
    figures: [time],
    verdict,
  };
}

function privateAnswer({ figures }: ComputationInput, dates: PaymentDates): ComputedAnswer | undefined {
  const due = dates.received && privatePaymentDue(dates.received, figures);
  if (!due) return undefined;
  return {
    headline: texts.privateDue(due),
    steps: texts.privateSteps(due),
    caveats: [texts.privateStart, texts.privateShorter],
    articles: articlesOf([due.byDefault.time], ['C. com. L441-11']),
    figures: [due.byDefault.time, due.longest.time, due.endOfMonth.time],
  };
}

/** « elle me dit 45 jours, c'est vrai ? »: false of a longer time than the rule's, true of its own. */
function saidTrue(given: number, maximum: number): 'oui' | 'non' | undefined {
  if (given === maximum) return 'oui';
  return given > maximum ? 'non' : undefined;
}

/** « la mairie peut me payer à 60 jours ? » */
function termAnswer(
  input: ComputationInput,
  buyer: Buyer | undefined,
  polarity = permissionAsked(input.quantities, input.understanding.polarity),
): ComputedAnswer | undefined {
  const { quantities, figures } = input;
  const [duration, ...more] = quantities.durations;
  const given = duration && inDays(duration);
  if (given === undefined || more.length > 0 || polarity?.modality === 'obligatoire') return undefined;
  if (/fin de mois|perissable|transport|periodique|verif/.test(quantities.text)) return undefined;
  const terms = termsFor(buyer, figures);
  if (!terms) return undefined;
  const { maximum, longest, health, byDefault, month } = terms;
  if (!buyer && given > maximum.number && given <= longest.number)
    return termByBuyer(given, { maximum, health, longest });
  const holds = given <= maximum.number;
  const verdict =
    polarity?.modality === 'vrai' ? saidTrue(given, maximum.number) : verdictOf(polarity, holds);
  // Whoever the buyer is, beyond the longest time it is too long.
  const shown = !buyer && !holds ? longest : maximum;
  const payer = payerName(buyer);
  return {
    headline: holds
      ? termTexts.allowed(verdict, given, shown.number, payer)
      : termTexts.tooLong(verdict, given, shown.number, payer),
    steps: [termTexts.step(payer, shown.number)],
    caveats:
      buyer === 'private'
        ? sentences(
            given > byDefault.number && holds && termTexts.privateAgreement(byDefault.number),
            termTexts.endOfMonth(month.number),
          )
        : buyerCaveats(buyer),
    articles: articlesOf([shown]),
    figures: buyer === 'private' ? [shown, byDefault, month] : [shown],
    verdict,
  };
}

/**
 * « c'est 30 jours ? et s'ils paient en retard ? »: the time to pay, whose is longer where nothing says who pays, and what
 * is due after it, as a rule.
 */
function askedTermAnswer(
  input: ComputationInput,
  buyer: Buyer | undefined,
  { polarity, asksOfLate }: TermAsked,
): ComputedAnswer | undefined {
  const { figures } = input;
  const answer = termAnswer(input, buyer, polarity);
  if (!answer || answer.clarify) return answer;
  const client = buyer === 'private' ? 'private' : 'public';
  const late = asksOfLate
    ? lateInterest({ amount: 0, daysLate: 0, invoices: 1, client }, figures)
    : undefined;
  const longer = buyer ? [] : longerTimes(figures);
  return {
    ...answer,
    ...(late && { isOfAll: true }),
    steps: [
      ...answer.steps,
      ...longer.map(({ who, time }) => termTexts.step(payerName(who), time.number)),
      ...sentences(late && interestTexts.afterTime(late)),
    ],
    caveats: [...sentences(late && client === 'public' && interestTexts.automatic), ...answer.caveats],
    articles: [...new Set([...answer.articles, ...articlesOf([late?.margin, late?.flat])])],
    figures: [
      ...answer.figures,
      ...longer.map(({ time }) => time),
      ...(late ? [late.margin, late.flat] : []),
    ],
  };
}

/** The public buyers that have more time than the others. */
const longerTimes = (figures: FiguresAt) =>
  (['hospital', 'public-company'] as const).flatMap((who) => {
    const time = figures.get(BUYER_RULES[who].paymentTime);
    return time ? [{ who, time }] : [];
  });

/** The times of the register that a buyer's own is judged by; undefined when one is unknown that day. */
function termsFor(buyer: Buyer | undefined, figures: FiguresAt) {
  const maximum = figures.get(
    buyer === 'private' ? 'delai-prive-maximal' : BUYER_RULES[buyer ?? 'local'].paymentTime,
  );
  const longest = figures.get('delai-paiement-entreprise-publique');
  const health = figures.get('delai-paiement-sante');
  const byDefault = figures.get('delai-prive-defaut');
  const month = figures.get('delai-prive-fin-de-mois');
  if (!maximum || !longest || !health || !byDefault || !month) return undefined;
  return { maximum, longest, health, byDefault, month };
}

/** A time that some buyers may take and others not. */
function termByBuyer(
  given: number,
  { maximum, health, longest }: Record<'maximum' | 'health' | 'longest', KnownFigure>,
): ComputedAnswer {
  const step = (who: Buyer, days: number) => termTexts.step(payerName(who), days);
  return {
    headline: termTexts.dependsOnBuyer(given),
    steps: [
      step('local', maximum.number),
      step('hospital', health.number),
      step('public-company', longest.number),
    ],
    caveats: [],
    articles: articlesOf([maximum, health]),
    figures: [maximum, health, longest],
    clarify: asked(texts.clarify, PAYERS),
  };
}
