import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { procedureSaid } from '#src/reader/procedure-said.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { DIRECT, MAY, OTHER_SUBJECT, WITHOUT } from './patterns.ts';
import { type PossibleCases, type ProcedureCase, possibleCases } from './possible-cases.ts';
import { opened } from './procurement-procedure-texts.ts';
import { type ProcedureQuestion, procedureQuestion, WHICH_ONE } from './question.ts';
import { adaptedLot, directLot, type SmallLot, type SmallLotResult } from './small-lot.ts';
import { lotCaveats, lotHeadline, lotSteps, lotWays, SMALL_LOT_TITLE } from './small-lot-texts.ts';
import { kindName, slots } from './texts-lines.ts';

const ht = (value: number): string => formatValue('€ HT', value);
const said = ({ figure, value }: KnownFigure): string => formatValue(figure.unit, value.value);

/** Whether a lot may leave the procedure of its contract (R2122-8, R2122-9-1, R2123-1 2°, R2322-14). */
export const SMALL_LOT: Computation = {
  id: 'small-lot',
  title: SMALL_LOT_TITLE,
  compute(input) {
    const { quantities, understanding } = input;
    if (!/\blots?\b/.test(quantities.text.replace(/\btous les lots\b/g, ' '))) return undefined;
    const room = roomOf(input);
    if (room) return room;
    const amounts = lotAmounts(input);
    const question = procedureQuestion(quantities, understanding, input.today) ?? asSmallLot(input, amounts);
    const way = question && wayOf(question);
    const cases = possibleCases(quantities.text, understanding.case, ['local', 'state']);
    // Services of annex 3 follow an adapted procedure, lot or not; defence has lots of its own, in another computation.
    if (!question || !way || !amounts || !cases || cases.common.nature === 'social') return undefined;
    const resultOf = (one: ProcedureCase) => {
      const lot: SmallLot = { ...amounts, ...one, buyer: one.rules };
      return way === 'direct' ? directLot(lot, input.figures) : adaptedLot(lot, input.figures);
    };
    const only = ONLY_ONE.test(quantities.text);
    const adapted =
      way === 'direct' && resultOf(cases.common)?.outcome === 'too-big' && cases.common.nature === 'ordinary'
        ? adaptedLot({ ...amounts, ...cases.common, buyer: cases.common.rules }, input.figures)
        : undefined;
    const mayBeAdapted = adapted?.outcome === 'if-share' || adapted?.outcome === 'unsaid';
    return compose({
      question,
      way,
      amounts,
      cases,
      resultOf,
      only,
      adapted: mayBeAdapted ? adapted : undefined,
    });
  },
};

/** « un lot de 75 000 € sur 300 000 €, petit lot possible ? »: the lightest way that a lot of that size may have. */
function asSmallLot(
  { quantities: { text }, figures }: ComputationInput,
  amounts: LotAmounts | undefined,
): ProcedureQuestion | undefined {
  const limit = figures.get('dispense-fournitures-services');
  if (!limit || amounts?.total === undefined || !text.includes('?')) return undefined;
  if (!/\bpetits? lots?\b/.test(text) || !MAY.test(text) || OTHER_SUBJECT.test(text)) return undefined;
  return { ...WHICH_ONE, topic: amounts.lot < limit.number ? 'direct' : 'adapted', asks: 'may' };
}

/** « les petits lots en direct, combien en tout ? »: the share of all lots that small ones may reach together. */
function roomOf(input: ComputationInput): ComputedAnswer | undefined {
  const { quantities, understanding, figures } = input;
  const way = roomWay(quantities.text);
  const { all } = amountsSaid(input, input.today);
  const [total, another] = all;
  const asksRoom =
    /\bpetits lots\b/.test(quantities.text) &&
    /\b(?:combien|quelle somme|jusqu'|max\w*)\b/.test(quantities.text);
  if (!way || !total || another || total.tax === 'TTC' || !asksRoom) return undefined;
  const cases = possibleCases(quantities.text, understanding.case, ['local']);
  // What else a defence lot must meet is not known for certain.
  if (!cases || cases.common.defence || cases.common.nature !== 'ordinary') return undefined;
  const results = (cases.open.category ?? [cases.common]).map((one) => {
    const lot: SmallLot = { lot: 0, total: total.value, ...one, buyer: one.rules };
    return { one, result: way === 'direct' ? directLot(lot, figures) : adaptedLot(lot, figures) };
  });
  const first = results[0]?.result;
  // Under the limit the whole contract goes that way: no share counts.
  if (!first?.room || results.some(({ result }) => result?.outcome !== 'if-share')) return undefined;
  const room = ht(first.room);
  const share = said(first.share);
  const whole = ht(total.value);
  return {
    headline: opened(undefined, lotHeadline.room(lotWays[way], room, share, whole)),
    steps: [lotSteps.share(share, whole, room)],
    caveats: [
      ...results.flatMap(({ one, result }) =>
        result ? [lotCaveats.each(kindName(one), said(result.lotLimit))] : [],
      ),
      lotCaveats.faculty,
    ],
    articles: articlesOf(way, cases.common),
    figures: [first.share, ...results.flatMap(({ result }) => result?.lotLimit ?? [])],
  };
}

function roomWay(text: string): 'direct' | 'adapted' | undefined {
  if (OTHER_SUBJECT.test(text)) return undefined;
  if (WITHOUT.test(text) || DIRECT.test(text)) return 'direct';
  return procedureSaid(text).procedure === 'adapted' ? 'adapted' : undefined;
}

const ONLY_ONE = /\b(?:seul|unique) (?:et unique )?(?:petit|lot)\b/;

interface LotAmounts {
  readonly lot: number;
  /** How many small lots of that amount the question says. */
  readonly count?: number | undefined;
  readonly total?: number | undefined;
}

function wayOf({ topic, withoutNotice }: ProcedureQuestion): 'direct' | 'adapted' | undefined {
  if (topic === 'direct' || topic === 'competition') return 'direct';
  if ((topic === 'adapted' || topic === 'formal') && !withoutNotice) return 'adapted';
  return undefined;
}

/** The lot and, if said, all lots: of two amounts the smaller is the lot. Undefined when they can't be told apart. */
function lotAmounts(input: ComputationInput): LotAmounts | undefined {
  const { all } = amountsSaid(input, input.today);
  if (all.some(({ tax }) => tax === 'TTC')) return undefined;
  const yearly = yearlyLots(input, all);
  if (yearly) return yearly;
  const [first, second] = all.map(({ value }) => value).sort((a, b) => a - b);
  if (first === undefined || all.length > 2) return undefined;
  // A lot told by the year, without how many of them: nothing says what it is worth.
  if (all.some(({ per }) => per !== undefined)) return undefined;
  const rest = restOf(input, all);
  if (rest) return rest;
  if (second !== undefined) return { lot: first, total: second, count: countOf(input, first) };
  // A single amount that is that of the whole says nothing of the lot.
  const { text } = input.quantities;
  const { at = 0, end = 0 } = all[0] ?? {};
  const ofLot =
    /\blots?\b[^,;?]{0,40}$/.test(text.slice(0, at)) ||
    /^ ?(?:ht )?[^,;?]{0,10}\blots?\b/.test(text.slice(end));
  return ofLot && !/\b(?:total|marche|chantier|operation|ensemble)\b[^,;?]{0,15}$/.test(text.slice(0, at))
    ? { lot: first }
    : undefined;
}

/** What stands between a lot and the sum of all the others. */
const THE_REST = /\b(?:le reste|les autres(?: lots)?|l'autre(?: lot)?)\b/;

/** « un lot de 15 000 € et le reste 65 000 € »: all lots are both. */
function restOf(
  { quantities: { text } }: ComputationInput,
  [one, other, another]: readonly Amount[],
): LotAmounts | undefined {
  if (!one || !other || another || !THE_REST.test(text.slice(one.end, other.at))) return undefined;
  return { lot: one.value, total: roundToCents(one.value + other.value) };
}

/** Lots told by the year, over the years that are said: « 15 000 € par an sur 80 000 € par an, pendant 4 ans ». */
function yearlyLots(input: ComputationInput, all: readonly Amount[]): LotAmounts | undefined {
  const { durations } = input.quantities;
  const times = durations.filter(({ unit }) => unit === 'ans' || unit === 'mois');
  const [time] = times;
  if (!time || times.length > 1 || !all.some(({ per }) => per === 'an')) return undefined;
  const years = time.unit === 'ans' ? time.value : time.value / 12;
  const whole = all.map((one) => (one.per === 'an' ? { ...one, value: one.value * years } : one));
  // « 15 000 € par an, soit 60 000 € sur 4 ans »: one lot, said twice.
  const [first, second, ...more] = whole.filter(
    ({ value }, index) => whole.findIndex((one) => one.value === value) === index,
  );
  if (!first || more.length > 0) return undefined;
  if (!second) return { lot: first.value };
  const [lot, total] = [Math.min(first.value, second.value), Math.max(first.value, second.value)];
  return restOf(input, [first, second]) ?? { lot, total };
}

/** « 2 petits lots à 30 000 € chacun » */
function countOf({ quantities: { text, amounts } }: ComputationInput, lot: number): number | undefined {
  const place = amounts.find(({ value }) => value === lot);
  const before = place && text.slice(Math.max(0, place.at - 40), place.at);
  const count = Number(/\b(\d{1,2}) (?:petits )?lots\b[^,;?.\d]{0,20}$/.exec(before ?? '')?.[1] ?? 1);
  const each =
    place && (/^ ?(?:€ )?(?:ht )?chacun/.test(text.slice(place.end)) || /\b(?:de|a) $/.test(before ?? ''));
  return count > 1 && each ? count : undefined;
}

type ResultOf = (one: ProcedureCase) => SmallLotResult | undefined;

function compose({
  question,
  way,
  amounts,
  cases,
  resultOf,
  only,
  adapted,
}: {
  question: ProcedureQuestion;
  way: 'direct' | 'adapted';
  amounts: LotAmounts;
  cases: PossibleCases;
  resultOf: ResultOf;
  /** The question says that there is no other small lot. */
  only: boolean;
  /** The way that is left to a lot that is too big to be bought directly. */
  adapted?: SmallLotResult | undefined;
}): ComputedAnswer | undefined {
  const { common } = cases;
  const result = resultOf(common);
  const others = cases.all.map(resultOf);
  if (!result || others.includes(undefined)) return undefined;
  const same = new Set(others.map((other) => other?.outcome)).size === 1;
  if (!same && !cases.open.category) return undefined;
  const { wholeLimit, lotLimit, share } = result;
  const together = togetherOf(amounts);
  const outcome = outcomeTogether(result, together);
  const words = wordsOf(way, amounts, result);
  // What else a defence lot must meet is not known for certain.
  if (common.defence && !['whole', 'too-big'].includes(outcome)) return undefined;
  const verdict = same ? verdictFor(question, outcome, only) : undefined;
  const several = together !== undefined && outcome === 'over-share' ? ht(together) : undefined;
  const sentence = several ? lotHeadline.together(words, several) : aloneLine(words, outcome, only);
  const left = leftWay(words.lot, adapted);
  return {
    headline: same ? opened(verdict, sentence) : lotCaveats.assumed(kindName(common), sentence),
    verdict,
    steps: [
      ...left.steps,
      ...sizeSteps(words, { whole: outcome === 'whole', small: amounts.lot < lotLimit.number }),
      ...(several && amounts.count ? [lotSteps.several(amounts.count, words.lot, several)] : []),
    ],
    caveats: [...left.caveats, ...(same ? [] : otherCategories(cases, resultOf)), ...lotCaveatsOf(outcome)],
    articles: articlesOf(way, common),
    figures: [
      ...new Set([wholeLimit, share, ...others.flatMap((other) => other?.lotLimit ?? []), ...left.figures]),
    ],
    clarify: same ? undefined : clarifyCategory(cases),
  };
}

/** The way that is left to a lot that is too big to be bought directly, as it is told. */
function leftWay(lot: string, adapted: SmallLotResult | undefined) {
  if (!adapted) return { steps: [], caveats: [], figures: [] };
  const limit = said(adapted.lotLimit);
  const share = said(adapted.share);
  return {
    steps: [lotSteps.adapted(lot, limit, share)],
    caveats: [lotCaveats.adapted(limit, share)],
    figures: [adapted.lotLimit],
  };
}

const togetherOf = ({ count, lot }: LotAmounts): number | undefined =>
  count === undefined ? undefined : count * lot;

const aloneLine = (
  words: ReturnType<typeof wordsOf>,
  outcome: SmallLotResult['outcome'],
  only: boolean,
): string => lotHeadline[only && outcome === 'if-share' ? 'only' : outcome](words);

function wordsOf(
  way: 'direct' | 'adapted',
  { lot, total }: LotAmounts,
  { wholeLimit, lotLimit, share, room }: SmallLotResult,
) {
  return {
    way: lotWays[way],
    lot: ht(lot),
    total: total ? ht(total) : undefined,
    wholeLimit: said(wholeLimit),
    lotLimit: said(lotLimit),
    share: said(share),
    room: room === undefined ? undefined : ht(room),
  } as const;
}

/** How the whole, the lot and the share of small lots stand against their limits. */
function sizeSteps(
  { total, wholeLimit, lot, lotLimit, share, room }: ReturnType<typeof wordsOf>,
  { whole, small }: { whole: boolean; small: boolean },
): string[] {
  return sentences(
    total && lotSteps.whole(total, wholeLimit, whole),
    lotSteps.size(lot, lotLimit, small),
    total && room && lotSteps.share(share, total, room),
  );
}

/** Several small lots of the same amount are added: together they may weigh too much. */
function outcomeTogether(
  { outcome, room }: SmallLotResult,
  together: number | undefined,
): SmallLotResult['outcome'] {
  const tooMuch = together !== undefined && room !== undefined && together > room;
  return outcome === 'if-share' && tooMuch ? 'over-share' : outcome;
}

const lotCaveatsOf = (outcome: SmallLotResult['outcome']): string[] =>
  sentences(
    (outcome === 'if-share' || outcome === 'unsaid') && lotCaveats.others,
    lotCaveats.faculty,
    lotCaveats.tax,
  );

/** « too-big » and « over-share » say no for certain, « whole » yes; the rest depends on the other small lots. */
function verdictFor(
  { asks, topic }: ProcedureQuestion,
  outcome: SmallLotResult['outcome'],
  only: boolean,
): 'oui' | 'non' | undefined {
  if (!asks || topic === 'formal' || topic === 'competition') return undefined;
  const forbidden = asks === 'forbidden';
  const allowed = outcome === 'whole' || (only && outcome === 'if-share');
  if (allowed && asks === 'may') return 'oui';
  if (allowed) return forbidden ? 'non' : undefined;
  if (outcome !== 'too-big' && outcome !== 'over-share') return undefined;
  if (forbidden) return 'oui';
  return asks === 'may' || topic === 'adapted' ? 'non' : undefined;
}

function otherCategories({ common, open }: PossibleCases, resultOf: ResultOf): string[] {
  const other = open.category?.find(({ category }) => category !== common.category);
  const result = other && resultOf(other);
  if (!other || !result) return [];
  return [lotCaveats.other(kindName(other), said(result.lotLimit))];
}

function clarifyCategory({ open }: PossibleCases): ComputedAnswer['clarify'] {
  const { question, choices } = slots.category;
  const ids = open.category?.map(({ category }) => category) ?? [];
  return { question, choices: ids.map((id) => ({ id: `category-${id}`, kind: 'ask', ...choices[id] })) };
}

function articlesOf(way: 'direct' | 'adapted', { nature, defence }: ProcedureCase): string[] {
  if (way === 'adapted') return ['R2123-1'];
  if (defence) return [nature === 'innovative' ? 'R2322-16' : 'R2322-14'];
  return nature === 'innovative' ? ['R2122-9-1', 'R2123-1'] : ['R2122-8', 'R2123-1'];
}
