import type { HandoutEvent } from '#src/features/handouts/handout.ts';
import { planTexts as texts } from '#src/features/handouts/models/texts-plan.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { isWorkingDay, workingDayOnOrBefore } from '#src/platform/calendar/holidays.ts';
import { addDays, frenchDate, type IsoDate, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';

/** Something to do before a closing. */
interface PlanStep {
  readonly id: string;
  /** Working days before the closing, when there is time. */
  readonly before: number;
  readonly title: string;
  readonly text: string;
}

/** A plan: its lines, in order, and the moments of a calendar. */
export interface Plan {
  readonly rows: readonly (readonly string[])[];
  readonly events: readonly HandoutEvent[];
  /** Working days from today to the day of the closing, that one not counted. */
  readonly workingDays: number;
  /** Steps are nearer to one another than they should be: there is too little time. */
  readonly tight: boolean;
}

const DAY_MINUTES = 1440;
/** Calendars ring a day before each step, and twice before the closing. */
const ALARMS = { step: [DAY_MINUTES], closing: [DAY_MINUTES, 120] };
const MORNING = '09:00';
const QUARTER_MS = 900_000;

/**
 * Counts back from a closing, in working days of France (Monday to Friday, public holidays left out). Where there is
 * less time than the steps want, they are brought nearer in proportion; none falls before today, nor after the closing.
 */
export function planFor(
  closing: { readonly at: number; readonly title: string; readonly text: string },
  steps: readonly PlanStep[],
  now: number,
): Plan {
  const today = parisTime(now).day;
  const end = parisTime(closing.at);
  const workingDays = workingDaysBetween(today, end.day);
  const wanted = Math.max(1, ...steps.map(({ before }) => before));
  const tight = workingDays < wanted;
  const dated = steps
    .map((step) => {
      const before = tight ? Math.ceil((step.before * workingDays) / wanted) : step.before;
      const day = workingDaysBefore(end.day, before);
      const isOver = day < today;
      return { step, day: isOver ? today : day };
    })
    .toSorted((a, b) => (a.day === b.day ? b.step.before - a.step.before : a.day < b.day ? -1 : 1));
  const rows = dated.map(({ step, day }) => [dayName(day), step.title, step.text]);
  const events = dated.map(({ step, day }, index): HandoutEvent => {
    const at = momentOf(instantOf(day, MORNING), { now, closing: closing.at, left: dated.length - index });
    return {
      id: `${step.id}-${end.day}`,
      title: step.title,
      text: step.text,
      at,
      minutes: 15,
      alarms: ALARMS.step,
    };
  });
  return {
    rows: [...rows, [`${dayName(end.day)} ${texts.hour(end.time)}`, closing.title, closing.text]],
    events: [
      ...events,
      {
        id: `closing-${end.day}`,
        title: closing.title,
        text: closing.text,
        at: closing.at,
        minutes: 15,
        alarms: ALARMS.closing,
      },
    ],
    workingDays,
    tight,
  };
}

/** In the morning; what is for today comes within the hour, and what is for the closing day before it closes. */
function momentOf(morning: number, about: { now: number; closing: number; left: number }): number {
  const soon = Math.ceil((about.now + QUARTER_MS) / QUARTER_MS) * QUARTER_MS;
  const latest = about.closing - about.left * QUARTER_MS;
  return Math.max(Math.min(Math.max(morning, soon), latest), about.now);
}

/** « vendredi 18 décembre 2026 » */
const dayName = (day: IsoDate): string => `${WEEKDAYS[weekdayOf(day)]} ${frenchDate(day)}`;

/** Working days from a day on, up to another one that is not counted. */
function workingDaysBetween(from: IsoDate, to: IsoDate): number {
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}

/** The `count`-th working day before a day; the day itself, or the last worked one, for 0. */
function workingDaysBefore(day: IsoDate, count: number): IsoDate {
  let at = workingDayOnOrBefore(day);
  for (let left = count; left > 0; left -= 1) at = workingDayOnOrBefore(addDays(at, -1));
  return at;
}
