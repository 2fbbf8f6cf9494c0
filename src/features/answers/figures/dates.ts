import { figuresInForce, figuresSince } from '#src/features/answers/texts.ts';
import { type Figure, type FigureValue, formatValue } from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** A figure with its value on the asked date. */
export interface DatedFigure {
  readonly figure: Figure;
  readonly value: FigureValue;
}

/**
 * « Chiffres en vigueur : 60 000 € HT depuis le 1er avril 2026. » Only for figures whose change is known: the first
 * value of the register begins when its source was read, and says nothing of since when it holds.
 */
export function datesOf(figures: readonly DatedFigure[]): string | undefined {
  const periods = new Map<string, { from: IsoDate; until: IsoDate | undefined; values: Set<string> }>();
  for (const { figure, value } of figures) {
    const { from, until } = value;
    const changed = figure.values.some(
      (other) => other.from !== undefined && from !== undefined && other.from < from,
    );
    if (figure.unit === 'date' || !from || !(changed || until)) continue;
    const key = `${from} ${until ?? ''}`;
    const period = periods.get(key) ?? { from, until, values: new Set<string>() };
    period.values.add(formatValue(figure.unit, value.value));
    periods.set(key, period);
  }
  if (periods.size === 0) return undefined;
  const sorted = [...periods.values()].sort((a, b) => a.from.localeCompare(b.from));
  return figuresInForce(
    sorted.map(({ from, until, values }) =>
      figuresSince([...values], frenchDate(from), until && frenchDate(until)),
    ),
  );
}
