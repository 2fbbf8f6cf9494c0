import { z } from 'zod';
import { isIsoDate } from './iso-date.ts';
import { workingHoursTexts as texts } from './texts.ts';
import {
  type ClosingDays,
  type DayRange,
  minutesOf,
  type Weekday,
  type WorkingHours,
} from './working-time.ts';

/** When the desk answers, and how soon: what staff set. */
export interface DeskHours extends WorkingHours {
  /** Minutes of work within which a waiting company should hear from a person. */
  readonly targetMinutes: number;
}

/** Something wrong in hours that were given. */
interface HoursMistake {
  /** Where: `['week', '1', 0, 'from']`, `['closingDays', 2]`… */
  readonly path: readonly (string | number)[];
  /** A French sentence that names the day or the closing, for whoever gave them. */
  readonly message: string;
}

const OFFICE: readonly DayRange[] = [
  { from: '09:00', to: '12:30' },
  { from: '14:00', to: '17:30' },
];
/** Hours until staff set their own: office hours, and an answer within four worked hours. */
export const DEFAULT_HOURS: DeskHours = {
  week: { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE, 6: [], 7: [] },
  closingDays: [],
  targetMinutes: 240,
};

/** Enough for any real desk; more is a mistake of the page or of a script. */
const LIMITS = { ranges: 10, closings: 200, label: 100, targetMinutes: 10_000 };
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const from = z.string(texts.missing).regex(TIME, texts.badTime);
const to = z.string(texts.missing).refine((text) => TIME.test(text) || text === '24:00', texts.badTime);
const day = z.string(texts.missing).refine(isIsoDate, texts.noSuchDay);
const ranges = z
  .array(z.object({ from, to }, texts.badShape), texts.badShape)
  .max(LIMITS.ranges, texts.tooMany);
const SHAPE = z.object(
  {
    week: z.object(
      { 1: ranges, 2: ranges, 3: ranges, 4: ranges, 5: ranges, 6: ranges, 7: ranges },
      texts.badShape,
    ),
    closingDays: z
      .array(
        z.object(
          {
            from: day,
            to: day,
            label: z
              .string(texts.missing)
              .trim()
              .min(1, texts.noLabel)
              .max(LIMITS.label, texts.longLabel(LIMITS.label)),
          },
          texts.badShape,
        ),
        texts.badShape,
      )
      .max(LIMITS.closings, texts.tooMany),
    targetMinutes: z.int(texts.badTarget).min(1, texts.badTarget).max(LIMITS.targetMinutes, texts.badTarget),
  },
  texts.badShape,
);

/**
 * Reads hours that come from outside. What is good comes back in order (ranges of a day, closings by date); otherwise
 * every mistake, each with its place.
 */
export function checkHours(
  given: unknown,
): { readonly hours: DeskHours } | { readonly mistakes: readonly HoursMistake[] } {
  const parsed = SHAPE.safeParse(given);
  if (!parsed.success) {
    return {
      mistakes: parsed.error.issues.map(({ path, message }) => {
        const place = path.map((part) => (typeof part === 'symbol' ? String(part) : part));
        return { path: place, message: texts.at(place, message) };
      }),
    };
  }
  const { week, closingDays, targetMinutes } = parsed.data;
  const mistakes = [
    ...Object.entries(week).flatMap(([number, day]) => dayMistakes(number, day)),
    ...closingDays.flatMap(closingMistakes),
  ];
  if (Object.values(week).every((day) => day.length === 0)) {
    mistakes.push({ path: ['week'], message: texts.emptyWeek });
  }
  if (mistakes.length > 0) return { mistakes };
  const sorted = (day: Weekday): readonly DayRange[] => week[day].toSorted(byStart);
  return {
    hours: {
      week: {
        1: sorted(1),
        2: sorted(2),
        3: sorted(3),
        4: sorted(4),
        5: sorted(5),
        6: sorted(6),
        7: sorted(7),
      },
      closingDays: closingDays.toSorted(byStart),
      targetMinutes,
    },
  };
}

const byStart = (a: { from: string }, b: { from: string }): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : 0;

function dayMistakes(number: string, ranges: readonly DayRange[]): HoursMistake[] {
  const reversed = ranges.flatMap(({ from, to }, index) => {
    const path = ['week', number, index];
    return minutesOf(from) < minutesOf(to)
      ? []
      : [{ path, message: texts.at(path, texts.reversed(from, to)) }];
  });
  if (reversed.length > 0) return reversed;
  const sorted = ranges.toSorted(byStart);
  return sorted.slice(1).flatMap((range, before) => {
    const previous = sorted[before];
    if (!previous || previous.to <= range.from) return [];
    const path = ['week', number, ranges.indexOf(range)];
    return [{ path, message: texts.at(path.slice(0, 2), texts.overlap(previous, range)) }];
  });
}

function closingMistakes({ from, to }: ClosingDays, index: number): HoursMistake[] {
  const path = ['closingDays', index];
  return from <= to ? [] : [{ path, message: texts.at(path, texts.reversedDays(from, to)) }];
}
