import { BUYER_RULES } from '#src/calculators/buyers.ts';
import type { Computation } from '#src/calculators/computation.ts';
import { timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { daysLateAt } from '#src/calculators/payment/late-interest.ts';
import { articlesOf, datesByRole, sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, onPermission } from '#src/calculators/reading/verdicts.ts';
import { ADVANCE_PAYMENT_TITLE, advancePaymentTexts as texts } from './advance-payment-texts.ts';

const WHEN =
  /\bquand\b|quel jour|quelle date|date limite|au plus tard|jusqu'a|en retard|dans les (?:temps|delais|clous)|delai|combien de (?:temps|jours)|deja du etre|normalement|toujours pas|pas encore/;
/** Another sum, its refund, an advance paid to a subcontractor. */
const OTHER =
  /rembours|retir|recuper|sous-?traitan|factur|solde|retenue|interets?|penalite|bons? de commande/;
const NO_GUARANTEE = /(?:aucune|sans|pas de|ni) (?:garantie|caution)/;
const UNPAID = /toujours pas|pas encore|rien (?:recu|touche|vu)|jamais|pas (?:recu|touche|verse|paye)|impaye/;
const LATE = /\ben retard\b|\bretard\b/;
const IN_TIME = /dans les (?:temps|delais|clous)/;

/** The last day to pay an advance, from the notification or from the guarantee (R2192-24, R2192-25). */
export const advancePaymentComputation: Computation = {
  id: 'advance-payment',
  title: ADVANCE_PAYMENT_TITLE,
  compute(input) {
    const { quantities, understanding, figures, today } = input;
    const { text } = quantities;
    const { regime, buyer } = understanding.case;
    if ((regime !== 'ordinary' && regime !== 'utilities') || buyer === 'private' || buyer === 'defence')
      return undefined;
    if (!/\bavances?\b/.test(text) || !WHEN.test(text) || OTHER.test(text)) return undefined;
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
    if (!notified && !guaranteed) return undefined;
    const late = notified && guaranteed && guaranteed < notified;
    const from = late ? notified : (guaranteed ?? notified);
    const payer = buyer ?? (regime === 'utilities' ? 'network' : 'local');
    const limit = from && timeLimit(figures, BUYER_RULES[payer].paymentTime, from);
    if (!from || !limit) return undefined;
    const start = from === guaranteed ? 'guarantee' : 'notified';
    const end = paid ?? today;
    const days = daysLateAt(limit.last, end);
    const judges =
      (LATE.test(text) || IN_TIME.test(text)) && (paid !== undefined || UNPAID.test(text) || LATE.test(text));
    const { polarity } = understanding;
    const holds = IN_TIME.test(text) ? days === 0 : days > 0;
    const verdict =
      judges && buyer && polarity?.modality === 'vrai' && !asksInTheNegative(quantities)
        ? onPermission(polarity, holds)
        : undefined;
    const overdue = days > 0 && (paid !== undefined || judges || UNPAID.test(text));
    return {
      headline: overdue
        ? texts.late(verdict, limit, days)
        : judges
          ? texts.inTime(verdict, limit)
          : texts.due(limit),
      steps: sentences(texts.step(limit, start), overdue && texts.lateStep(limit, end, days)),
      caveats: sentences(
        start === 'notified' && !NO_GUARANTEE.test(text) && texts.guarantee,
        start === 'notified' && texts.later,
        !buyer && texts.buyer(limit.figure.number),
        texts.ifDue,
        texts.counted,
      ),
      articles: articlesOf(
        [],
        ['R2192-24', ...(start === 'guarantee' ? ['R2192-25'] : []), ...articlesOf([limit.figure])],
      ),
      figures: [limit.figure],
      verdict,
    };
  },
};
