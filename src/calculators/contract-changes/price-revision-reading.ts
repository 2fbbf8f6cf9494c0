import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { priceRevision } from './price-revision.ts';
import { PRICE_REVISION_TITLE, priceRevisionTexts as texts } from './price-revision-texts.ts';

const PAGE = 'guides/calcul-de-la-revision';
/** « 0,15 + 0,85 × I/I0 », « 0.15 + 0.85 (In / Io) » */
const FORMULA =
  /(\d[.,]\d{1,4}) ?\+ ?(\d[.,]\d{1,4}) ?[x×*.]? ?[([]? ?\p{L}{1,8}\d{0,2} ?[/÷] ?\p{L}{1,8}\d{0,2}/u;
const INDEX = String.raw`(\d{2,4}(?:[.,]\d{1,4})?)`;
/** « l'indice est passé de 110 à 121 », « I0 = 110 et I = 121 » */
const MOVED = new RegExp(String.raw`\bde ${INDEX} a ${INDEX}(?! ?(?:€|euros?|ans?|mois|jours?|%))`, 'g');
const YEAR = /^(?:19|20)\d\d$/;
const NAMED = new RegExp(String.raw`\b\p{L}{1,8}[0o] ?= ?${INDEX}\D{1,20}\p{L}{1,8} ?= ?${INDEX}`, 'u');
/** « l'indice était à 110, il est à 116 »: two numbers that count nothing else, where an index is spoken of. */
const OF_INDEX = /\bindices?\b|\bi ?[o0]\b/;
const BARE =
  /(?<![\d.,])\d{2,4}(?:[.,]\d{1,4})?(?![.,]?\d| ?(?:€|%|euros?|ht|ttc|ans?|mois|jours?)(?!\p{L}))/gu;
/** Said just before the index of the end: the other one is of the beginning, wherever it stands. */
const NOW_BEFORE =
  /\b(?:maintenant|aujourd'hui|desormais|actuel\w{0,8}|(?:il|on) (?:en )?est|passe|monte|nouvel?)\b[^\d]{0,20}$/;
const FIRST_BEFORE = /\b(?:etait|valait|depart|debut|origine|base|initial\w{0,4}|ancien)\b[^\d]{0,20}$/;
const CCAG = /\bccag\b|\bcahiers? (?:des clauses administratives )?general/;

/** The index at the beginning and now; undefined where two numbers do not say it. */
function indexIn(
  asked: string,
  formula: { readonly index: number; readonly 0: string },
  sums: readonly Amount[],
): { first: number; now: number } | undefined {
  const [change, ...others] = [...asked.matchAll(MOVED)].filter(([, first = '']) => !YEAR.test(first));
  if (others.length > 0) return undefined;
  const said = change ?? NAMED.exec(asked);
  if (said) return { first: numberOf(said[1]), now: numberOf(said[2]) };
  if (!OF_INDEX.test(asked)) return undefined;
  const end = formula.index + formula[0].length;
  const numbers = [...asked.matchAll(BARE)].filter(
    ({ 0: found, index }) =>
      !YEAR.test(found) &&
      (index + found.length <= formula.index || index >= end) &&
      !sums.some(({ at, end: last }) => at <= index && index < last),
  );
  const [one, other] = numbers;
  if (!one || !other || numbers.length > 2) return undefined;
  const isTurned =
    NOW_BEFORE.test(asked.slice(0, one.index)) && FIRST_BEFORE.test(asked.slice(0, other.index));
  const [first, now] = isTurned ? [other, one] : [one, other];
  return { first: numberOf(first[0]), now: numberOf(now[0]) };
}

const numberOf = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));

/** A price by the revision formula that a question writes, and its index at both dates. */
export const PRICE_REVISION: Computation = {
  id: 'price-revision',
  title: PRICE_REVISION_TITLE,
  compute(input: ComputationInput) {
    const { quantities, understanding } = input;
    const asked = fold(understanding.question).replace(/\s+/g, ' ');
    const formula = FORMULA.exec(asked);
    if (!formula) return undefined;
    const sums = quantities.amounts.filter(({ money, tax }) => money || tax !== undefined);
    const moved = indexIn(asked, formula, sums);
    if (!moved) return undefined;
    const parts = { fixed: numberOf(formula[1]), moving: numberOf(formula[2]) };
    const [first] = sums.length === 1 ? sums : [];
    const revised = priceRevision(parts, moved, first?.value);
    if (!revised) return undefined;
    const isUnderCcag = CCAG.test(asked);
    const priced = isUnderCcag ? [revised.byCcag] : [revised.byCcag, revised.exact];
    return {
      headline: texts.result(revised, isUnderCcag),
      steps: [
        texts.coefficient(revised, parts, moved),
        ...(first ? [...new Set(priced.map((one) => texts.price(one, first.value)))] : []),
      ],
      caveats: [texts.index, texts.byCcag, ...(isUnderCcag ? [] : [texts.rounding])],
      articles: [],
      figures: [],
      page: PAGE,
    };
  },
};
