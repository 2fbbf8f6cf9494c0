import { END_REASONS, OPEN_REASONS } from '#src/features/expert/case/case.ts';
import type { Durations, Ratings, Span, SpanFigures } from '#src/features/expert/store/figures.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

/** How many weeks may be looked at. */
export const WEEK_COUNTS = [12, 26, 52] as const;

/** A week as ISO 8601 counts them, by the days of France. */
interface IsoWeek extends Span {
  /** The year and number that ISO gives it: « 2026-W53 » may hold days of 2027. */
  readonly year: number;
  readonly number: number;
  readonly monday: IsoDate;
  readonly sunday: IsoDate;
}

/** Figures of a span, ready to be shown: shares are fractions, undefined when there is nothing to share out. */
export interface Figures {
  readonly opened: number;
  readonly answered: number;
  readonly closed: number;
  readonly byReason: Readonly<Record<string, number>>;
  readonly byEnd: Readonly<Record<string, number>>;
  readonly firstAnswer: Durations | undefined;
  readonly resolution: Durations | undefined;
  readonly questions: number;
  readonly answeredByBot: number;
  readonly botShare: number | undefined;
  readonly caseRatings: Ratings;
  readonly caseSatisfaction: number | undefined;
  readonly botRatings: Ratings;
  readonly botSatisfaction: number | undefined;
}

/** Figures of a week. */
export interface WeekFigures extends Figures {
  readonly year: number;
  readonly week: number;
  readonly monday: IsoDate;
  readonly sunday: IsoDate;
  /** The week is not over. */
  readonly isPartial: boolean;
}

/** The weeks up to the one of a moment (epoch milliseconds), that one last. */
export function weeksUntil(now: number, count: number): IsoWeek[] {
  const today = parisDay(now);
  const monday = addDays(today, -daysSinceMonday(today));
  return Array.from({ length: count }, (_, index) => weekFrom(addDays(monday, (index - count + 1) * 7)));
}

const daysSinceMonday = (day: IsoDate): number => (weekdayOf(day) + 6) % 7;
const midnight = (day: IsoDate): number => instantOf(day, '00:00');

function weekFrom(monday: IsoDate): IsoWeek {
  // A week belongs to the year of its Thursday; week 1 is the one of the year's first Thursday.
  const thursday = addDays(monday, 3);
  const year = Number(thursday.slice(0, 4));
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / DAY_MS;
  const next = addDays(monday, 7);
  return {
    year,
    number: Math.floor(days / 7) + 1,
    monday,
    sunday: addDays(monday, 6),
    from: midnight(monday),
    to: midnight(next),
  };
}

/** The spans to count for some weeks: each of them, then all of them together. */
export function spansOf(weeks: readonly IsoWeek[]): Span[] {
  const first = weeks[0];
  const last = weeks.at(-1);
  return first && last ? [...weeks, { from: first.from, to: last.to }] : [];
}

/**
 * Puts what was counted in the form that is shown.
 * @param counted one for each of `spansOf(weeks)`
 */
export function shapeFigures(
  weeks: readonly IsoWeek[],
  counted: readonly SpanFigures[],
  now: number,
): { weeks: WeekFigures[]; whole: Figures } {
  const shaped = counted.map(figuresOf);
  return {
    weeks: weeks.map((week, index) => ({
      year: week.year,
      week: week.number,
      monday: week.monday,
      sunday: week.sunday,
      isPartial: now < week.to,
      ...(shaped[index] ?? figuresOf(NOTHING)),
    })),
    whole: shaped[weeks.length] ?? figuresOf(NOTHING),
  };
}

function figuresOf(counted: SpanFigures): Figures {
  const { opened, answered, closed, firstAnswer, resolution, questions, answeredByBot } = counted;
  const { caseRatings, botRatings } = counted;
  return {
    opened: sum(opened),
    answered,
    closed: sum(closed),
    byReason: inOrder(opened, OPEN_REASONS),
    byEnd: inOrder(closed, END_REASONS),
    firstAnswer,
    resolution,
    questions,
    answeredByBot,
    caseRatings,
    botRatings,
    botShare: share(answeredByBot, questions),
    caseSatisfaction: share(caseRatings.up, caseRatings.up + caseRatings.down),
    botSatisfaction: share(botRatings.up, botRatings.up + botRatings.down),
  };
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
/** Of nothing there is no share: 0 would say that everybody was unhappy. */
const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);
/** Every name, also those that never came, then those that nobody knows any more. */
const inOrder = (
  counts: Readonly<Record<string, number>>,
  names: readonly string[],
): Record<string, number> => ({
  ...Object.fromEntries(names.map((name) => [name, 0])),
  ...counts,
});

const NOTHING: SpanFigures = {
  opened: {},
  answered: 0,
  closed: {},
  firstAnswer: undefined,
  resolution: undefined,
  questions: 0,
  answeredByBot: 0,
  caseRatings: { up: 0, down: 0 },
  botRatings: { up: 0, down: 0 },
};
