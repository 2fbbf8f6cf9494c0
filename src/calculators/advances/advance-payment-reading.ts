import { BUYER_RULES } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { type TimeLimit, timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { daysLateAt } from '#src/calculators/payment/late-interest.ts';
import { ordinaryOrNetworkContract } from '#src/calculators/reading/contract-rules.ts';
import { articlesOf, datesByRole, sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, onPermission } from '#src/calculators/reading/verdicts.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { ADVANCE_PAYMENT_TITLE, advancePaymentTexts as texts } from './advance-payment-texts.ts';

const WHEN =
  /\bquand\b|quel jour|quelle date|date limite|au plus tard|jusqu'a|en retard|dans les (?:temps|delais|clous)|delai|combien de (?:temps|jours)|deja du etre|normalement|toujours pas|pas encore/;
/** Another sum, its refund, an advance paid to a subcontractor. */
const OTHER =
  /rembours|retir|recuper|sous-?traitan|factur|solde|retenue|interets?|penalite|bons? de commande/;
const NO_GUARANTEE = /(?:aucune|sans|pas de|ni) (?:garantie|caution)/;
const UNPAID = /toujours pas|pas encore|rien (?:recu|touche|vu)|jamais|pas (?:recu|touche|verse|paye)|impaye/;
const LATE = /\ben retard\b|\bretard\b/;
/** Whose time to pay is shown when the buyer is not said. */
const BY_DEFAULT = { ordinary: 'local', utilities: 'network' } as const;
const IN_TIME = /dans les (?:temps|delais|clous)/;

/** The last day to pay an advance, from the notification or from the guarantee (R2192-24, R2192-25). */
export const advancePaymentComputation: Computation = {
  id: 'advance-payment',
  title: ADVANCE_PAYMENT_TITLE,
  compute(input) {
    const { quantities, understanding } = input;
    const { text } = quantities;
    const contract = ordinaryOrNetworkContract(understanding);
    if (!contract || !/\bavances?\b/.test(text) || !WHEN.test(text) || OTHER.test(text)) return undefined;
    const { regime, buyer } = contract;
    const { notified, guarantee, paid } = datesByRole(
      input,
      {
        guarantee: /(?:garantie|caution)(?! demandee)/,
        notified: /notifi|marche signe|marche conclu/,
        paid: /verse(?:e|es)?\b|virement|paye(?:e|es)?\b|encaisse|avance (?:\S+ ){0,3}(?:recue|touchee|arrivee)/,
      },
      ['notified', 'guarantee', 'paid'],
    );
    const guaranteed = NO_GUARANTEE.test(text) ? undefined : guarantee;
    const from = startOfTime(notified, guaranteed);
    const payer = buyer ?? BY_DEFAULT[regime];
    const limit = from && timeLimit(input.figures, BUYER_RULES[payer].paymentTime, from);
    if (!from || !limit) return undefined;
    const start = from === guaranteed ? 'guarantee' : 'notified';
    return answer(input, { limit, start, paid, buyerSaid: buyer !== undefined });
  },
};

interface Read {
  readonly limit: TimeLimit;
  /** What the time runs from. */
  readonly start: 'guarantee' | 'notified';
  readonly paid: IsoDate | undefined;
  readonly buyerSaid: boolean;
}

function answer(input: ComputationInput, { limit, start, paid, buyerSaid }: Read): ComputedAnswer {
  const { text } = input.quantities;
  const end = paid ?? input.today;
  const days = daysLateAt(limit.last, end);
  const known = paid !== undefined || UNPAID.test(text);
  // « en retard ? » is asked of an advance still awaited.
  const judges = LATE.test(text) || (IN_TIME.test(text) && known);
  const verdict = judges && buyerSaid ? verdictOn(input, days) : undefined;
  const overdue = days > 0 && (known || judges);
  const onTime = judges ? texts.inTime(verdict, limit) : texts.due(limit);
  return {
    headline: overdue ? texts.late(verdict, limit, days) : onTime,
    steps: sentences(texts.step(limit, start), overdue && texts.lateStep(limit, end, days)),
    caveats: [
      ...(start === 'notified' ? notifiedCaveats(text) : []),
      ...(buyerSaid ? [] : [texts.buyer(limit.figure.number)]),
      texts.ifDue,
      texts.counted,
    ],
    articles: articlesOf(
      [],
      ['R2192-24', ...(start === 'guarantee' ? ['R2192-25'] : []), ...articlesOf([limit.figure])],
    ),
    figures: [limit.figure],
    verdict,
  };
}

/** The time runs from the guarantee, or from the notification when it comes later. */
function startOfTime(notified: IsoDate | undefined, guaranteed: IsoDate | undefined): IsoDate | undefined {
  if (notified && guaranteed && guaranteed < notified) return notified;
  return guaranteed ?? notified;
}

const notifiedCaveats = (text: string): string[] =>
  sentences(!NO_GUARANTEE.test(text) && texts.guarantee, texts.later);

function verdictOn({ quantities, understanding: { polarity } }: ComputationInput, days: number) {
  if (polarity?.modality !== 'vrai' || asksInTheNegative(quantities)) return undefined;
  return onPermission(polarity, IN_TIME.test(quantities.text) ? days === 0 : days > 0);
}
