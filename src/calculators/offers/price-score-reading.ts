import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { proportionalScore } from './price-score.ts';
import { PRICE_SCORE_TITLE, priceScoreTexts as texts } from './price-score-texts.ts';

const PAGE = 'guides/note-du-prix';
const PRICE = /\bprix\b|\bdevis\b|\bcher\b|\boffre\b/;
/** « le prix compte pour 40 points », « la note du prix est sur 40 », « prix 40 % » */
const MOST =
  /\b(?:prix|note\w*|noter) (?:est |du prix )?sur (\d{1,3})\b(?! ?(?:€|euros?|k|ht|ttc)|[ .,]?\d)|\b(\d{1,3}) ?(?:points?|pts?|%)/g;
const ASKS = /\bcombien\b|\bcalcul\w*|\bquelle note\b|\bma note\b|\bpoints? (?:je|vais|on|aurai|perd)/;
const LOWEST =
  /\b(?:moins cher\w*|moins-disant\w*|moins disant\w*|plus bas\w*|concurrents?|l'autre|les autres|premier|gagnant|attributaire|laureat\w*|retenue?)\b/;
const OWN = /\b(?:je suis|on est|nous sommes|mon|notre|ma|moi)\b/;
/** Another formula is named, whose other terms are not told. */
const OTHER =
  /\btechnique\b|\bqualite\b|\b(?:j'ai|on a|nous avons|ai) (?:eu|obtenu|recu)\b|\blineaire|\bmoyenne\b|\bplus (?:cher|eleve)e?s? des offres|\bpenalites?\b|\brabais\b/;

/** The points of a price, from the lowest price, one's own and what the price is worth. */
export const PRICE_SCORE: Computation = {
  id: 'price-score',
  title: PRICE_SCORE_TITLE,
  compute(input) {
    const { text } = input.quantities;
    if (
      !PRICE.test(text) ||
      !ASKS.test(text) ||
      OTHER.test(text) ||
      !/\bpoints?\b|\bpts?\b|\bnote\b/.test(text)
    )
      return undefined;
    const said = pricesIn(input);
    const most = mostIn(text, said);
    const score = said && most ? proportionalScore(said.lowest.value, said.own.value, most) : undefined;
    if (!said || !most || !score) return undefined;
    const [lowest, own] = [said.lowest.value, said.own.value];
    return {
      headline: texts.score(score, most),
      steps: [texts.step(score, lowest, own, most), texts.lost(score, most)],
      caveats: [texts.formula, ...(said.lowest.tax === said.own.tax ? [] : [texts.same])],
      articles: [],
      figures: [],
      page: PAGE,
    };
  },
};

interface Prices {
  readonly lowest: Amount;
  readonly own: Amount;
}

/** The two prices of a question, the cheapest first; undefined where it says one, three, or two alike. */
function pricesIn({ quantities: { text, amounts } }: ComputationInput): Prices | undefined {
  const sums = amounts.filter(({ money, tax }) => money || tax !== undefined);
  const [one, other, ...more] = sums.toSorted((a, b) => a.value - b.value);
  if (!one || !other || more.length > 0 || one.value === other.value) return undefined;
  // « le moins cher est à 12 000 €, je suis à 10 000 € » says nothing that can be counted.
  const named = sums.find(({ at }) => LOWEST.test(text.slice(Math.max(0, at - 30), at)));
  if (named && named !== one) return undefined;
  // Whoever is the cheapest loses nothing.
  const mine = sums.find(({ at }) => OWN.test(text.slice(Math.max(0, at - 25), at)));
  return mine === one && named !== one ? undefined : { lowest: one, own: other };
}

/** What the price is worth, in points; undefined where several are said. */
function mostIn(text: string, said: Prices | undefined): number | undefined {
  const places = said ? [said.lowest, said.own] : [];
  const found = [...text.matchAll(MOST)]
    .filter(({ index, 0: { length } }) => !places.some(({ at, end }) => at < index + length && index < end))
    .map((match) => Number(match[1] ?? match[2]));
  const [most, ...others] = [...new Set(found)];
  return others.length === 0 && most !== undefined && most > 0 && most <= 100 ? most : undefined;
}
