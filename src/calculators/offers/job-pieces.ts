import type { Amount } from '#src/reader/quantities.ts';

/** What is made in a job, and what each costs beside the work: 60 meals, 6,20 € of food for each. */
export interface Pieces {
  readonly count: number;
  /** « plateau » */
  readonly unit: string;
  /** « plateaux » */
  readonly units: string;
  /** € for each. */
  readonly price: number;
  /** Where each time that price stands in the text: it is no other sum of the job. */
  readonly places: readonly number[];
}

/** « 60 plateaux », « 12 vitres »: a number of something. */
const COUNTED = /(?<![\d.,\p{L}])(\d{1,3}(?: \d{3})|\d{1,5}) (\p{L}{4,15})(?!\p{L})/gu;
/** What is counted in other ways, or is nobody's product. */
const NO_PIECE =
  /^(?:euros?|heures?|jours?|journees?|semaines?|mois|annees?|minutes?|personnes?|salarie\w*|gars|metres?|points?|pourcent|fois|lots?|kilometres?|premiers?|derniers?)$/;
/** A price that is for each, right before what is made: « 6,20 par plateau », « 6,20 € le plateau », « 6,20 €/plateau ». */
const FOR_EACH =
  /(?<![\d.,\p{L}])(\d{1,4}(?:[.,]\d{1,2})?) ?(?:€|euros?|eur)? ?(?:ht |ttc )?(?:de \p{L}{3,15} )?(?:par |le |la |l'|chaque |du |de la |\/ ?)$/u;
/** Folded characters before a piece, where its price stands. */
const BEFORE = 60;
/** A price that is asked of the client. */
const OF_SALE = /\b(?:vend\w{0,4}|factur\w{0,4}|propos\w{0,4}|prix de vente|offre|devis)\b/;

/**
 * The pieces of a message in folded text, whose number and price each are told, the last number holding in a follow-up.
 * Undefined where either is missing, where several are told at once, or where the price may be that of the sale.
 * @param start where what is said last begins; 0 for all of it
 */
export function piecesIn(text: string, start = 0): Pieces | undefined {
  const found = [...text.matchAll(COUNTED)].flatMap(({ index, 1: said = '', 2: units = '' }): Found[] => {
    const unit = singular(units);
    const prices = NO_PIECE.test(units) || unit.length < 3 ? [] : pricesOf(unit, text);
    return prices.length > 0
      ? [{ at: index, count: Number(said.replace(' ', '')), unit, units, prices }]
      : [];
  });
  const later = found.filter(({ at }) => at >= start);
  const [one, ...others] = later.length > 0 ? later : found;
  const price = one && only(one.prices.map((each) => each.price));
  if (!one || price === undefined) return undefined;
  const { count, unit, units, prices } = one;
  if (others.some((other) => other.unit !== unit || other.count !== count)) return undefined;
  return { count, unit, units, price, places: prices.map(({ at }) => at) };
}

interface Found extends Pick<Pieces, 'count' | 'unit' | 'units'> {
  readonly at: number;
  readonly prices: readonly { readonly price: number; readonly at: number }[];
}

const only = (values: readonly number[]): number | undefined =>
  new Set(values).size === 1 ? values[0] : undefined;

/** The sums of a message that are not the price of a piece. */
export const withoutPieces = (sums: readonly Amount[], { places }: Pieces): readonly Amount[] =>
  sums.filter(({ at, end }) => !places.some((place) => at <= place && place < end));

/** The prices that stand right before « par plateau », and where; one of a sale is none. */
const pricesOf = (unit: string, text: string): Found['prices'] =>
  [...text.matchAll(new RegExp(`(?<!\\p{L})${unit}(?!\\p{L})`, 'gu'))].flatMap(({ index }) => {
    const from = Math.max(0, index - BEFORE);
    const before = text.slice(from, index);
    const priced = FOR_EACH.exec(before);
    if (!priced || OF_SALE.test(before)) return [];
    return [{ price: Number((priced[1] ?? '').replace(',', '.')), at: from + priced.index }];
  });

/** « plateaux » → « plateau », « repas » as it is. */
const singular = (units: string): string =>
  /(?:repas|colis|bois|tapis)$/.test(units) ? units : units.replace(/(?:(?<=eau)x|s)$/, '');
