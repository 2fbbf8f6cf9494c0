import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { opened } from '#src/calculators/procedure/procurement-procedure-texts.ts';
import { askedPart } from '#src/calculators/reading/asked-part.ts';
import { renewalsIn } from '#src/calculators/reading/renewals.ts';
import { FAIR, UNFAIR } from '#src/calculators/reading/verdicts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { monthsOf } from '#src/reader/quantities.ts';
import { essDuration, essWait, essWaitFromAward } from './ess-reserved-lot.ts';
import {
  awardText,
  ESS_TITLE,
  essBeyond,
  essCaveats,
  essHeadline,
  essSteps,
} from './ess-reserved-lot-texts.ts';

const RESERVED_TO_ESS =
  /\breserv\w+\b.{0,40}\b(?:ess|economie sociale)\b|\b(?:ess|economie sociale(?: et solidaire)?)\b.{0,40}\breserv\w+|\b(?:lots?|marches?) ess\b/;
const AGAIN =
  /\b(?:regagn\w+|re-?gagn\w+|de nouveau|a nouveau|encore|re-?candidat\w+|recandidat\w+|repostul\w+|retent\w+|reprendre|carence|prochain|suivant|nouveau|rempil\w+|se representer|represent\w+|reobten\w+|quand|repondre|gagner|candidater|obtenir)\b/;
const OTHER_MARKET =
  /\b(?:ordinaires?|non reserves?|pas reserves?|classiques?|handicap|esat|insertion|c'est quoi|pourquoi|facture|avance)\b/;
const ENDS =
  /\b(?:fini\w*|termin\w+|fin|expir\w+|echeance|jusqu'|s'arret\w+|se termine|acheve\w*|arrive\w* a)\b/;
const AWARDED = /\b(?:gagne\w*|attribue\w*|obtenu\w*|remporte\w*|decroche\w*|eu|notifie\w*)\b/;
/** What says, right before a length, that more than it is asked: « plus de 3 ans ». */
const BEYOND =
  /\b(?:plus (?:de|que|longtemps que)|au[- ]dela de|depass\w{1,4}|superieure? a) (?:les |ces |des )?$/;
const LASTS = /\b(?:dure\w*|duree|sur|pour|de|pendant|reconductibles?)\b/;

/** The pages on winning such a contract once more: how long the last one was is told, and not asked. */
const ONCE_MORE = new Set([
  'guides/lots-reserves-ess-jei#puis-je-regagner-un-marche-reserve-a-l-ess-juste-apres-en-avoir-gagne-un',
  'guides/lots-reserves-ess-jei#apres-un-lot-reserve-a-l-ess-puis-je-me-presenter-dans-une-autre-commune-sans-at',
]);

/** The wait after a contract reserved to the social economy, before the next one (L2113-16). */
export const ESS_RESERVED_WAIT: Computation = {
  id: 'ess-reserved-lot',
  title: ESS_TITLE,
  compute(input) {
    if (!isOnReserved(input) || !AGAIN.test(input.quantities.text)) return undefined;
    const end = endSaid(input);
    if (end) return waitAfter(input, end);
    const award = awardSaid(input);
    return award && waitFrom(input, award);
  },
};

/** How long a contract reserved to the social economy may last (L2113-16). */
export const ESS_RESERVED_DURATION: Computation = {
  id: 'ess-reserved-duration',
  title: ESS_TITLE,
  neverOnPages: ONCE_MORE,
  compute: (input) =>
    isOnReserved(input) && !endSaid(input) && !awardSaid(input) ? durationOf(input) : undefined,
};

function isOnReserved({ quantities: { text }, understanding }: ComputationInput): boolean {
  const { regime } = understanding.case;
  return (
    RESERVED_TO_ESS.test(text) &&
    !OTHER_MARKET.test(text) &&
    !['private', 'concession', 'defence'].includes(regime)
  );
}

/** The day, or the last day of the month, on which the contract ends. */
function endSaid({ quantities }: ComputationInput): IsoDate | undefined {
  const { text, days } = quantities;
  const [day, another] = days;
  if (another) return undefined;
  if (day) return ENDS.test(text.slice(Math.max(0, day.at - 40), day.at)) ? day.date : undefined;
  const names = MONTHS.map(fold).join('|');
  const month = new RegExp(String.raw`\b(${names}) (20\d{2})\b`).exec(text);
  if (month && ENDS.test(text.slice(Math.max(0, month.index - 40), month.index))) {
    const index = MONTHS.map(fold).indexOf(month[1] ?? '');
    return new Date(Date.UTC(Number(month[2]), index + 1, 0)).toISOString().slice(0, 10);
  }
  const year = /\bfin (20\d{2})\b/.exec(text);
  return year ? `${year[1]}-12-31` : undefined;
}

/** The day of the award, or the first of its month, with its French words. */
function awardSaid({ quantities }: ComputationInput): { date: IsoDate; words: string } | undefined {
  const { text, days } = quantities;
  const [day, another] = days;
  if (another) return undefined;
  const near = (at: number) => AWARDED.test(text.slice(Math.max(0, at - 60), at));
  if (day) return near(day.at) ? { date: day.date, words: awardText(frenchDate(day.date), '') } : undefined;
  const names = MONTHS.map(fold).join('|');
  const month = new RegExp(String.raw`\b(${names}) (20\d{2})\b`).exec(text);
  if (!month || !near(month.index)) return undefined;
  const index = MONTHS.map(fold).indexOf(month[1] ?? '');
  const date = `${month[2]}-${String(index + 1).padStart(2, '0')}-01`;
  return { date, words: awardText(undefined, `${MONTHS[index]} ${month[2]}`) };
}

function waitFrom(
  { figures, today, understanding }: ComputationInput,
  award: { date: IsoDate; words: string },
): ComputedAnswer | undefined {
  const result = essWaitFromAward(award.date, figures);
  if (!result) return undefined;
  const { wait, notBefore } = result;
  const tooEarly = today < notBefore;
  const words = [formatValue(wait.figure.unit, wait.number), award.words, frenchDate(notBefore)] as const;
  // Under every way of counting it is too early; once it is over from the award, the end of the contract may decide.
  const verdict = tooEarly && understanding.polarity?.modality === 'permis' ? 'non' : undefined;
  return {
    headline: opened(verdict, (tooEarly ? essHeadline.notYet : essHeadline.perhaps)(...words)),
    verdict,
    steps: [essSteps.award(words[1], words[0], words[2])],
    caveats: [essCaveats.sameTitle],
    articles: ['L2113-16', 'L2113-15'],
    figures: [wait],
  };
}

function waitAfter(
  { figures, today, understanding }: ComputationInput,
  end: IsoDate,
): ComputedAnswer | undefined {
  const result = essWait(end, figures);
  if (!result) return undefined;
  const { wait, surelyFreeOn } = result;
  const passed = surelyFreeOn <= today;
  const words = [
    formatValue(wait.figure.unit, wait.number),
    frenchDate(end),
    frenchDate(surelyFreeOn),
  ] as const;
  // Before that day the answer depends on where the wait starts: nobody can say no for certain.
  const verdict = passed && understanding.polarity?.modality === 'permis' ? 'oui' : undefined;
  return {
    headline: opened(verdict, (passed ? essHeadline.free : essHeadline.waits)(...words)),
    verdict,
    steps: [essSteps.sum(words[1], words[0], words[2])],
    caveats: [essCaveats.start, essCaveats.sameTitle],
    articles: ['L2113-16', 'L2113-15'],
    figures: [wait],
  };
}

function durationOf({ quantities, figures }: ComputationInput): ComputedAnswer | undefined {
  const { text, durations } = quantities;
  const [duration, another] = durations.filter(({ unit }) => unit === 'ans' || unit === 'mois');
  if (!duration || another || !LASTS.test(text.slice(0, duration.at))) return undefined;
  if (/\b(?:carence|attendre|apres|depuis|il y a|bilans?|exercices?)\b/.test(text)) return undefined;
  const periods = renewalsIn(text) + 1;
  const isBeyond = BEYOND.test(text.slice(Math.max(0, duration.at - 40), duration.at));
  const months = monthsOf(duration) + (isBeyond ? 1 : 0);
  const own = essDuration(months, figures);
  const whole = essDuration(months * periods, figures);
  // « plus d'un an » may be two years, or ten.
  if (!own || !whole || (isBeyond && own.fits)) return undefined;
  const limit = formatValue(whole.limit.figure.unit, whole.limit.number);
  const said = formatValue(duration.unit, duration.value);
  const beyond = isBeyond ? essBeyond : (words: string) => words;
  const total = beyond(formatValue(duration.unit, duration.value * periods));
  // Renewals count by prudence: over the limit by them alone, only the buyer can say.
  const onlyByRenewals = own.fits && !whole.fits;
  const verdict = onlyByRenewals ? undefined : verdictFor(quantities, whole.fits);
  const sentence = onlyByRenewals
    ? essHeadline.renewed(total, limit)
    : (whole.fits ? essHeadline.fits : essHeadline.tooLong)(total, limit);
  return {
    headline: opened(verdict, sentence),
    verdict,
    steps: [
      ...(periods > 1 ? [essSteps.renewals(said, periods, total)] : []),
      essSteps.compared(total, limit),
    ],
    caveats: [essCaveats.renewals],
    articles: ['L2113-16', 'L2113-15'],
    figures: [whole.limit],
  };
}

/** « ils ont le droit ? », « c'est légal ? », « c'est trop long ? » */
function verdictFor(quantities: ComputationInput['quantities'], fits: boolean): 'oui' | 'non' | undefined {
  const asking = askedPart(quantities)?.asking ?? '';
  if (UNFAIR.test(asking)) return fits ? 'non' : 'oui';
  return FAIR.test(asking) ? (fits ? 'oui' : 'non') : undefined;
}
