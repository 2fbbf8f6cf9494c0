import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { isLimitAt } from '#src/calculators/contract-changes/change-said.ts';
import { askedFrom } from '#src/calculators/reading/amounts-said.ts';
import { asked } from '#src/calculators/reading/roles.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { proportionalScore } from './price-score.ts';
import { PRICE_SCORE_TITLE, priceScoreTexts as texts } from './price-score-texts.ts';

const PAGE = 'guides/note-du-prix';
/** The sections that ask how a price becomes points. */
const PAGES = new Set([
  `${PAGE}#comment-la-note-du-prix-est-elle-calculee`,
  `${PAGE}#combien-de-points-je-perds-si-mon-prix-est-plus-eleve`,
]);
const PRICE = /\bprix\b|\bdevis\b|\bcher\b|\boffre\b/;
/** « le prix compte pour 40 points », « la note du prix est sur 40 », « prix 40 % » */
const MOST =
  /(?:\b(?:prix|note\w*|noter|points?) (?:est |du prix )?(?:sur |\/ ?)|\bprix ?[:=/] ?|\b(?:vaut|pese|compte pour|pondere a|ponderation de) )(\d{1,3})\b(?! ?(?:€|euros?|k|ht|ttc)|[ .,]?\d)|\b(\d{1,3}) ?(?:points?|pts?|%)/g;
/** The same where the page is asked by its meaning: « nous 78 000, le moins cher 62 000, sur 40 », « 40 fois 62 000 ». */
const MOST_ON_PAGE =
  /\bsur (\d{1,3})(?= ?(?:[,;:?!)]|\.(?!\d)|$))|(?<![\d.,] ?)\b(\d{1,3}) ?(?:x|fois|\*|×)(?= ?\d)/g;
const ASKS = /\bcombien\b|\bcalcul\w*|\bquelle note\b|\bma note\b|\bpoints? (?:je|vais|on|aurai|perd)/;
const LOWEST =
  /\b(?:moins cher\w*|moins-disant\w*|moins disant\w*|plus bas\w*|concurrents?|l'autre|les autres|premier|gagnant|attributaire|laureat\w*|retenue?)\b/;
const OWN = /\b(?:je suis|on est|nous|mon|notre|ma|moi)\b/;
/** Another formula is named, whose other terms are not told. */
const OTHER =
  /\btechnique\b|\bqualite\b|\b(?:j'ai|on a|nous avons|ai) (?:eu|obtenu|recu)\b|\blineaire|\bmoyenne\b|\bplus (?:cher|eleve)e?s? des offres|\bpenalites?\b|\brabais\b/;

/** « prix 60 % technique 40 », « 60 % pour le prix »: what the price is worth, whatever the rest is. */
const OF_PRICE =
  /\bprix ?(?:(?:a|de|pour|:|=|vaut|pese|compte pour|note sur|est note sur|sur) ?)?(\d{1,3}) ?(?:%|points?|pts?)(?!\p{L})|(?<![\d.,] ?)\b(\d{1,3}) ?(?:%|points?|pts?) ?(?:(?:pour|sur|de|au) )?(?:le |du )?prix\b/gu;
/** What the rest is worth: no note that was given. */
const OF_REST =
  /\b(?:technique|qualite|delais?|environnement\w*) ?(?:(?:a|de|pour|:|=|sur) ?)?\d{1,3}(?![\d.,]\d) ?(?:%|points?|pts?)?|\b\d{1,3} ?(?:%|points?|pts?) ?(?:(?:pour|sur|de|a) )?(?:la )?(?:valeur |note )?(?:technique|qualite)\b/g;

/** Whether something else than the price is noted, or by another formula; of a message that goes on, as it says itself. */
function isOther({ quantities: { text }, understanding: { followsUp, asked } }: ComputationInput): boolean {
  return OTHER.test((followsUp ? fold(asked) : text).replace(OF_REST, ' '));
}

/** The points of a price, from the lowest price, one's own and what the price is worth. */
export const PRICE_SCORE: Computation = {
  id: 'price-score',
  title: PRICE_SCORE_TITLE,
  // Where the page is asked by its meaning, the figures alone say what is wanted: « 40 points, 78 000, 62 000 ».
  onPages: {
    keys: PAGES,
    isFirstOnly: true,
    compute: (input) => scored(input, MOST_ON_PAGE) ?? missing(input),
  },
  compute(input) {
    const { text } = input.quantities;
    if (!PRICE.test(text) || !ASKS.test(text) || !/\bpoints?\b|\bpts?\b|\bnote\b/.test(text))
      return undefined;
    return scored(input);
  },
};

/**
 * The points, where a question tells both prices and what the price is worth.
 * @param otherwise how else the points are said, where none are said plainly
 */
function scored(input: ComputationInput, otherwise?: RegExp): ComputedAnswer | undefined {
  const { text } = input.quantities;
  if (isOther(input)) return undefined;
  const sums = sumsIn(input);
  const said = pricesIn(text, sums);
  const most =
    mostIn(text, sums, OF_PRICE) ?? mostIn(text, sums) ?? (otherwise && mostIn(text, sums, otherwise));
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
}

/** What is missing of the three figures, where two of them are told. */
function missing(input: ComputationInput): ComputedAnswer | undefined {
  const { text } = input.quantities;
  if (isOther(input)) return undefined;
  const sums = sumsIn(input);
  const most = mostIn(text, sums);
  const [only, another] = sums;
  const lacks = another === undefined ? only && priceMissing(text, only) : texts.whichPoints;
  if (!lacks || (another === undefined ? most === undefined : most !== undefined || !pricesIn(text, sums)))
    return undefined;
  return {
    headline: texts.missing,
    steps: [texts.rule],
    caveats: [texts.formula],
    articles: [],
    figures: [],
    page: PAGE,
    clarify: asked(lacks, []),
  };
}

/** Which of the two prices is not told, where the other says whose it is. */
function priceMissing(text: string, only: Amount): string | undefined {
  const words = wordsOf(text, [only], only);
  if (LOWEST.test(words)) return texts.whichOwn;
  return OWN.test(words) ? texts.whichLowest : undefined;
}

/** Folded characters around a price that tell whose it is. */
const AROUND = 30;
const CLAUSE_END = /[,;.?!]|\b(?:et|contre|mais)\b/;

/** The words of a price: those before it, and those after it where none are before: « 62 000 pour le moins cher ». */
function wordsOf(text: string, sums: readonly Amount[], { at, end }: Amount): string {
  const last = Math.max(0, at - AROUND, ...sums.filter((one) => one.end <= at).map((one) => one.end));
  const next = Math.min(
    text.length,
    end + AROUND,
    ...sums.filter((one) => one.at >= end).map((one) => one.at),
  );
  const before = text.slice(last, at).split(CLAUSE_END).at(-1) ?? '';
  if (LOWEST.test(before) || OWN.test(before)) return before;
  return text.slice(end, next).split(CLAUSE_END)[0] ?? '';
}

interface Prices {
  readonly lowest: Amount;
  readonly own: Amount;
}

/** The prices of a question, each once: those said with a currency or a tax, else those that are large enough. */
function sumsIn({
  quantities: { text, amounts },
  understanding,
  today,
}: ComputationInput): readonly Amount[] {
  const marked = amounts.filter(({ money, tax }) => money || tax !== undefined);
  const all = marked.length > 1 ? marked : amounts;
  const sums = all.filter(({ value }, index) => all.findIndex((one) => one.value === value) === index);
  const start = understanding.followsUp ? askedFrom(text, understanding.asked, today) : text.length;
  const [anew, ...more] = sums.filter(({ at }) => at >= start);
  const before = sums.filter(({ at }) => at < start);
  const [low, high] = before.toSorted((a, b) => a.value - b.value);
  if (!anew || more.length > 0 || before.length !== 2 || !low || !high) return sums;
  // « et si on baisse à 70 000 ? », « et si l'autre est à 60 000 ? »: it takes the place of the one that it is.
  return LOWEST.test(wordsOf(text, sums, anew)) ? [high, anew] : [low, anew];
}

/** The two prices of a question, the cheapest first; undefined where it says one, or three that nothing tells apart. */
function pricesIn(text: string, sums: readonly Amount[]): Prices | undefined {
  const [one, ...others] = sums.toSorted((a, b) => a.value - b.value);
  const other = others.at(-1);
  if (!one || !other) return undefined;
  // « le moins cher est à 12 000 €, je suis à 10 000 € » says nothing that can be counted.
  const named = sums.find((sum) => LOWEST.test(wordsOf(text, sums, sum)));
  if (named && named !== one) return undefined;
  // Whoever is the cheapest loses nothing.
  const mine = sums.find((sum) => OWN.test(wordsOf(text, sums, sum)));
  if (mine === one && named !== one) return undefined;
  // Of three, the words say which is one's own: « nous à 78 000, le moins cher à 62 000, un autre à 70 000 ».
  if (others.length > 1)
    return mine && mine !== one && named === one ? { lowest: one, own: mine } : undefined;
  return { lowest: one, own: other };
}

/** What the price is worth, in points; undefined where several are said. */
function mostIn(text: string, places: readonly Amount[], pattern = MOST): number | undefined {
  const found = [...text.matchAll(pattern)]
    .filter(({ index, 0: { length } }) => !places.some(({ at, end }) => at < index + length && index < end))
    .filter(({ index }) => !isLimitAt(text, index))
    .map((match) => Number(match[1] ?? match[2]));
  const [most, ...others] = [...new Set(found)];
  return others.length === 0 && most !== undefined && most > 0 && most <= 100 ? most : undefined;
}
