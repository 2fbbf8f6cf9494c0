import {
  SUBCONTRACTOR_TITLE,
  subcontractorTexts,
} from '#src/calculators/certificates/certificate-validity-texts.ts';
import type { Computation } from '#src/calculators/computation.ts';
import { timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { articlesOf, datesByRole, sentences } from '#src/calculators/reading/roles.ts';
import { saidAgo } from '#src/calculators/reading/said-ago.ts';
import { asksInTheNegative, asksWhen, onPermission } from '#src/calculators/reading/verdicts.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';

const SUBCONTRACTING = /\bdc ?4\b|sous-? ?trait|declaration de sous/;
const OTHER =
  /\bpay|paie|factur|avance|exclu|remplac|regle\b|attestation|a l'offre|dans (?:mon|notre) offre|refus|\brejet|rang 2|second rang/;
const ASKED =
  /silence|repon|accept|agree|agrement|quand|valid|attend|combien de (?:temps|jours)|commenc|demarr|interven|rien/;
/** « envoyé le 12 » may have been received a little later: how many days surely cover it. */
const DELIVERY = 7;

/** When an unanswered declaration of a subcontractor is accepted (DC4 during the contract, R2193-4). */
export const subcontractorComputation: Computation = {
  id: 'subcontractor-silence',
  title: SUBCONTRACTOR_TITLE,
  compute(input) {
    const { quantities, understanding, figures, today } = input;
    const { text } = quantities;
    if (!['ordinary', 'utilities'].includes(understanding.case.regime)) return undefined;
    if (!SUBCONTRACTING.test(text) || OTHER.test(text) || !ASKED.test(text)) return undefined;
    const { request } = datesByRole(
      input,
      { request: /dc ?4|depos|envoy|transmis|declar|remis|demand|present|recu/ },
      ['request'],
    );
    const ago = request ? undefined : saidAgo(quantities, today);
    const from = request ?? ago?.date;
    const limit = from && timeLimit(figures, 'sous-traitance-silence', from);
    if (!limit) return undefined;
    const accepted = limit.last < today;
    const { polarity } = understanding;
    const exact = !ago || ago.duration.unit === 'jours';
    const received = exact && /\brecue?s?\b|\breception|\bdepos|\bremis/.test(text);
    // A day counted in months, or that of the sending, is not exactly that of the reception.
    const sure = !accepted || received || daysBetween(limit.last, today) >= DELIVERY;
    const decides = sure && !asksInTheNegative(quantities) && !asksWhen(quantities);
    const verdict = decides ? onPermission(polarity && { ...polarity, without: false }, accepted) : undefined;
    return {
      headline: accepted
        ? subcontractorTexts.alreadyAccepted(verdict, limit)
        : subcontractorTexts.accepted(verdict, limit),
      steps: sentences(ago && subcontractorTexts.ago(ago.date), subcontractorTexts.step(limit)),
      caveats: [subcontractorTexts.received, subcontractorTexts.counted],
      articles: articlesOf([limit.figure], ['R2193-1']),
      figures: [limit.figure],
      verdict,
    };
  },
};
