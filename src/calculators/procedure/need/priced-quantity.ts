import type { Amount, Duration, Quantities } from '#src/reader/quantities.ts';

/** What a year of a need costs, by how many things are bought and what one costs. */
export interface PricedQuantity {
  /** What one costs, in €. */
  readonly price: Amount;
  /** What is multiplied, in order, as it was said: « 140 repas », « 4 jours », « 36 semaines ». */
  readonly factors: readonly string[];
  /** Of a year, in €, to the cent. */
  readonly yearly: number;
}

/** What one thing costs at most, in €: more is a sum of its own. */
const DEAREST = 1_000;
/** « 3,10 € ht le repas », « 25 € de l'heure », « 4 €/repas » */
const OF_ONE = /^ ?(?:\/ ?|(?:le|la|par|du) |(?:de )?l')(\p{L}{3,})/u;
/**
 * « 140 repas par jour », « 60 heures de menage par semaine », « 1 200 repas/mois »; the period may be left to what
 * follows: « 140 repas x 4 jours ».
 */
const COUNT =
  /(?<![\d.,])(\d{1,3}(?: \d{3}){1,2}|\d{1,7}) (\p{L}{3,})(?: (?:de |d')\p{L}{3,20}(?= ?(?:par|\/)))?(?: ?(?:par|\/) ?(jour|semaine|mois|an(?:nee)?)(?!\p{L}))?/gu;
/** What stands before a price that is multiplied, where nothing says that it is of one thing: « 36 semaines à 3,10 € ». */
const TIMES_PRICE = /(?:(?<!\p{L})a|[x×*]) ?$/u;
const NOT_THINGS = /^(?:jours?|semaines?|mois|ans?|annees?|euros?|eur|fois|lots?|pour|avec|sur|dans|par)$/;
export const MONTHS_A_YEAR = 12;
const DAYS_A_YEAR = 366;
const DAYS_A_WEEK = 7;
const WEEKS_A_YEAR = 52;

/** How many things at what price, as far as a message says it. */
interface Counted {
  readonly price: Amount;
  /** « 140 repas » */
  readonly said: string;
  readonly quantity: number;
  /** Of what time it is: « jour », « semaine »; undefined where that is unsaid. */
  readonly period: string | undefined;
  /** What is written from the count on. */
  readonly after: string;
}

/** The one count and the one price of a message; undefined where two things may be meant. */
function countedIn({ text, amounts }: Quantities): Counted | undefined {
  const [price, another] = amounts.filter(({ money }) => money);
  if (!price || another || price.value > DEAREST) return undefined;
  const one = OF_ONE.exec(text.slice(price.end))?.[1];
  const counts = [...text.matchAll(COUNT)].filter(([, , noun = '']) =>
    one === undefined ? !NOT_THINGS.test(noun) : singular(noun) === singular(one),
  );
  const [count, more] = counts;
  if (!count || more) return undefined;
  const after = text.slice(count.index);
  // « 3 agents par jour, 36 semaines, budget de 500 € »: what the price is of is unsaid.
  const isMultiplied = !price.per && CHAIN.test(after) && TIMES_PRICE.test(text.slice(0, price.at));
  if (one === undefined && !isMultiplied) return undefined;
  const [, said = '', noun = '', period] = count;
  return { price, said: `${said} ${noun}`, quantity: Number(said.replaceAll(' ', '')), period, after };
}

/**
 * A need that is told by its quantities: « 140 repas par jour, 4 jours par semaine, 36 semaines, à 3,10 € le repas ».
 * Undefined where something lacks between a day and a year, and where two things may be meant.
 */
export function pricedQuantity(quantities: Quantities): PricedQuantity | undefined {
  const counted = countedIn(quantities);
  const often = counted && timesAYear(counted.period, counted.after, quantities.durations);
  if (!often) return undefined;
  const { price, said, quantity } = counted;
  return {
    price,
    factors: [said, ...often.factors],
    yearly: inCents(quantity * often.value * price.value),
  };
}

/** A need by the day or by the week, whose times of a year are not told. */
export interface UnsaidTimes {
  readonly price: Amount;
  /** What is multiplied so far: « 140 repas », « 4 jours ». */
  readonly factors: readonly string[];
  /** What comes to be known first: what a day, or a week, costs. */
  readonly per: 'jour' | 'semaine';
  /** Of that day or week, in €, to the cent. */
  readonly each: number;
}

/** The same need where the days or the weeks of a year lack: « 140 repas par jour, 4 jours par semaine, 3,10 € le repas ». */
export function unsaidTimes(quantities: Quantities): UnsaidTimes | undefined {
  const counted = countedIn(quantities);
  const { period } = counted ?? {};
  if (!counted || (period !== 'jour' && period !== 'semaine')) return undefined;
  if (timesAYear(period, counted.after, quantities.durations)) return undefined;
  const { price, said, quantity } = counted;
  const { days, weeks } = saidTimes(quantities.durations);
  // Weeks without days: nothing tells whether they are of five days or of seven.
  if (period === 'jour' && weeks !== undefined) return undefined;
  const isByWeek = period === 'jour' && days !== undefined;
  return {
    price,
    factors: isByWeek ? [said, `${days} jours`] : [said],
    per: isByWeek ? 'semaine' : period,
    each: inCents(quantity * (isByWeek ? days : 1) * price.value),
  };
}

const inCents = (euros: number): number => Math.round(euros * 100) / 100;

const singular = (noun: string): string => noun.replace(/s$/, '');

interface Times {
  readonly value: number;
  readonly factors: readonly string[];
}

/** The times of a year that are said once and may be. */
interface SaidTimes {
  readonly days: number | undefined;
  readonly weeks: number | undefined;
  readonly months: number | undefined;
}

function saidTimes(durations: readonly Duration[]): SaidTimes {
  const only = (unit: Duration['unit'], most: number) => {
    const [first, second] = durations.filter((one) => one.unit === unit);
    return first && !second && first.value <= most ? first.value : undefined;
  };
  return {
    days: only('jours', DAYS_A_YEAR),
    weeks: only('semaines', WEEKS_A_YEAR),
    months: only('mois', MONTHS_A_YEAR),
  };
}

/** « 140 repas x 4 jours x 36 semaines »: each is of the next. */
const CHAIN = /^[^,;.?!]{3,40}? ?(?:[x×*]|fois) ?\d/u;

/** How often a period comes back in a year; undefined where that is unsaid. */
function timesAYear(
  period: string | undefined,
  after: string,
  durations: readonly Duration[],
): Times | undefined {
  const said = saidTimes(durations);
  const first = said.days ? 'jour' : said.weeks ? 'semaine' : 'mois';
  const each = period ?? (CHAIN.test(after) ? first : undefined);
  return each === undefined ? undefined : TIMES[each]?.(said);
}

const times = (value: number, ...factors: readonly string[]): Times => ({ value, factors });

const TIMES: Readonly<Record<string, (said: SaidTimes) => Times | undefined>> = {
  an: () => times(1),
  annee: () => times(1),
  mois: ({ months = MONTHS_A_YEAR }) => times(months, `${months} mois`),
  semaine: ({ weeks }) => (weeks ? times(weeks, `${weeks} semaines`) : undefined),
  jour: ({ days, weeks }) => {
    if (days === undefined) return undefined;
    if (days > DAYS_A_WEEK) return times(days, `${days} jours`);
    return weeks ? times(days * weeks, `${days} jours`, `${weeks} semaines`) : undefined;
  },
};
