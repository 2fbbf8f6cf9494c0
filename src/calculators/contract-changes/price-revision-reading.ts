import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { priceRevision } from './price-revision.ts';
import { PRICE_REVISION_TITLE, priceRevisionTexts as texts } from './price-revision-texts.ts';

const PAGE = 'guides/calcul-de-la-revision';
/** « 0,15 + 0,85 × I/I0 », « 0.15 + 0.85 (In / Io) » */
const FORMULA =
  /(\d[.,]\d{1,4}) ?\+ ?(\d[.,]\d{1,4}) ?[x×*.]? ?[([]? ?\p{L}{1,8}\d{0,2} ?[/÷] ?\p{L}{1,8}\d{0,2}/u;
const INDEX = String.raw`(\d{1,3}(?: \d{3}){1,2}|\d{2,4}(?:[.,]\d{1,4})?)`;
/** « l'indice est passé de 110 à 121 » */
const MOVED = new RegExp(
  String.raw`\bde ${INDEX} a ${INDEX}(?! ?(?:€|euros?|ans?|mois|jours?|%)|\d| \d{3}\b)`,
  'g',
);
const YEAR = /^(?:19|20)\d\d$/;
/** « I0 = 110 et I = 121 », in either order. */
const AT_FIRST = new RegExp(String.raw`(?<!\p{L})\p{L}{1,8} ?[0o] ?= ?${INDEX}`, 'u');
const AT_LAST = new RegExp(String.raw`(?<!\p{L})[iscn][nmt]? ?= ?${INDEX}`, 'u');
/** Just before a number that is a price, though no euro is said: « mon prix de 20 000 ». */
const PRICED_WITHIN = 60;
const PRICED =
  /(?<!indices? (?:des|du|de) )\b(?:prix|montant|forfait|tarif)(?: (?:initial|d'origine|de depart|de base|annuel|mensuel|actuel|etait|est|de|a|d'|:|=)){0,4} ?$/;
/** Where an index is spoken of. */
const OF_INDEX = /\bindices?\b/;
/** A number that counts nothing else: no part of a larger one, of a date, or of a name as « BT01 ». */
const BARE =
  /(?<![\p{L}\d.,/]|\d )(?:\d{1,3}(?: \d{3}){1,2}|\d{2,4}(?:[.,]\d{1,4})?)(?![.,/]?\d| ?(?:€|%|euros?|ht|ttc|ans?|mois|jours?)(?!\p{L}))/gu;
const MONTH_BEFORE = /\b(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec)\p{L}{0,6}\.? $/u;
const CUT = /[,;:?!\n]|\.(?!\d)| et | puis | mais /;
const FIRST_SAID =
  /\b(?:etait|valait|depart|debut|origine|base|initial\w{0,4}|ancien\w{0,3}|signature|offres?|mois zero|au commencement)\b/;
const NOW_SAID =
  /\b(?:maintenant|aujourd'hui|desormais|actuel\w{0,8}|il est|on est|passe|monte|nouvel?|revision|dernier)\b/;
/** An index that doubled, or is half of what it was, is a number misread. */
const [LEAST, MOST] = [0.5, 2];
const CCAG = /\bccag\b|\bcahiers? (?:des clauses administratives )?general/;

/** What a number is said to be by the words of its own clause. */
function momentOf(
  asked: string,
  { index, 0: found }: RegExpMatchArray & { index: number },
): 'first' | 'now' | undefined {
  const before = asked.slice(0, index).split(CUT).at(-1) ?? '';
  const after = asked.slice(index + found.length).split(CUT)[0] ?? '';
  // Words before a number are of it unless another number stands between.
  const own = `${before.split(/\d/).at(-1)} ${after.split(/\d/)[0]}`;
  const [first, now] = [FIRST_SAID.test(own), NOW_SAID.test(own)];
  return first === now ? undefined : first ? 'first' : 'now';
}

/** The index at the beginning and now; undefined where two numbers do not say it. */
function indexIn(
  asked: string,
  formula: { readonly index: number; readonly 0: string },
  sums: readonly Amount[],
): { first: number; now: number } | undefined {
  const likely = (first: number, now: number) =>
    first > 0 && now / first >= LEAST && now / first <= MOST ? { first, now } : undefined;
  const [change, ...others] = [...asked.matchAll(MOVED)].filter(([, first = '']) => !YEAR.test(first));
  if (others.length > 0) return undefined;
  if (change) return likely(numberOf(change[1]), numberOf(change[2]));
  const rest = asked.slice(0, formula.index) + asked.slice(formula.index + formula[0].length);
  const [atFirst, atLast] = [AT_FIRST.exec(rest), AT_LAST.exec(rest)];
  if (atFirst && atLast) return likely(numberOf(atFirst[1]), numberOf(atLast[1]));
  if (!OF_INDEX.test(asked)) return undefined;
  const end = formula.index + formula[0].length;
  const numbers = [...asked.matchAll(BARE)].filter(
    ({ 0: found, index }) =>
      !YEAR.test(found) &&
      !MONTH_BEFORE.test(asked.slice(0, index)) &&
      (index + found.length <= formula.index || index >= end) &&
      !sums.some(({ at, end: last }) => at <= index && index < last),
  );
  const [one, other] = numbers;
  if (!one || !other || numbers.length > 2) return undefined;
  const [ofOne, ofOther] = [momentOf(asked, one), momentOf(asked, other)];
  // By nothing but their order, nobody can tell which of two is the first.
  if (ofOne === ofOther) return undefined;
  const isInOrder = ofOne === 'first' || ofOther === 'now';
  const [first, now] = isInOrder ? [one, other] : [other, one];
  return likely(numberOf(first[0]), numberOf(now[0]));
}

const numberOf = (text: string | undefined): number =>
  Number((text ?? '').replace(/ /g, '').replace(',', '.'));

/** A price by the revision formula that a question writes, and its index at both dates. */
export const PRICE_REVISION: Computation = {
  id: 'price-revision',
  title: PRICE_REVISION_TITLE,
  compute(input: ComputationInput) {
    const { quantities, understanding } = input;
    const asked = fold(understanding.question).replace(/\s+/g, ' ');
    const formula = FORMULA.exec(asked);
    if (!formula) return undefined;
    const sums = quantities.amounts.filter(
      ({ money, tax, at }) =>
        money || tax !== undefined || PRICED.test(quantities.text.slice(Math.max(0, at - PRICED_WITHIN), at)),
    );
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
