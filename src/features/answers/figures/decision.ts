import { fold } from '#src/platform/french/text-analysis.ts';
import { type Polarity, polarityOf } from '#src/reader/polarity.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { questionTypeTokens } from '#src/retrieval/keyword/question-type.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { type FigureMention, readFigureText } from './mentions.ts';

type Verdict = 'oui' | 'non';
const said = (truth: boolean): Verdict => (truth ? 'oui' : 'non');

/** A page whose question wants a figure decides only when it is the one asked from this probability. */
const ASKED = 0.6;

/** Kinds of question of which a figure is the answer. */
const OF_FIGURES: ReadonlySet<string> = new Set(['¿duree', '¿combien']);
/** « comment éviter les pénalités ? » has a figure in its answer, which decides nothing. */
const mayWantFigure = (heading: string): boolean => {
  const kinds = questionTypeTokens(heading);
  return kinds.length === 0 || kinds.some((kind) => OF_FIGURES.has(kind));
};

const UNTIL = /\bjusqu'(?:a|au) ?(?:quand|quelle date|quel jour)/;
const FROM = /\b(?:a partir de|depuis|de) quand\b|^\W*quand\b|\ba (?:quelle|partir de quelle) date\b/;
/** « déjà », « encore »: whether something holds on a day. */
const ON_A_DAY = /\b(?:deja|encore|toujours|aujourd'hui|maintenant|desormais|actuellement|plus)\b/;

const AT_MOST_BEFORE =
  /(?:jusqu'a|au plus|au maximum|dans les|sous|ne (?:peut|peuvent|doit|doivent) pas depasser|ne depasse(?:nt)? pas|limitee?s? a|plafonnee?s? a) ?$/;
const HAS_BEFORE = /\b(?:avez|dispose[sz]? d[e']) ?$/;
const AT_MOST_AFTER = /^ ?(?:€|ht|ttc| )*(?:au plus|au maximum|maximum)\b/;
const BELOW_BEFORE = /(?:moins d[e']|inferieure?s? a) ?$/;
const AT_LEAST_BEFORE = /(?:au moins|a partir d[e']|\bdes|au minimum|superieure?s? ou egale?s? a|atteint) ?$/;
const AT_LEAST_AFTER = /^ ?(?:€|ht|ttc| )*(?:au moins|au minimum|minimum)\b/;
const ABOVE_BEFORE = /(?:plus d[e']|superieure?s? a|au-dela d[e']|au-dessus d[e']) ?$/;
/** Judged too much, or enough: « en retard », « dans les clous ». */
const TOO_MUCH = /\b(?:retard|trop (?:tard|long\w*|lente?\w*|cher|haute?|elevee?s?)|hors delai|depass\w*)\b/;
const WITHIN = /\b(?:dans les (?:temps|delais|clous)|a temps|respect\w*)\b/;
/** What states a measure: « la session dure un an ? ». */
const STATES = /\b(?:dure(?:nt)?|est|sont|vaut|valent|fait|font|represente(?:nt)?|s'eleve(?:nt)?|c'est)\b/;

/**
 * The yes or no of a page that asks for a figure or a day — « jusqu'à quand », « quel plafond » — on a question that
 * says its own: the two are compared. Undefined when the page gives several of that kind, or the question none.
 */
export function decideByFigure(
  { passage, shortAnswer, fit = 0 }: Evidence,
  { positive: { question, polarity, turned }, date, askedDate }: Understanding,
): Verdict | undefined {
  if (passage.proposition || fit < ASKED || polarityOf(passage.heading)) return undefined;
  if (!polarity || polarity.negated || polarity.without || turned) return undefined;
  const dated = askedDate !== undefined || ON_A_DAY.test(fold(question));
  return (
    (dated ? byDay(fold(passage.heading), shortAnswer, date) : undefined) ??
    (mayWantFigure(passage.heading) ? byMeasure(question, polarity, shortAnswer) : undefined)
  );
}

function byDay(heading: string, shortAnswer: string, date: string): Verdict | undefined {
  const days = readFigureText(firstSentence(shortAnswer)).mentions.filter(({ kind }) => kind === 'date');
  const [day] = days;
  if (!day || days.length > 1 || !/^\d{4}-\d{2}-\d{2}$/.test(day.figure)) return undefined;
  if (UNTIL.test(heading)) return said(date <= day.figure);
  return FROM.test(heading) ? said(date >= day.figure) : undefined;
}

function byMeasure(question: string, { modality }: Polarity, shortAnswer: string): Verdict | undefined {
  const asked = measuresIn(question);
  const held = measuresIn(shortAnswer);
  const [mine] = asked.measures;
  if (!mine || asked.measures.length > 1) return undefined;
  const same = held.measures.filter(({ unit }) => unit === mine.unit);
  const [bound, ...others] = same;
  if (!bound) return undefined;
  const before = held.text.slice(0, bound.at);
  const after = held.text.slice(bound.end);
  const value = mine.value;
  const limit = bound.value;
  // Other figures of the same kind hold in other cases: only what none of them allows is certain.
  if (others.length > 0) {
    if (modality !== 'permis') return undefined;
    const isLeast = AT_LEAST_BEFORE.test(before) || AT_LEAST_AFTER.test(after);
    const isMost = AT_MOST_BEFORE.test(before) || AT_MOST_AFTER.test(after);
    const all = same.map((one) => one.value);
    return (isLeast && value < Math.min(...all)) || (isMost && value > Math.max(...all)) ? 'non' : undefined;
  }
  if (modality === 'permis') {
    if (BELOW_BEFORE.test(before)) return said(value < limit);
    if (AT_MOST_BEFORE.test(before) || AT_MOST_AFTER.test(after)) return said(value <= limit);
    if (ABOVE_BEFORE.test(before)) return said(value > limit);
    return AT_LEAST_BEFORE.test(before) || AT_LEAST_AFTER.test(after) ? said(value >= limit) : undefined;
  }
  if (modality === 'obligatoire') {
    if (ABOVE_BEFORE.test(before)) return said(value > limit);
    return /(?:a partir d[e']|\bdes) ?$/.test(before) ? said(value >= limit) : undefined;
  }
  const bounded = [BELOW_BEFORE, AT_MOST_BEFORE, ABOVE_BEFORE, AT_LEAST_BEFORE].some((one) =>
    one.test(before),
  );
  // « vous avez 30 jours », where it is asked whether that is past.
  const given = HAS_BEFORE.test(before) && !AT_LEAST_AFTER.test(after);
  const most = AT_MOST_BEFORE.test(before) || AT_MOST_AFTER.test(after) || given;
  if (most && TOO_MUCH.test(fold(question))) return said(value > limit);
  if (most && WITHIN.test(fold(question))) return said(value <= limit);
  if (bounded || AT_MOST_AFTER.test(after) || AT_LEAST_AFTER.test(after)) return undefined;
  // « est-il trop tard ? » asks whether a limit is past, and not whether a number is the one that is stated.
  const isOfLimit = TOO_MUCH.test(fold(question)) || WITHIN.test(fold(question));
  return STATES.test(fold(question)) && !isOfLimit ? said(value === limit) : undefined;
}

const firstSentence = (text: string): string => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)[0] ?? text;

interface Measure {
  readonly value: number;
  readonly unit: string;
  readonly at: number;
  readonly end: number;
}

function measuresIn(original: string): { text: string; measures: readonly Measure[] } {
  const { text, mentions } = readFigureText(original);
  return { text, measures: mentions.filter(({ kind }) => kind !== 'date').map(measureOf) };
}

/** Years count as months, so that « un an » and « 6 mois » compare. */
function measureOf({ figure, kind, at, end }: FigureMention): Measure {
  const value = Number(figure.split(' ')[0]);
  return kind === 'ans' ? { value: value * 12, unit: 'mois', at, end } : { value, unit: kind, at, end };
}

/** Right before a figure: what it bounds from above, or from below. */
const BOUNDED_ABOVE =
  /(?:moins d[e']|inferieure?s? a|\bsous|en dessous d[e']|jusqu'a|au plus|au maximum|ne depasse(?:nt)? pas) ?$/;
const BOUNDED_BELOW =
  /(?:plus d[e']|superieure?s? a|a partir d[e']|\bdes|au moins|au-dela d[e']|au-dessus d[e']|atteint|depasse) ?$/;

/**
 * Whether the figures of a question leave a page's answer as it stands: no kind of figure on both sides, or each bound
 * that the page sets is met by the one asked. « plus de 50 000 € » holds for 90 000 €; for 30 000 €, or for a figure
 * that bounds nothing, the page may decide otherwise.
 */
export function figuresMeet(question: string, shortAnswer: string): boolean {
  const asked = Map.groupBy(boundsIn(question).mentions, ({ kind }) => kind);
  const { text, mentions } = boundsIn(shortAnswer);
  return mentions.every((bound) => {
    const [only, ...others] = asked.get(bound.kind) ?? [];
    if (!only) return true;
    return others.length === 0 && meets(amountOf(only), text.slice(0, bound.at), amountOf(bound));
  });
}

function meets(value: number, before: string, bound: number): boolean {
  if (BOUNDED_ABOVE.test(before)) return value < bound;
  return BOUNDED_BELOW.test(before) && value > bound;
}

function boundsIn(original: string): { text: string; mentions: readonly FigureMention[] } {
  const { text, mentions } = readFigureText(original);
  return { text, mentions: mentions.filter(({ kind }) => kind !== 'date') };
}

const amountOf = ({ figure }: FigureMention): number => Number(figure.split(' ')[0]);
