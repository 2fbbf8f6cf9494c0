import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { categoryOf } from '#src/calculators/procedure/possible-cases.ts';
import { ordinaryContract } from '#src/calculators/reading/contract-rules.ts';
import { byRole, sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, asksWhen } from '#src/calculators/reading/verdicts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { addMonths, endOfMonth } from '#src/platform/calendar/days.ts';
import { type IsoDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { monthsOf, type Quantities } from '#src/reader/quantities.ts';
import { type DayRange, type PriceUpdate, priceUpdate, priceUpdateAfter } from './price-update.ts';
import { PRICE_UPDATE_TITLE, priceUpdateTexts as texts } from './price-update-texts.ts';

/** A month that a question says without a day: « en janvier », « juin 2026 ». */
interface MonthSaid {
  /** 1 for January. */
  readonly month: number;
  readonly year?: number | undefined;
  readonly at: number;
  readonly end: number;
}

const NAMES = MONTHS.map(fold);
const MONTH = new RegExp(String.raw`\b(${NAMES.join('|')})\b(?: (20\d{2}))?`, 'g');

/** Months named by themselves, those of full days left out. */
function monthsSaid({ text, days }: Quantities): MonthSaid[] {
  return [...text.matchAll(MONTH)].flatMap((match) => {
    const at = match.index;
    const end = match.index + match[0].length;
    if (days.some((day) => day.at < end && at < day.end)) return [];
    return [
      { month: NAMES.indexOf(match[1] ?? '') + 1, year: match[2] ? Number(match[2]) : undefined, at, end },
    ];
  });
}

const monthRange = (year: number, month: number): DayRange => {
  const from = `${year}-${String(month).padStart(2, '0')}-01`;
  return { from, to: endOfMonth(from) };
};

/** The days of a month: its said year, else the occurrence nearest to a day. */
function rangeNear({ month, year }: MonthSaid, day: IsoDate): DayRange {
  if (year !== undefined) return monthRange(year, month);
  const current = Number(day.slice(0, 4));
  const distance = ({ from }: DayRange) => Math.abs(Date.parse(from) - Date.parse(day));
  const candidates = [current - 1, current, current + 1].map((one) => monthRange(one, month));
  return candidates.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

/** The last occurrence of a month that begins no later than a day. */
function rangeBefore(said: MonthSaid, day: IsoDate): DayRange {
  if (said.year !== undefined) return monthRange(said.year, said.month);
  const own = monthRange(Number(day.slice(0, 4)), said.month);
  return own.from <= day ? own : { from: addMonths(own.from, -12), to: endOfMonth(addMonths(own.from, -12)) };
}

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
    if (!ordinaryContract(understanding)) return undefined;
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
