import { roundToCents } from '#src/calculators/rounding.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import type { SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import type { SumSaid } from '#src/reader/numbers/sums-said.ts';
import { isClaimRight } from './claim.ts';
import { type Counted, isMoney, only, taxOf } from './counted.ts';
import { shown, ownTexts as texts } from './own-texts.ts';
import { changeOf, percentOf, shareOf, weighted, withoutTax } from './sums.ts';

const COST = 'guides/cout-de-revient';
const CRITERIA_PAGE = 'guides/criteres-et-choix-des-offres';
const TAX = 'guides/tva';

/** A part of a whole, and what is missing to reach the share that is wanted. */
export function share(sum: SumSaid): Counted | undefined {
  const whole = only(sum.of('whole'));
  const target = only(sum.of('target'));
  const part = only(sum.of('part'));
  if (!whole || whole.value <= 0) return undefined;
  const money = [whole, part].some((one) => one !== undefined && isMoney(one));
  if (part) return partOf(sum, { part, whole, target }, (number) => shown(number, money));
  if (!target || sum.of('part').length > 0) return undefined;
  const needed = percentOf(whole.value, target.value);
  const [all, some] = [shown(whole, money), shown({ ...whole, value: needed }, money)];
  return {
    said: texts.needed(target.value, all, some),
    found: [{ value: needed, unit: money ? '€' : 'other' }],
    steps: [texts.neededStep(target.value, all, some)],
    caveats: [texts.base],
    page: COST,
  };
}

function partOf(
  sum: SumSaid,
  { part, whole, target }: { part: SaidNumber; whole: SaidNumber; target: SaidNumber | undefined },
  say: (number: SaidNumber) => string,
): Counted | undefined {
  if (part.value > whole.value || taxOf(part) !== taxOf(whole)) return undefined;
  const found = shareOf(part.value, whole.value);
  const rest = roundToCents(100 - found);
  // « il me reste 60 %, c'est ça ? »
  const isOfRest = sum.of('claim').some((claim) => isClaimRight(claim, [{ value: rest, unit: '%' }]));
  const counted = {
    said: isOfRest
      ? texts.shareAndRest(say(part), say(whole), found, rest)
      : texts.share(say(part), say(whole), found),
    found: [found, rest].map((value) => ({ value, unit: '%' as const })),
    steps: [
      texts.shareStep(say(part), say(whole), found),
      ...(isOfRest ? [texts.restStep(found, rest)] : []),
    ],
    caveats: [],
    page: COST,
  };
  if (!target) return counted;
  const needed = say({ ...whole, value: percentOf(whole.value, target.value) });
  const isEnough = found >= target.value;
  const reached = isEnough ? texts.reached(target.value) : texts.notReached(target.value, needed);
  return {
    ...counted,
    said: `${reached}. ${counted.said.charAt(0).toUpperCase()}${counted.said.slice(1)}`,
    steps: [...counted.steps, texts.neededStep(target.value, say(whole), needed)],
    caveats: [texts.base],
    isEnough,
  };
}

/** A sum with a part taken off it, or added to it. */
export function discount(sum: SumSaid): Counted | undefined {
  const base = only(sum.of('base'));
  const [cut, raise] = [only(sum.of('cut')), only(sum.of('raise'))];
  const rate = cut ?? raise;
  if (!base || !rate || (cut && raise) || rate.value <= 0 || rate.value >= 100) return undefined;
  const moved = percentOf(base.value, rate.value);
  const left = roundToCents(cut ? base.value - moved : base.value + moved);
  const tax = taxOf(base);
  const [from, part, to] = [euros(base.value, tax), euros(moved, tax), euros(left, tax)];
  return {
    said: cut ? texts.cut(rate.value, to, part) : texts.raised(rate.value, to, part),
    found: [left, moved].map((value) => ({ value, unit: '€' })),
    steps: [
      texts.rateStep(from, rate.value, part),
      cut ? texts.minusStep(from, part, to) : texts.plusStep(from, part, to),
    ],
    caveats: cut ? [texts.discountPaid] : [],
    page: COST,
  };
}

/** A sum with its tax, or without it; both where it does not say which it is. */
export function tax(sum: SumSaid, text: string): Counted | undefined {
  const base = only(sum.of('base'));
  const rate = only(sum.of('vat'));
  if (!base || !rate || rate.value <= 0 || rate.value > MOST_VAT) return undefined;
  const isIncl = taxOf(base) ?? taxBefore(text, base);
  const added = percentOf(base.value, rate.value);
  const incl = roundToCents(base.value + added);
  const excl = withoutTax(base.value, rate.value);
  const off = roundToCents(base.value - excl);
  const [ht, ttc] = [euros(base.value, 'HT'), euros(base.value, 'TTC')];
  const toIncl = [
    texts.rateStep(ht, rate.value, euros(added)),
    texts.plusStep(ht, euros(added), euros(incl, 'TTC')),
  ];
  const toExcl = [
    texts.exclStep(ttc, rate.value, euros(excl, 'HT')),
    texts.vatStep(ttc, euros(excl, 'HT'), euros(off)),
  ];
  const found = (values: readonly number[]) => values.map((value) => ({ value, unit: '€' as const }));
  const common = { caveats: [texts.vatRate], page: TAX };
  if (isIncl === 'HT')
    return {
      ...common,
      said: texts.inclTax(euros(incl, 'TTC'), euros(added)),
      found: found([incl, added]),
      steps: toIncl,
    };
  if (isIncl === 'TTC')
    return {
      ...common,
      said: texts.exclTax(euros(excl, 'HT'), euros(off)),
      found: found([excl, off]),
      steps: toExcl,
    };
  return {
    ...common,
    said: texts.eitherTax(euros(base.value), euros(incl, 'TTC'), euros(excl, 'HT')),
    found: found([incl, excl, added]),
    steps: [...toIncl, ...toExcl],
  };
}
/** Per cent: no rate of that tax is above. */
const MOST_VAT = 30;
/** Folded characters before a sum, where « ttc » may be said. */
const TAX_BEFORE = 20;
const taxBefore = (text: string, { at }: SaidNumber): 'HT' | 'TTC' | undefined => {
  const words = text.slice(Math.max(0, at - TAX_BEFORE), at).split(/[^a-z]/);
  if (words.includes('ttc')) return 'TTC';
  return words.includes('ht') ? 'HT' : undefined;
};

/** What a price rises or falls by. */
export function change(sum: SumSaid, text: string): Counted | undefined {
  if (MISTAKEN.test(text) && !ASKS_CHANGE.test(text)) return undefined;
  const [from, to] = [only(sum.of('from')), only(sum.of('to'))];
  if (!from || !to || from.value <= 0 || taxOf(from) !== taxOf(to)) return undefined;
  const rate = changeOf(from.value, to.value);
  const money = isMoney(from) || isMoney(to);
  return {
    said: texts.change(rate),
    found: [{ value: Math.abs(rate), unit: '%' }],
    steps: [texts.changeStep(shown(from, money), shown(to, money), rate)],
    caveats: [],
    page: COST,
  };
}

/** « j'ai écrit 1,20 au lieu de 12 »: one takes the place of the other by mistake, and nobody asks how far they are apart. */
const MISTAKEN = /\bau lieu d|\ba la place d|\berreurs?\b|\btromp\w*|\bfautes? de frappe\b/;
const ASKS_CHANGE = /%|\bpour ?cents?\b|\bpourcentages?\b|\bcombien\b|\bhausses?\b|\baugment\w*|\bbaiss\w*/;

/** What a criterion is called. */
const CRITERION =
  /\b(?:prix|techni\w*|delais?|environ\w*|social\w*|qualite|memoire|insertion|valeur|organi\w*)\b/g;

/** Notes by the weights of their criteria: those named alike go together, else those in the same order. */
export function grade(sum: SumSaid, text: string): Counted | undefined {
  const [grades, weights] = [sum.of('grade'), sum.of('weight')];
  const outOf = new Set(grades.map((one) => one.outOf));
  const [most] = outOf;
  const all = weights.reduce((total, { value }) => total + value, 0);
  if (grades.length < 2 || grades.length !== weights.length || outOf.size > 1 || !most || all !== 100)
    return undefined;
  const [named, weighed] = [criteriaOf(text, grades, sum), criteriaOf(text, weights, sum)];
  const isAlike = named && weighed && named.every((name) => weighed.includes(name));
  // Named otherwise, nobody can tell which weight is of which note.
  if (named && weighed && !isAlike) return undefined;
  const notes = grades.map(({ value }, index) => {
    const at = isAlike ? weighed.indexOf(named[index] as string) : index;
    return { grade: value, weight: weights[at]?.value ?? 0 };
  });
  const found = weighted(notes);
  return {
    said: texts.grade(found, most),
    found: [{ value: found, unit: 'other' }],
    steps: [texts.gradeStep(notes, found)],
    caveats: [texts.gradeRule],
    page: CRITERIA_PAGE,
  };
}

/** The criterion of each number, named before all of them or after all of them; undefined where some have none of their own. */
function criteriaOf(text: string, numbers: readonly SaidNumber[], sum: SumSaid): string[] | undefined {
  const all = [...sum.of('grade'), ...sum.of('weight')].sort((a, b) => a.at - b.at);
  const between = (from: SaidNumber | undefined, to: SaidNumber | undefined): string[] =>
    [...text.slice(from?.end ?? 0, to?.at ?? text.length).matchAll(CRITERION)].map(([name]) =>
      name.slice(0, 5),
    );
  const at = (number: SaidNumber) => all.indexOf(number);
  const before = numbers.map((one) => between(all[at(one) - 1], one).at(-1));
  const after = numbers.map((one) => between(one, all[at(one) + 1])[0]);
  const isOwn = (names: readonly (string | undefined)[]): names is string[] =>
    names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return [before, after].find(isOwn);
}
