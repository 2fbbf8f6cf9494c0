import { END_REASONS, OPEN_REASONS } from '#src/features/expert/case/case.ts';
import { endNames, reasonNames } from '#src/features/expert/texts-desk.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { type Cell, csvTable } from '#src/platform/web/csv.ts';
import type { WeekFigures } from './figures.ts';
import { figuresTexts } from './texts.ts';

/**
 * The figures by week as a table that a French spreadsheet opens by itself: UTF-8 with its mark, semicolons, decimal
 * commas. What was not measured is an empty cell.
 */
export function figuresCsv(weeks: readonly WeekFigures[]): string {
  const { csv } = figuresTexts;
  const columns: readonly (readonly [string, (week: WeekFigures) => Cell])[] = [
    [csv.week, ({ year, week }) => `${year}-W${String(week).padStart(2, '0')}`],
    [csv.from, ({ monday }) => monday],
    [csv.to, ({ sunday }) => sunday],
    [csv.complete, ({ isPartial }) => (isPartial ? csv.no : csv.yes)],
    [csv.opened, ({ opened }) => opened],
    [csv.answered, ({ answered }) => answered],
    [csv.closed, ({ closed }) => closed],
    [csv.firstCount, ({ firstAnswer }) => firstAnswer?.count ?? 0],
    [csv.firstMedian, ({ firstAnswer }) => hours(firstAnswer?.medianMs)],
    [csv.firstP90, ({ firstAnswer }) => hours(firstAnswer?.p90Ms)],
    [csv.resolutionCount, ({ resolution }) => resolution?.count ?? 0],
    [csv.resolutionMedian, ({ resolution }) => hours(resolution?.medianMs)],
    [csv.resolutionP90, ({ resolution }) => hours(resolution?.p90Ms)],
    [csv.questions, ({ questions }) => questions],
    [csv.alone, ({ answeredByBot }) => answeredByBot],
    [csv.aloneShare, ({ botShare }) => percent(botShare)],
    [csv.caseUp, ({ caseRatings }) => caseRatings.up],
    [csv.caseDown, ({ caseRatings }) => caseRatings.down],
    [csv.caseShare, ({ caseSatisfaction }) => percent(caseSatisfaction)],
    [csv.botUp, ({ botRatings }) => botRatings.up],
    [csv.botDown, ({ botRatings }) => botRatings.down],
    [csv.botShare, ({ botSatisfaction }) => percent(botSatisfaction)],
    ...namesIn(
      weeks.map(({ byReason }) => byReason),
      OPEN_REASONS,
    ).map(
      (name) =>
        [csv.reason(reasonNames[name] ?? name), ({ byReason }: WeekFigures) => byReason[name] ?? 0] as const,
    ),
    ...namesIn(
      weeks.map(({ byEnd }) => byEnd),
      END_REASONS,
    ).map((name) => [csv.end(endNames[name] ?? name), ({ byEnd }: WeekFigures) => byEnd[name] ?? 0] as const),
  ];
  return csvTable([columns.map(([name]) => name), ...weeks.map((week) => columns.map(([, of]) => of(week)))]);
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const hours = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : round(ms / HOUR_MS, 2);
const percent = (part: number | undefined): number | undefined =>
  part === undefined ? undefined : round(part * 100, 1);

const namesIn = (counts: readonly Readonly<Record<string, number>>[], known: readonly string[]): string[] => [
  ...new Set([...known, ...counts.flatMap(Object.keys)]),
];
