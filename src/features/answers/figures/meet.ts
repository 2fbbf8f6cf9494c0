import { type FigureMention, readFigureText } from './mentions.ts';

/** Right before a figure: what it bounds from above, or from below. */
const AT_MOST =
  /(?:moins d[e']|inferieure?s? a|\bsous|en dessous d[e']|jusqu'a|au plus|au maximum|ne depasse(?:nt)? pas) ?$/;
const AT_LEAST =
  /(?:plus d[e']|superieure?s? a|a partir d[e']|\bdes|au moins|au-dela d[e']|au-dessus d[e']|atteint|depasse) ?$/;

/**
 * Whether the figures of a question leave a page's answer as it stands: no kind of figure on both sides, or each bound
 * that the page sets is met by the one asked. « plus de 50 000 € » holds for 90 000 €; for 30 000 €, or for a figure
 * that bounds nothing, the page may decide otherwise.
 */
export function figuresMeet(question: string, shortAnswer: string): boolean {
  const asked = Map.groupBy(measuresIn(question).mentions, ({ kind }) => kind);
  const { text, mentions } = measuresIn(shortAnswer);
  return mentions.every((bound) => {
    const [only, ...others] = asked.get(bound.kind) ?? [];
    if (!only) return true;
    return others.length === 0 && meets(amountOf(only), text.slice(0, bound.at), amountOf(bound));
  });
}

function meets(value: number, before: string, bound: number): boolean {
  if (AT_MOST.test(before)) return value < bound;
  return AT_LEAST.test(before) && value > bound;
}

function measuresIn(original: string): { text: string; mentions: readonly FigureMention[] } {
  const { text, mentions } = readFigureText(original);
  return { text, mentions: mentions.filter(({ kind }) => kind !== 'date') };
}

const amountOf = ({ figure }: FigureMention): number => Number(figure.split(' ')[0]);
