import type { FiguresAt } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import type { SumSaid } from '#src/reader/numbers/sums-said.ts';
import { isClaimRight } from './claim.ts';
import { type Counted, only, taxOf } from './counted.ts';
import { ownTexts as texts } from './own-texts.ts';
import { percentOf, periodsOf } from './sums.ts';

const PAGE = 'guides/penalites-de-retard';
const [HOUR, DAY] = [60, 24 * 60];
/** A period of which a penalty is counted, by the first word that names one: its minutes, and how it is said. */
const PERIODS: readonly {
  readonly word: RegExp;
  readonly minutes: number;
  readonly each: string;
  readonly many: string;
}[] = [
  { word: /\b(?:quarts?|1\/4)\b/, minutes: 15, each: 'par quart d’heure', many: 'quarts d’heure' },
  { word: /\bdemi[- ]?(?:heures?|h)\b/, minutes: 30, each: 'par demi-heure', many: 'demi-heures' },
  { word: /\bdemi[- ]?journees?\b/, minutes: DAY / 2, each: 'par demi-journée', many: 'demi-journées' },
  { word: /\bminutes?\b/, minutes: 1, each: 'par minute', many: 'minutes' },
  { word: /\b(?:heures?|h)\b/, minutes: HOUR, each: 'par heure', many: 'heures' },
  { word: /\b(?:jours?|journees?|journaliere?s?)\b/, minutes: DAY, each: 'par jour', many: 'jours' },
  { word: /\b(?:semaines?|hebdo\w*)\b/, minutes: 7 * DAY, each: 'par semaine', many: 'semaines' },
];
/** Folded characters around a penalty in which its period is named. */
const AROUND = 40;

interface Period {
  readonly minutes: number;
  readonly each: string;
  readonly many: string;
}

/** What a delay costs by the contract's own penalty, and the most that a CCAG lets it come to. */
export function penalty(sum: SumSaid, text: string, figures: FiguresAt): Counted | undefined {
  const delay = only(sum.of('delay'));
  const order = only(sum.of('order'));
  const minutes = delay && inMinutes(delay);
  if (minutes === undefined || (sum.of('order').length > 0 && !order)) return undefined;
  const counted = byRate(sum, minutes, order) ?? byPeriod(sum, text, minutes);
  const limits = counted && limitsOf(order, figures);
  const most = limits?.most;
  // « ils ne peuvent pas prendre plus de 400 €, c'est ça ? »
  const isOfMost =
    most !== undefined && sum.of('claim').some((claim) => isClaimRight(claim, [{ value: most, unit: '€' }]));
  return (
    counted &&
    limits && {
      ...counted,
      ...(isOfMost && { said: texts.capped(euros(most), counted.said), found: [{ value: most, unit: '€' }] }),
      steps: [...counted.steps, ...limits.steps],
      caveats: [...counted.caveats, ...limits.caveats],
      page: PAGE,
    }
  );
}

type Due = Pick<Counted, 'said' | 'found' | 'steps' | 'caveats'>;

/** « 1/1000 par jour sur 52 000 € » */
function byRate(sum: SumSaid, minutes: number, order: SaidNumber | undefined): Due | undefined {
  const rate = only(sum.of('permille'));
  if (!rate || !order || sum.of('penalty').length > 0 || minutes % DAY !== 0 || rate.value <= 0)
    return undefined;
  const days = minutes / DAY;
  const due = roundToCents(order.value * rate.value * days);
  return {
    said: texts.penalty(euros(due)),
    found: [{ value: due, unit: '€' }],
    steps: [
      texts.permilleStep(euros(order.value, taxOf(order)), Math.round(1 / rate.value), days, euros(due)),
    ],
    caveats: [],
  };
}

/** « 50 € par quart d'heure » */
function byPeriod(sum: SumSaid, text: string, minutes: number): Due | undefined {
  const each = only(sum.of('penalty'));
  const period = each && periodOf(sum, text, each);
  if (!each || !period) return undefined;
  // A day late by some hours, or an hour by some days, is counted as the contract says.
  if (period.minutes >= DAY / 2 ? minutes < DAY / 2 : minutes >= DAY / 2) return undefined;
  const { whole, begun } = periodsOf(minutes, period.minutes);
  const [least, most] = [whole, begun].map((many) => roundToCents(many * each.value)) as [number, number];
  const step = (many: number, due: number) =>
    texts.penaltyStep(many, period.each, euros(each.value), euros(due));
  if (whole === begun)
    return {
      said: texts.penalty(euros(least)),
      found: [{ value: least, unit: '€' }],
      steps: [step(whole, least)],
      caveats: [],
    };
  return {
    said: texts.penaltyBoth(euros(least), euros(most), period.many),
    found: [least, most].map((value) => ({ value, unit: '€' })),
    steps: [step(whole, least), step(begun, most)],
    caveats: [texts.penaltyBothRule],
  };
}

/** The period of a penalty: that of its slice, « par tranche de 10 minutes », else the one named nearest after it. */
function periodOf(sum: SumSaid, text: string, { at, end, unit }: SaidNumber): Period | undefined {
  const step = only(sum.of('step'));
  if (step) {
    const minutes = inMinutes(step);
    const many = `tranches de ${step.value} ${step.unit}`;
    return minutes === undefined
      ? undefined
      : { minutes, each: `par tranche de ${step.value} ${step.unit}`, many };
  }
  if (unit === 'hour-rate') return PERIODS.find(({ minutes }) => minutes === HOUR);
  const after = firstIn(text.slice(end, end + AROUND).split(/\d/)[0] ?? '');
  return (
    after ??
    firstIn(
      text
        .slice(Math.max(0, at - AROUND), at)
        .split(/\d/)
        .at(-1) ?? '',
    )
  );
}

function firstIn(words: string): Period | undefined {
  const named = PERIODS.map((period) => ({ period, at: words.search(period.word) })).filter(
    ({ at }) => at >= 0,
  );
  // « quart d'heure » is no hour, and « demi-journée » no day: what comes first names it.
  return named.sort((a, b) => a.at - b.at)[0]?.period;
}

function inMinutes({ value, unit }: SaidNumber): number | undefined {
  if (unit === 'minutes') return value;
  if (unit === 'heures') return value * HOUR;
  if (unit === 'jours') return value * DAY;
  return unit === 'semaines' ? value * 7 * DAY : undefined;
}

/** The ceiling and the sum that is let off, where the contract cites a CCAG of 2021. */
function limitsOf(
  order: SaidNumber | undefined,
  figures: FiguresAt,
): (Pick<Counted, 'steps' | 'caveats'> & { readonly most?: number }) | undefined {
  const [rate, free] = ['penalites-retard-maximum-ccag', 'penalites-retard-exoneration-ccag'].map(
    figures.get,
  );
  if (!rate || !free) return undefined;
  const freed = formatValue(free.figure.unit, free.number);
  if (!order || taxOf(order) === 'TTC')
    return {
      steps: [],
      caveats: [texts.ceilingRate(formatValue(rate.figure.unit, rate.number), freed), texts.ccap],
    };
  const value = percentOf(order.value, rate.number);
  const most = euros(value);
  return {
    most: value,
    steps: [texts.ceilingStep(rate.number, euros(order.value, taxOf(order)), most)],
    caveats: [texts.ceiling(most, freed), texts.ccap],
  };
}
