import { type Counts, countAll, METRICS } from './metrics.ts';
import type { Outcome } from './play.ts';
import { type Count, points, quantile, wilson } from './statistics.ts';

/** A French decimal. */
const decimal = (value: number): string => value.toFixed(1).replace('.', ',').replace('-', '−');
const percent = (counted: Count): string => {
  const share = points(counted);
  return share === undefined ? '–' : `${decimal(share)} %`;
};
const ms = (outcomes: readonly Outcome[], part: number): string =>
  `${decimal(
    quantile(
      outcomes.map((one) => one.ms),
      part,
    ),
  )} ms`;

/** « 56,2–69,0 »: the 95 % interval, in per cent. */
const interval = (counted: Count): string =>
  counted.whole === 0
    ? ''
    : wilson(counted)
        .map((bound) => decimal(100 * bound))
        .join('–');

/** Points between two shares, signed; empty when one of them is not there. */
export function delta(now: Count | undefined, before: Count | undefined): string {
  const a = now && points(now);
  const b = before && points(before);
  if (a === undefined || b === undefined) return '';
  const difference = Math.round(10 * (a - b)) / 10;
  return difference === 0 ? '=' : `${difference > 0 ? '+' : ''}${decimal(difference)}`;
}

/** Lines of a table: the first column to the left, the others to the right. */
export function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [header, ...rows].map((row) =>
    widths
      .map((width, column) => (row[column] ?? '')[column === 0 ? 'padEnd' : 'padStart'](width))
      .join('  ')
      .trimEnd(),
  );
}

/** One line for each group of outcomes, faults of no case left blank. */
export function groupLines(
  name: string,
  outcomes: readonly Outcome[],
  groupOf: (outcome: Outcome) => string,
): string[] {
  const groups = [...Map.groupBy(outcomes, groupOf)].sort(([a], [b]) => a.localeCompare(b, 'fr'));
  const rows = [...groups, ['ensemble', [...outcomes]] as const].map(([group, some]) => {
    const counts = countAll(some);
    const cells = METRICS.map(({ id, isFault }) => {
      const counted = counts[id] ?? { part: 0, whole: 0 };
      return isFault && counted.whole > 0 ? `${counted.part}/${counted.whole}` : percent(counted);
    });
    return [group, String(some.length), ...cells, ms(some, 0.5), ms(some, 0.95)];
  });
  return tableLines([name, 'nb', ...METRICS.map(({ short }) => short), 'p50', 'p95'], rows);
}

/** A way of typing, counted. */
export interface VariantCounts {
  readonly label: string;
  readonly counts: Counts;
  /** Of the last recorded run. */
  readonly before: Counts | undefined;
}

/**
 * Each metric over a whole set: as typed with its interval and what changed since the last recorded run, then the
 * points gained or lost by each deformation.
 */
export function totalLines([typed, ...deformed]: readonly VariantCounts[]): string[] {
  if (!typed) return [];
  const rows = METRICS.map(({ id, label }) => {
    const counted = typed.counts[id] ?? { part: 0, whole: 0 };
    const cells = deformed.flatMap(({ counts }) => {
      const other = counts[id] ?? { part: 0, whole: 0 };
      return [percent(other), delta(other, counted)];
    });
    const share = [percent(counted), `${counted.part}/${counted.whole}`, interval(counted)];
    return [label, ...share, delta(counted, typed.before?.[id]), ...cells];
  });
  const header = ['ensemble', typed.label, '', 'à 95 %', 'depuis'];
  return tableLines([...header, ...deformed.flatMap(({ label }) => [label, 'écart'])], rows);
}

/** Each count of several named groups side by side, as « part/whole » and per cent, with what changed. */
export function countLines(
  header: readonly string[],
  rows: readonly (readonly [name: string, counts: Counts, before: Counts | undefined])[],
): string[] {
  const ids = [...new Set(rows.flatMap(([, counts]) => Object.keys(counts)))];
  return tableLines(
    [...header.slice(0, 1), ...header.slice(1).flatMap((name) => [name, '', 'depuis'])],
    rows.map(([name, counts, before]) => [
      name,
      ...ids.flatMap((id) => {
        const counted = counts[id] ?? { part: 0, whole: 0 };
        return [percent(counted), `${counted.part}/${counted.whole}`, delta(counted, before?.[id])];
      }),
    ]),
  );
}
