import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import { isPublicHoliday } from '#src/platform/calendar/holidays.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';
import {
  addWorkingMs,
  type DayRange,
  isOpen,
  nextOpening,
  usualDayMs,
  type WorkingHours,
  workingMsBetween,
} from '#src/platform/calendar/working-time.ts';

const HOUR = 3_600_000;
const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11));
const shown = (epochMs: number | undefined) =>
  epochMs === undefined ? undefined : Object.values(parisTime(epochMs)).join(' ');
const everyDay = (
  ranges: readonly DayRange[],
  closingDays: WorkingHours['closingDays'] = [],
): WorkingHours => ({
  week: { 1: ranges, 2: ranges, 3: ranges, 4: ranges, 5: ranges, 6: ranges, 7: ranges },
  closingDays,
});
const NEVER = everyDay([]);

describe('the default hours', () => {
  it.each([
    ['2026-11-24 08:59', false],
    ['2026-11-24 09:00', true],
    ['2026-11-24 12:29', true],
    ['2026-11-24 12:30', false],
    ['2026-11-24 14:00', true],
    ['2026-11-24 17:30', false],
    ['2026-11-28 10:00', false],
    ['2026-12-25 10:00', false],
    ['2027-03-29 10:00', false],
  ])('at %s, open: %s', (moment, open) => {
    expect(isOpen(at(moment), DEFAULT_HOURS)).toBe(open);
  });

  it.each([
    ['2026-11-24 10:15', '2026-11-24 10:15'],
    ['2026-11-24 12:30', '2026-11-24 14:00'],
    ['2026-11-27 17:30', '2026-11-30 09:00'],
    ['2026-12-24 18:00', '2026-12-28 09:00'],
    ['2026-12-31 23:59', '2027-01-04 09:00'],
  ])('from %s, the next opening is %s', (moment, opening) => {
    expect(shown(nextOpening(at(moment), DEFAULT_HOURS))).toBe(opening);
  });

  it.each([
    ['2026-11-24 10:00', 4, '2026-11-24 15:30'],
    ['2026-11-24 09:00', 3.5, '2026-11-24 12:30'],
    ['2026-11-27 16:30', 4, '2026-11-30 12:00'],
    ['2026-12-24 16:30', 2, '2026-12-28 10:00'],
    ['2026-10-23 17:00', 1, '2026-10-26 09:30'],
    ['2026-03-27 17:00', 1, '2026-03-30 09:30'],
  ])('from %s, %s worked hours end at %s', (moment, hours, end) => {
    expect(shown(addWorkingMs(at(moment), hours * HOUR, DEFAULT_HOURS))).toBe(end);
  });

  it('count the worked days of a year, holidays left out', () => {
    const worked = workingMsBetween(at('2026-01-01 00:00'), at('2027-01-01 00:00'), DEFAULT_HOURS);
    // 261 weekdays in 2026, and nine holidays on one of them.
    expect(worked / HOUR).toBe(252 * 7);
    expect(usualDayMs(DEFAULT_HOURS)).toBe(7 * HOUR);
  });
});

describe('hours that are unusual', () => {
  it('are never found in an empty week', () => {
    const now = at('2026-11-24 10:00');
    expect(nextOpening(now, NEVER)).toBeUndefined();
    expect(addWorkingMs(now, 1, NEVER)).toBeUndefined();
    expect(addWorkingMs(now, 0, NEVER)).toBe(now);
    expect(workingMsBetween(now, addYears(now, 1), NEVER)).toBe(0);
    expect(usualDayMs(NEVER)).toBe(0);
  });

  it('open again after closing days, unless those last more than 400 days', () => {
    const closed = (to: IsoDate) => ({
      ...DEFAULT_HOURS,
      closingDays: [{ from: '2026-11-24', to, label: 'Fermé' }],
    });
    expect(shown(nextOpening(at('2026-11-24 08:00'), closed('2026-11-29')))).toBe('2026-11-30 09:00');
    expect(shown(nextOpening(at('2026-11-24 08:00'), closed('2027-12-19')))).toBe('2027-12-20 09:00');
    expect(nextOpening(at('2026-11-24 08:00'), closed('2028-06-01'))).toBeUndefined();
  });

  it('go on over midnight when the day ends at 24:00 and the next begins at 00:00', () => {
    const always = everyDay([{ from: '00:00', to: '24:00' }]);
    expect(shown(addWorkingMs(at('2026-11-24 22:00'), 5 * HOUR, always))).toBe('2026-11-25 03:00');
    expect(isOpen(at('2026-11-24 23:59') + 59_999, always)).toBe(true);
  });

  it('have 23 hours in the day of the spring change, and 25 in that of the autumn one', () => {
    const always = everyDay([{ from: '00:00', to: '24:00' }]);
    const dayOf = (day: IsoDate) =>
      workingMsBetween(instantOf(day, '00:00'), instantOf(addDays(day, 1), '00:00'), always);
    expect(dayOf('2026-03-29') / HOUR).toBe(23);
    expect(dayOf('2026-10-25') / HOUR).toBe(25);
    const night = everyDay([{ from: '01:00', to: '02:30' }]);
    const nightOf = (day: IsoDate) =>
      workingMsBetween(instantOf(day, '00:00'), instantOf(day, '12:00'), night);
    expect(
      [nightOf('2026-03-28'), nightOf('2026-03-29'), nightOf('2026-10-25')].map((ms) => ms / HOUR),
    ).toEqual([1.5, 1, 2]);
  });

  it('are found in a span of years without going through its minutes', () => {
    const days = workingMsBetween(at('2026-01-01 00:00'), at('2076-01-01 00:00'), DEFAULT_HOURS) / (7 * HOUR);
    expect(days).toBeGreaterThan(50 * 250);
    expect(days).toBeLessThan(50 * 256);
  });
});

describe('any hours', () => {
  const quarter = fc.integer({ min: 0, max: 96 });
  const time = (quarters: number) =>
    `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
  /** Ranges of a day, in order and apart. */
  const ranges = fc.uniqueArray(quarter, { maxLength: 6 }).map((found) => {
    const sorted = found.toSorted((a, b) => a - b);
    return sorted.flatMap((from, index) => {
      const to = sorted[index + 1];
      return index % 2 === 0 && to !== undefined ? [{ from: time(from), to: time(to) }] : [];
    });
  });
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days));
  const closing = fc
    .tuple(day, fc.integer({ min: 0, max: 20 }))
    .map(([from, days]) => ({ from, to: addDays(from, days), label: 'Fermé' }));
  const hours: fc.Arbitrary<WorkingHours> = fc.record({
    week: fc.record({ 1: ranges, 2: ranges, 3: ranges, 4: ranges, 5: ranges, 6: ranges, 7: ranges }),
    closingDays: fc.array(closing, { maxLength: 3 }),
  });
  const somewhere = fc.integer({ min: at('2026-01-01 00:00'), max: at('2027-12-01 00:00') });
  /** Often within the two nights when clocks change. */
  const moment = fc.oneof(
    somewhere,
    fc.integer({ min: at('2026-03-28 20:00'), max: at('2026-03-29 12:00') }),
    fc.integer({ min: at('2026-10-24 20:00'), max: at('2026-10-25 12:00') }),
  );

  it('are open exactly when the clocks of France show one of them, on a day that is not closed', () => {
    fc.assert(
      fc.property(hours, moment, (hours, when) => {
        const { day, time } = parisTime(when);
        const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() || 7) as 1;
        const closed =
          isPublicHoliday(day) || hours.closingDays.some(({ from, to }) => from <= day && day <= to);
        const open = !closed && hours.week[weekday].some(({ from, to }) => from <= time && time < to);
        expect(isOpen(when, hours)).toBe(open);
      }),
      { numRuns: 500 },
    );
  });

  it('add up, never go back, and are never longer than the time itself', () => {
    fc.assert(
      fc.property(hours, moment, moment, moment, (hours, ...moments) => {
        const [a, b, c] = moments.toSorted((x, y) => x - y) as [number, number, number];
        const ab = workingMsBetween(a, b, hours);
        const bc = workingMsBetween(b, c, hours);
        const ac = workingMsBetween(a, c, hours);
        expect(ab + bc).toBe(ac);
        expect(ab).toBeGreaterThanOrEqual(0);
        expect(ab).toBeLessThanOrEqual(b - a);
        expect(workingMsBetween(c, a, hours)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('come back from what was added: the very time, and not a moment later', () => {
    const worked = fc.integer({ min: 1, max: 200 * HOUR });
    fc.assert(
      fc.property(hours, moment, worked, worked, (hours, from, less, more) => {
        const end = addWorkingMs(from, less, hours);
        if (end === undefined) return;
        expect(workingMsBetween(from, end, hours)).toBe(less);
        expect(workingMsBetween(from, end - 1, hours)).toBe(less - 1);
        const later = addWorkingMs(from, less + more, hours);
        if (later !== undefined) expect(later).toBeGreaterThan(end);
      }),
      { numRuns: 200 },
    );
  });

  it('open next at an instant that is open, with nothing worked before it', () => {
    fc.assert(
      fc.property(hours, moment, (hours, from) => {
        const opening = nextOpening(from, hours);
        if (opening === undefined) {
          expect(workingMsBetween(from, from + 300 * 24 * HOUR, hours)).toBe(0);
          return;
        }
        expect(isOpen(opening, hours)).toBe(true);
        expect(workingMsBetween(from, opening, hours)).toBe(0);
        if (opening > from) expect(isOpen(opening - 1, hours)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

const addYears = (epochMs: number, years: number): number => epochMs + years * 365 * 24 * HOUR;
