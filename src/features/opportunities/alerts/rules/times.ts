import { z } from 'zod';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { isWorkingDay, workingDayOnOrAfter } from '#src/platform/calendar/holidays.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';
import { type DayRange, minutesOf } from '#src/platform/calendar/working-time.ts';

const clock = z.string().regex(/^\d\d:\d\d$/);
const timesSchema = z.object({
  /** By the clocks of Paris: `from` included, `to` not. */
  hours: z
    .object({ from: clock, to: clock })
    .refine(({ from, to }) => from < to)
    .optional()
    .catch(undefined),
  /** Where they are told weekly: 1 for Monday … 5 for Friday. */
  days: z.array(z.int().min(1).max(5)).nonempty().readonly().optional().catch(undefined),
});

/** When a company chose to be told; what it did not choose is as usual. */
export type Times = z.output<typeof timesSchema>;

/** As long as nothing was chosen. */
export const USUAL_TIMES: Times = {};
/** Hours at which people are told who chose none. */
export const USUAL_HOURS: DayRange = { from: '09:00', to: '18:00' };
/** Nobody is told before or after, whatever they chose: it is the night. */
export const DAYTIME: DayRange = { from: '06:00', to: '22:00' };
/** Hours that are chosen without a word. */
export const HOURS_CHOICES = ['early', 'morning', 'noon', 'afternoon', 'evening', 'usual'] as const;
export type HoursChoice = (typeof HOURS_CHOICES)[number];
export const CHOSEN_HOURS: Readonly<Record<Exclude<HoursChoice, 'usual'>, DayRange>> = {
  early: { from: '07:00', to: '09:00' },
  morning: { from: '09:00', to: '12:00' },
  noon: { from: '12:00', to: '14:00' },
  afternoon: { from: '14:00', to: '18:00' },
  evening: { from: '18:00', to: '21:00' },
};
const USUAL_DAYS: readonly number[] = [1];

/** What was kept, whatever it holds. */
export const timesIn = (kept: unknown): Times => timesSchema.safeParse(kept).data ?? USUAL_TIMES;

/** Hours at which a company is told. */
export const hoursOf = ({ hours = USUAL_HOURS }: Times): DayRange => hours;

const isWithin = (at: number, { from, to }: DayRange): boolean => {
  const { day, time } = parisTime(at);
  return isWorkingDay(day) && time >= from && time < to;
};

/** Whether a company may be told at an instant: at its hours, on a working day of Paris. */
export const isTimeFor = (times: Times, at: number): boolean => isWithin(at, hoursOf(times));

/** Whether any company may be: outside, nobody is looked for. */
export const isDaytime = (at: number): boolean => isWithin(at, DAYTIME);

/** The first instant at or after another one at which a company may be told. */
export function nextTimeFor(times: Times, at: number): number {
  if (isTimeFor(times, at)) return at;
  const { from } = hoursOf(times);
  const { day, time } = parisTime(at);
  return instantOf(workingDayOnOrAfter(time < from ? day : addDays(day, 1)), from);
}

/** The first day from one on at which a company that is told weekly is told: its day, or the first that is open after it; of several, one that is open: another one may be a day that it does not want. */
export function weeklyDay(times: Times, from: IsoDate): IsoDate {
  const { days = USUAL_DAYS } = times;
  const isOne = (day: IsoDate) => days.includes(weekdayOf(day)) && (days.length === 1 || isWorkingDay(day));
  let day = from;
  while (!isOne(day)) day = addDays(day, 1);
  return workingDayOnOrAfter(day);
}

/** Whether the hours of the day of an instant are over by another one. */
export const areOverFor = (times: Times, dayOf: number, now: number): boolean =>
  instantOf(parisDay(dayOf), hoursOf(times).to) <= now;

/** How many minutes later some hours begin than others. */
export const minutesLater = (times: Times, than: Times): number =>
  minutesOf(hoursOf(times).from) - minutesOf(hoursOf(than).from);
