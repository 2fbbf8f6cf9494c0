import type { ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { articlesOf, datesByRole, sentences, verdictOf } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative } from '#src/calculators/reading/verdicts.ts';
import { addMonths } from '#src/platform/calendar/days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { monthsOf } from '#src/reader/quantities.ts';
import { retentionTexts as texts } from './retention-texts.ts';

/** « aucune réserve », « tout est levé »: nothing is left that could keep it. */
const CLEAR =
  /(?:zero|aucune|sans|pas de|plus de|0) reserves?\b|reserves? (?:ont ete |sont |toutes )?levees?/;
const LATE = /\ben retard\b|\bretard\b|deja (?:du|rendue)|delai (?:est )?(?:depasse|passe)/;
const GUARANTEE_TIME = /garantie[^,;?.]{0,25}$/;

/** From the end of the guarantee period, or from the day on which the last reservations were lifted (R2191-35). */
export function releaseAnswer(input: ComputationInput): ComputedAnswer | undefined {
  const { quantities, figures, today, understanding } = input;
  const { text } = quantities;
  const { ended, lifted, received } = datesByRole(
    input,
    {
      lifted: /reserves?.{0,25}lev|levees?|leve\b/,
      received: /\breception(?:nee?s?)?\b/,
      ended: /garantie|parfait achevement|fini|termin|expir|fin\b/,
    },
    [],
  );
  const from = lifted ?? ended ?? (received && guaranteeEnd(quantities, received));
  const limit = from && timeLimit(figures, 'retenue-restitution', from);
  if (!limit) return undefined;
  const passed = limit.last < today;
  const judges = LATE.test(text) && understanding.polarity?.modality === 'vrai' && CLEAR.test(text);
  const verdict =
    judges && !asksInTheNegative(quantities) ? verdictOf(understanding.polarity, passed) : undefined;
  return {
    headline: texts.release(verdict, limit, passed, lifted !== undefined || CLEAR.test(text)),
    steps: [texts.releaseStep(limit)],
    caveats: sentences(!lifted && texts.reserves, texts.counted),
    articles: articlesOf([limit.figure]),
    figures: [limit.figure],
    verdict,
  };
}

/** « réception le 15 octobre 2025, garantie d'un an » */
function guaranteeEnd(
  { text, durations }: ComputationInput['quantities'],
  received: IsoDate,
): IsoDate | undefined {
  const [time, ...more] = durations.filter(
    ({ at, end, unit }) =>
      (unit === 'mois' || unit === 'ans') &&
      (GUARANTEE_TIME.test(text.slice(0, at)) || /^ ?(?:de )?garantie/.test(text.slice(end))),
  );
  return time && more.length === 0 ? addMonths(received, monthsOf(time)) : undefined;
}
