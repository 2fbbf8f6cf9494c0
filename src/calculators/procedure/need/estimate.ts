import type { AmountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { renewalsIn } from '#src/calculators/reading/renewals.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { isTimeAdded } from '#src/reader/purchases/added-time.ts';
import type { Amount, Quantities } from '#src/reader/quantities.ts';
import { type NeedParts, needParts } from './need-parts.ts';
import { MONTHS_A_YEAR, type PricedQuantity, pricedQuantity } from './priced-quantity.ts';

/** The estimate of a need as far as a question says it, in € HT. */
export interface Estimate {
  /** Bounds of the amount: equal when it is exact; `high` is left out otherwise. */
  readonly low: number;
  readonly high: number;
  /** The amount as the question says it, in €. */
  readonly said: number;
  readonly form: 'exact' | 'below' | 'from' | 'between' | 'with-tax';
  /** Whether « HT » was said. */
  readonly taxSaid: boolean;
  /** A part of the need that comes back: its amount, each year or month, and how many times when it is said. */
  readonly yearly?: { readonly each: number; readonly years?: number | undefined } | undefined;
  /** Parts that were added: the trades of an operation of works, supplies alike. */
  readonly added?: NeedParts | undefined;
  /** How many things at what price, where the year was told so. */
  readonly priced?: PricedQuantity | undefined;
}

const BELOW_BEFORE = /\b(?:moins de|en[- ]dessous de|sous|inferieur\w* a|pas plus de)\W*$/;
const FROM_BEFORE = /\b(?:plus de|au moins|au[- ]dessus de|superieur\w* a|a partir de|minimum)\W*$/;
const FROM_AFTER = /^ ?(?:ou|et) plus\b/;
/** What a company earns or pays by the year is no need: « ma boîte fait 500 000 € par an et on vise un marché de 4 ans ». */
const OWN_BEFORE =
  /\b(?:(?:(?:ma|notre|la) (?:boite|societe|entreprise|association|structure) (?:fait|realise|gagne|tourne|facture)|je (?:fais|gagne|facture)|j'en fais|on (?:gagne|facture|en fait)|nous (?:gagnons|facturons)|loyers?|salaires?|chiffres? d'affaires?)\b[^;?!]{0,30}|\bon fait (?:environ |a peu pres )?)$/;

/** Who is said to be paid it makes it a need: « on facture 20 000 € par an à la mairie ». */
const TO_BUYER = /\b(?:a|pour|au) (?:la |l'|le |une? |notre |cette |ma )?[^,;.?!]{3,40}/;
/** What is hired, and not the company's own rooms: « le loyer de la photocopieuse ». */
const HIRED =
  /\bloyers? (?:de |du |d')(?:la |l'|une? |des )?(?:photocopieu\w*|copieur\w*|imprimante\w*|vehicules?|voitures?|camions?|materiels?|logiciels?|machines?|engins?|fontaines?|bungalows?)/;

const isOwnMoney = (before: string, after: string): boolean =>
  OWN_BEFORE.test(before.slice(-80)) && !isBought(before, after);

/** Whether a buyer pays a sum by the year, or hires something for it. */
function isBought(before: string, after: string): boolean {
  if (HIRED.test(before) && detectCase(after).buyer !== undefined) return true;
  const clause = after.split(/[,;.?!]|\bet\b/)[0] ?? '';
  const to = TO_BUYER.exec(clause.replace(/^.{0,20}?\b(?:ans?|annee|mois)\b/, ''))?.[0];
  return to !== undefined && !/^\S+ (?:des|les) /.test(to) && detectCase(to).buyer !== undefined;
}

const PER_OTHER =
  /^[^,;?.]{0,30}?(?:\bpar (?:ecole|site|jour|semaine|trimestre|semestre|batiment|personne|repas|heure|agent|eleve|unite|piece|prestation|intervention|evenement|logement|kilo|tonne|lot|commande)s?\b|\/ ?(?:jour|semaine|trimestre|unite|piece|m2)\b|\bchacune?s?\b|\bchaque (?!annee|mois)|\bx ?\d)|^ ?(?:€|euros?)? ?(?:ht|hors taxes?|ttc)? ?(?:le |la |(?:de )?l')(?:repas|couvert|plat|menu|heure|jour|journee|nuit|passage|seance|unite|piece|metre|m2|m²|litre|kilo|kg|tonne|copie|page|panier|colis|trajet|kilometre|km)\b/;
const RENEWABLE = /\b(?:reconductibles?|renouvelables?|reconductions?)\b/;
const ALL_IN =
  /\b(?:en tout|au total|total\w*|compris\w*|toute la duree|maximum|sur (?:la duree|l'ensemble))\b/;

/**
 * Reads the estimate of a need.
 * @returns undefined when the question says no amount of its own, or several that can't be told apart
 */
export function estimateOf(quantities: Quantities, said: AmountsSaid): Estimate | undefined {
  const added = needParts(quantities, said);
  if (added && added.kind !== 'split') {
    const { total, tax } = added;
    return { low: total, high: total, said: total, form: 'exact', taxSaid: tax === 'HT', added };
  }
  const priced = pricedQuantity(quantities);
  if (priced) return estimateOfPriced(priced, quantities);
  const spoken = said.latest.length > 0 ? said.latest : said.all;
  const repeated = repeatedOf(quantities, spoken);
  if (repeated) return repeated;
  // « 48 000 € HT, soit 57 600 € TTC », « moins de 60 000 € HT (70 000 € TTC) »: both hold.
  const beforeTax = spoken.some(({ tax }) => tax === 'HT')
    ? spoken.filter(({ tax }) => tax !== 'TTC')
    : spoken;
  const withTax = beforeTax === spoken ? undefined : spoken.find(({ tax }) => tax === 'TTC')?.value;
  const [only, another] = beforeTax;
  const estimate =
    betweenOf(quantities.text, beforeTax) ?? (only && !another ? singleOf(quantities, only) : undefined);
  if (!estimate || !withTax || estimate.form === 'exact') return estimate;
  return { ...estimate, low: Math.max(estimate.low, withTax / 2), high: Math.min(estimate.high, withTax) };
}

/** What so many things at such a price make over the years; undefined where the price is with tax and the years unsaid. */
function estimateOfPriced(priced: PricedQuantity, quantities: Quantities): Estimate | undefined {
  const { price, yearly: each } = priced;
  // The times of a year are counted already: what is longer tells how long the contract lasts.
  const durations = quantities.durations.filter(
    ({ unit, value }) => unit === 'ans' || (unit === 'mois' && value > MONTHS_A_YEAR),
  );
  const yearly = yearlyOf({ value: each, per: 'an' }, { ...quantities, durations });
  if (!yearly || (yearly.years === undefined && price.tax === 'TTC')) return undefined;
  const total = Math.round(each * (yearly.years ?? 1) * 100) / 100;
  const told = { said: total, high: total, taxSaid: price.tax === 'HT', yearly, priced };
  return price.tax === 'TTC'
    ? { ...told, low: total / 2, form: 'with-tax' }
    : { ...told, low: total, form: 'exact' };
}

/** « trois fois 75 000 € », « 3 x 75 000 » */
const TIMES_BEFORE = /(?<![\d.,])(\d{1,2}) ?(?:fois|x|×|\*) ?$/;
/** « cela dépasse 216 000 € »: a threshold that is quoted beside one's own sum. */
const AGAINST_BEFORE =
  /\b(?:depass\w{0,4}|superieure?s? a|inferieure?s? a|au[- ]dessus (?:de|des)|en[- ]dessous (?:de|des)|sous|seuil de) (?:les |la |le )?$/;

/**
 * A sum that is said with how many times it comes back, and perhaps with what that makes: « 75 000 € par an sur 3 ans,
 * donc 225 000 € ». Undefined where another sum stands beside.
 */
function repeatedOf(quantities: Quantities, spoken: readonly Amount[]): Estimate | undefined {
  const { text } = quantities;
  const own = spoken.filter(({ at }) => !AGAINST_BEFORE.test(text.slice(0, at)));
  for (const one of own) {
    const times = Number(TIMES_BEFORE.exec(text.slice(Math.max(0, one.at - 12), one.at))?.[1] ?? 0);
    const yearly =
      times > 1 ? { each: one.value, years: times } : own.length > 1 && yearlyOf(one, quantities);
    if (!yearly || yearly.years === undefined || yearly.years <= 1 || RENEWABLE.test(text)) continue;
    const total = Math.round(yearly.each * yearly.years * 100) / 100;
    if (own.some((other) => other !== one && other.value !== total) || own.some(({ tax }) => tax === 'TTC'))
      return undefined;
    const isByYear = times <= 1 || /\ban(?:s|nees?)\b/.test(text);
    const parts = Array.from({ length: times }, () => one.value);
    return {
      low: total,
      high: total,
      said: total,
      form: 'exact',
      taxSaid: own.some(({ tax }) => tax === 'HT'),
      ...(isByYear ? { yearly } : { added: { parts, total, kind: 'alike' as const } }),
    };
  }
  return undefined;
}

function singleOf(quantities: Quantities, amount: Amount): Estimate | undefined {
  const { value, at, end, tax } = amount;
  const before = quantities.text.slice(0, at);
  const after = quantities.text.slice(end);
  const base = { said: value, taxSaid: tax === 'HT' };
  // « 20 000 € par école »: how many is unsaid.
  if (PER_OTHER.test(after)) return undefined;
  const yearly = yearlyOf(amount, quantities);
  if (yearly ? isOwnMoney(before, after) : amount.per) return undefined;
  // « 20 000 € pour un an renouvelable »: whether the amount counts the renewals is unsaid.
  if (!yearly && RENEWABLE.test(quantities.text) && !ALL_IN.test(quantities.text)) return undefined;
  // The years and the tax unsaid: too much for one question.
  if (yearly && yearly.years === undefined && tax === 'TTC') return undefined;
  if (yearly && yearly.years === undefined)
    return { low: value, high: value, form: 'exact', ...base, yearly };
  const total = yearly?.years === undefined ? value : Math.round(yearly.each * yearly.years * 100) / 100;
  // No tax is as high as the price itself: what is said with tax is worth more than half of it without.
  if (tax === 'TTC') return { low: total / 2, high: total, form: 'with-tax', ...base, said: total, yearly };
  if (BELOW_BEFORE.test(before)) return { low: 0, high: total, form: 'below', ...base, said: total, yearly };
  if (FROM_BEFORE.test(before) || FROM_AFTER.test(after))
    return { low: total, high: Number.POSITIVE_INFINITY, form: 'from', ...base, said: total, yearly };
  return { low: total, high: total, form: 'exact', ...base, said: total, yearly };
}

function betweenOf(text: string, amounts: readonly Amount[]): Estimate | undefined {
  const [low, high] = amounts;
  if (!low || !high || amounts.length !== 2 || low.value >= high.value) return undefined;
  if (
    !/\b(?:entre|de)\W*$/.test(text.slice(0, low.at)) ||
    !/^ ?(?:et|a)\W*$/.test(text.slice(low.end, high.at))
  )
    return undefined;
  if (high.tax === 'TTC') return undefined;
  return { low: low.value, high: high.value, said: high.value, form: 'between', taxSaid: high.tax === 'HT' };
}

/** An amount by the year or by the month, and over how many years, renewals included. */
export function yearlyOf(
  { value, per }: Pick<Amount, 'value' | 'per'>,
  { durations, text }: Quantities,
): Estimate['yearly'] {
  if (per !== 'mois' && per !== 'an') return undefined;
  const each = per === 'mois' ? value * 12 : value;
  const times = durations.filter(({ unit }) => unit === 'ans' || unit === 'mois');
  const renewals = renewalsIn(text);
  const longer = renewals === 0 ? withAddedTime(text, times) : undefined;
  if (longer !== undefined) return { each, years: longer };
  const [duration, another] = times;
  // « 48 000 € par an, reconductible deux fois »: a year and two more.
  if (!duration && renewals > 0) return { each, years: renewals + 1 };
  // Two times that nothing adds: which of them is the contract's, nobody can tell.
  if (another) return undefined;
  if (!duration) return { each };
  // « renouvelable », without saying how many times.
  if (renewals === 0 && RENEWABLE.test(text)) return { each };
  const years = duration.unit === 'ans' ? duration.value : duration.value / 12;
  // « …, les trois ans »: the renewals are counted in it.
  return { each, years: renewals > 0 && years === renewals + 1 ? years : years * (renewals + 1) };
}

/** « 60 mois, et un an de reconduction »: the years of both; undefined for any other times. */
function withAddedTime(text: string, times: Quantities['durations']): number | undefined {
  const [first, added, ...more] = times;
  if (!first || !added || more.length > 0) return undefined;
  if (!isTimeAdded({ text }, added, first.end)) return undefined;
  const years = [first, added].map(({ value, unit }) => (unit === 'ans' ? value : value / 12));
  return Math.round(years.reduce((sum, one) => sum + one, 0) * 100) / 100;
}

/** Amounts that stand for an estimate: its bounds and each threshold inside them. */
export function samplesOf({ low, high, form }: Estimate, thresholds: readonly number[]): number[] {
  if (form === 'exact') return [low];
  const inside = thresholds.filter((threshold) => threshold > low && threshold < high);
  return [low, ...inside].sort((a, b) => a - b);
}
