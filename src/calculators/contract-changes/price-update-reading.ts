import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { categoryOf } from '#src/calculators/procedure/possible-cases.ts';
import { byRole, sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, asksWhen } from '#src/calculators/reading/verdicts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { monthsOf } from '#src/reader/quantities.ts';
import { type MonthSaid, monthsSaid, rangeBefore, rangeNear } from './months-said.ts';
import { type DayRange, type PriceUpdate, priceUpdate, priceUpdateAfter } from './price-update.ts';
import { PRICE_UPDATE_TITLE, priceUpdateTexts as texts } from './price-update-texts.ts';

const UPDATE = /\bactualis\w+/;
const OTHER =
  /revisable|\brevision|indexation|c'est quoi|difference|\bindices?\b|formule|\brefus\w*|renonc\w*/;
const FIXED = /\bprix\b|\boffre|remis|depos|devis|fixe|propos|chiffr|repondu|date limite/;
const START = /demarr|commenc|debut|execution|ordre de service|\bos\b|chantier|travaux|livraison|lance/;
const BETWEEN =
  /\bentre\b[^.?]{0,40}\b(?:prix|offre|devis)|\bapres (?:(?:la |le |ma |mon |notre )?(?:remise|depot|fixation) d|(?:mon|notre|ma|l'|le|la) ?(?:offre|devis|prix))/;

/** Whether a firm price is brought up to date: more than three months before the start (R2112-10, R2112-11). */
export const priceUpdateComputation: Computation = {
  id: 'price-update',
  title: PRICE_UPDATE_TITLE,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    const { regime, buyer } = understanding.case;
    if (regime !== 'ordinary' || buyer === 'private' || buyer === 'defence') return undefined;
    if (!UPDATE.test(text) || OTHER.test(text)) return undefined;
    const days = rangesSaid(input);
    if (days) {
      const update = priceUpdate(days.fixed, days.start, figures);
      return (
        update &&
        answer(input, update, [
          texts.between(days.fixed, days.start),
          ...sentences(
            update.gap !== 'unsure' && texts.sum(days.fixed, update),
            update.gap === 'over' && texts.conditions(days.start, update),
          ),
        ])
      );
    }
    const [time, ...more] = quantities.durations.filter(({ unit }) => unit !== 'heures');
    if (!time || more.length > 0 || quantities.days.length > 0 || !BETWEEN.test(text)) return undefined;
    const update = priceUpdateAfter(monthsOf(time), figures);
    return update && answer(input, update, [texts.time(formatValue(time.unit, time.value), update)]);
  },
};

/** The day of the price and that of the start, each to the day or to the month. */
function rangesSaid({
  quantities,
  today,
}: ComputationInput): { fixed: DayRange; start: DayRange } | undefined {
  const { text, days } = quantities;
  const places = [...days, ...monthsSaid(quantities)];
  const { fixed, start } = byRole(text, places, { start: START, fixed: FIXED });
  if (!fixed || !start || places.length > 2) return undefined;
  const exact = (place: (typeof places)[number]): DayRange | undefined =>
    'date' in place ? { from: place.date, to: place.date } : undefined;
  const started = exact(start) ?? rangeNear(start as MonthSaid, exact(fixed)?.from ?? today);
  return { start: started, fixed: exact(fixed) ?? rangeBefore(fixed as MonthSaid, started.to) };
}

function answer(input: ComputationInput, update: PriceUpdate, working: string[]): ComputedAnswer {
  const { quantities, understanding } = input;
  const { text } = quantities;
  const { polarity } = understanding;
  const category = categoryOf(text);
  const common = /(?<!non )\bcourante?s?\b/.test(text) && category !== 'works';
  const due =
    update.gap === 'under' || common
      ? false
      : update.gap === 'over' && (category === 'works' || /\bnon courante?s?\b/.test(text))
        ? true
        : undefined;
  const decides =
    due !== undefined &&
    update.gap !== 'unsure' &&
    polarity &&
    polarity.modality !== 'interdit' &&
    !asksInTheNegative(quantities) &&
    !asksWhen(quantities);
  const verdict = decides ? (due !== polarity.without ? 'oui' : 'non') : undefined;
  return {
    headline: headlineOf(update, due, common, verdict),
    steps: working,
    caveats: sentences(due !== false && texts.reference(update), texts.firm),
    articles: ['R2112-11', 'R2112-10'],
    figures: [update.limit, update.reference],
    verdict,
  };
}

function headlineOf(
  update: PriceUpdate,
  due: boolean | undefined,
  common: boolean,
  verdict: 'oui' | 'non' | undefined,
): string {
  if (update.gap === 'unsure') return texts.unsure(update);
  if (update.gap === 'under') return texts.notDue(verdict, update);
  if (common) return texts.common(verdict, update);
  return due ? texts.due(verdict, update) : texts.ifNotCommon(update);
}
