import type { Buyer } from '#src/calculators/buyers.ts';
import { BUYER_RULES } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { articlesOf, asked, inDays, sentences, verdictOf } from '#src/calculators/reading/roles.ts';
import { permissionAsked } from '#src/calculators/reading/verdicts.ts';
import { daysLateAt } from './late-interest.ts';
import { paymentDue, privatePaymentDue } from './payment-due.ts';
import {
  PAYMENT_TITLE,
  payerName,
  paymentTermTexts as termTexts,
  paymentTexts as texts,
} from './payment-due-texts.ts';
import { daysToPayment, PAYERS, type PaymentDates, payerOf, paymentDates } from './payment-said.ts';

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

/** The last day to pay an invoice, or whether a time to pay is allowed. */
export const paymentDueComputation: Computation = {
  id: 'payment-due',
  title: PAYMENT_TITLE,
  compute(input) {
    const { text } = input.quantities;
    const payer = payerOf(input.understanding);
    // « facture déposée le 2, rien depuis : ils sont en retard ? » says no word of paying.
    const owes = PAYMENT.test(text) || (/factur/.test(text) && LATE.test(text));
    if (!payer || !owes || OTHER.test(text)) return undefined;
    const elapsed = payer.buyer && payer.buyer !== 'private' ? daysToPayment(input.quantities) : undefined;
    if (elapsed !== undefined && payer.buyer && payer.buyer !== 'private')
      return LATE.test(text) ? elapsedAnswer(input, elapsed, payer.buyer) : undefined;
    const dates = paymentDates(input);
    // The end of the work alone starts nothing: the invoice may come after it.
    if (dates.received)
      return BILL.test(text) && (WHEN.test(text) || /\?/.test(text))
        ? dueAnswer(input, dates, payer.buyer)
        : undefined;
    const judges = TERM.test(text) || input.understanding.polarity?.modality === 'permis';
    return judges && !dates.executed && !/retard/.test(text) ? termAnswer(input, payer.buyer) : undefined;
  },
};

function dueAnswer(
  input: ComputationInput,
  dates: PaymentDates,
  buyer: Buyer | undefined,
): ComputedAnswer | undefined {
  const { figures, today, understanding, quantities } = input;
  if (buyer === 'private') return privateAnswer(input, dates);
  const due = paymentDue(dates, buyer ?? 'local', figures);
  if (!due) return undefined;
  const payer = payerName(buyer);
  const asksLate = LATE.test(quantities.text);
  const late = daysLateAt(due.due, dates.paid ?? today);
  const unpaid =
    /toujours pas|pas encore|(?:pas|jamais|rien) (?:ete )?(?:paye|recu|regle|touche)|\brien (?:au\b|a ce jour|depuis|vu|encaisse|sur (?:le|mon|notre) compte)|impaye/.test(
      quantities.text,
    );
  const inTime = IN_TIME.test(quantities.text);
  const known = dates.paid !== undefined || unpaid;
  const decides = buyer && asksLate && known && understanding.polarity && !understanding.polarity.negated;
  const verdict = decides ? (late > 0 !== inTime ? 'oui' : 'non') : undefined;
  const headline = dates.paid
    ? texts.paid(verdict, due, dates.paid, late)
    : late > 0 && unpaid
      ? texts.overdue(payer, due, late, !buyer, verdict)
      : texts.due(payer, due, !buyer);
  return {
    headline,
    steps: sentences(
      texts.step(due),
      due.startsWith === 'executed' && texts.later,
      (dates.paid || unpaid) && late > 0 && texts.lateStep(due.due, dates.paid ?? today, late),
      dates.paid && late === 0 && texts.paidStep(dates.paid),
    ),
    caveats: sentences(
      due.startsWith === 'received' && texts.sentAssumed,
      due.startsWith === 'received' && !dates.executed && texts.execution,
      texts.verification,
      texts.shorter,
      buyer === 'public-company' && texts.localBody,
      buyer === 'network' && texts.network,
      texts.counted,
    ),
    articles: articlesOf([due.time], ['R2192-12', 'R2192-13', 'R2192-17']),
    figures: [due.time],
    verdict,
    clarify: buyer ? undefined : asked(texts.clarify, PAYERS),
  };
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
function termAnswer(input: ComputationInput, buyer: Buyer | undefined): ComputedAnswer | undefined {
  const { quantities, figures, understanding } = input;
  const [duration, ...more] = quantities.durations;
  const given = duration && inDays(duration);
  const polarity = permissionAsked(quantities, understanding.polarity);
  if (given === undefined || more.length > 0 || (polarity && polarity.modality === 'obligatoire'))
    return undefined;
  if (/fin de mois|perissable|transport|periodique|verif/.test(quantities.text)) return undefined;
  const maximum = figures.get(
    buyer === 'private' ? 'delai-prive-maximal' : BUYER_RULES[buyer ?? 'local'].paymentTime,
  );
  const longest = figures.get('delai-paiement-entreprise-publique');
  const health = figures.get('delai-paiement-sante');
  const byDefault = figures.get('delai-prive-defaut');
  const month = figures.get('delai-prive-fin-de-mois');
  if (!maximum || !longest || !health || !byDefault || !month) return undefined;
  if (!buyer && given > maximum.number && given <= longest.number) {
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
        ? [
            ...sentences(given > byDefault.number && holds && termTexts.privateAgreement(byDefault.number)),
            termTexts.endOfMonth(month.number),
          ]
        : sentences(buyer === 'network' && texts.network, buyer === 'public-company' && texts.localBody),
    articles: articlesOf([shown]),
    figures: buyer === 'private' ? [shown, byDefault, month] : [shown],
    verdict,
  };
}
