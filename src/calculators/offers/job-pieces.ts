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
}

/** « 60 plateaux », « 12 vitres »: a number of something. */
const COUNTED = /(?<![\d.,\p{L}])(\d{1,3}(?: \d{3})|\d{1,5}) (\p{L}{4,15})(?!\p{L})/gu;
/** What is counted in other ways, or is nobody's product. */
const NO_PIECE =
  /^(?:euros?|heures?|jours?|journees?|semaines?|mois|annees?|minutes?|personnes?|salarie\w*|gars|metres?|points?|pourcent|fois|lots?|kilometres?|premiers?|derniers?)$/;
/** Beside a price, that it is for each: « 6,20 par plateau », « 6,20 € le plateau », « 6,20 €/plateau ». */
const EACH =
  /^ ?(?:€|euros?|eur)? ?(?:ht |ttc )?(?:de \p{L}{3,15} )?(?:par |le |la |l'|chaque |du |de la |\/ ?)$/u;
const PRICE_AT_END =
  /(?<![\d.,\p{L}])(\d{1,4}(?:[.,]\d{1,2})?)( ?(?:€|euros?|eur)? ?(?:ht |ttc )?(?:de \p{L}{3,15} )?(?:par |le |la |l'|chaque |du |de la |\/ ?))$/u;
/** Folded characters before a piece, where its price stands. */
const BEFORE = 60;

/**
 * The pieces of a message in folded text, whose number and price each are told; undefined where either is missing, where
 * several prices are, or where the price may be that of the sale.
 */
export function piecesIn(text: string): Pieces | undefined {
  const found: Pieces[] = [];
  for (const [, said = '', units = ''] of text.matchAll(COUNTED)) {
    const unit = singular(units);
    if (NO_PIECE.test(units) || unit.length < 3) continue;
    for (const price of pricesOf(unit, text))
      found.push({ count: Number(said.replace(' ', '')), unit, units, price });
  }
  const [pieces, ...others] = found;
  return pieces && others.every(({ price, unit }) => price === pieces.price && unit === pieces.unit)
    ? pieces
    : undefined;
}

/** The sums of a message that are not the price of a piece. */
export const withoutPieces = (text: string, sums: readonly Amount[], { unit }: Pieces): readonly Amount[] =>
  sums.filter(({ end }) => {
    const after = text.slice(end, end + BEFORE);
    const at = after.search(new RegExp(`\\b${unit}`, 'u'));
    return at < 0 || !EACH.test(after.slice(0, at));
  });

/** The prices that stand right before « par plateau »; one of a sale is none. */
function pricesOf(unit: string, text: string): number[] {
  const prices: number[] = [];
  for (const { index } of text.matchAll(new RegExp(`(?<!\\p{L})${unit}(?!\\p{L})`, 'gu'))) {
    const before = text.slice(Math.max(0, index - BEFORE), index);
    const [, said] = PRICE_AT_END.exec(before) ?? [];
    if (said !== undefined && !OF_SALE.test(before)) prices.push(Number(said.replace(',', '.')));
  }
  return [...new Set(prices)];
}

const OF_SALE = /\b(?:vend\w{0,4}|factur\w{0,4}|propos\w{0,4}|prix de vente|offre|devis)\b/;

/** « plateaux » → « plateau », « repas » as it is. */
const singular = (units: string): string =>
  /(?:repas|colis|bois|tapis)$/.test(units) ? units : units.replace(/(?:(?<=eau)x|s)$/, '');
