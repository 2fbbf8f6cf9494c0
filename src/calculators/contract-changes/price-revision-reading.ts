import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
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
const numberOf = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));

/** A price by the revision formula that a question writes, and its index at both dates. */
export const PRICE_REVISION: Computation = {
  id: 'price-revision',
  title: PRICE_REVISION_TITLE,
  compute(input: ComputationInput) {
    const { quantities, understanding } = input;
    const asked = fold(understanding.question).replace(/\s+/g, ' ');
    const formula = FORMULA.exec(asked);
    const [change, ...others] = [...asked.matchAll(MOVED)].filter(([, first = '']) => !YEAR.test(first));
    const index = change ?? NAMED.exec(asked);
    if (!formula || !index || others.length > 0) return undefined;
    const parts = { fixed: numberOf(formula[1]), moving: numberOf(formula[2]) };
    const moved = { first: numberOf(index[1]), now: numberOf(index[2]) };
    const sums = quantities.amounts.filter(({ money, tax }) => money || tax !== undefined);
    const [first] = sums.length === 1 ? sums : [];
    const revised = priceRevision(parts, moved, first?.value);
    if (!revised) return undefined;
    return {
      headline: texts.result(revised),
      steps: [
        texts.coefficient(revised, parts, moved),
        ...(first ? [texts.price(revised, first.value)] : []),
      ],
      caveats: [texts.index, texts.rounding],
      articles: [],
      figures: [],
      page: PAGE,
    };
  },
};
