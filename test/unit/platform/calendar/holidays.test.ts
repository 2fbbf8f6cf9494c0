import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, daysBetween, endOfMonth, weekdayOf } from '#src/platform/calendar/days.ts';
import {
  addWorkingDays,
  easterSunday,
  isPublicHoliday,
  isWorkingDay,
  publicHolidays,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '#src/platform/calendar/holidays.ts';
import { addDays, isIsoDate } from '#src/platform/calendar/iso-date.ts';

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));

describe('days', () => {
  it('keeps the day of the month, or takes the last one of a shorter month', () => {
    expect(addMonths('2026-05-03', 6)).toBe('2026-11-03');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-12-15', 2)).toBe('2027-02-15');
    expect(addMonths('2026-01-15', -12)).toBe('2025-01-15');
    expect(endOfMonth('2026-02-10')).toBe('2026-02-28');
  });

  it('counts days over a change of hour and of year', () => {
    expect(daysBetween('2026-03-02', '2026-04-01')).toBe(30);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-04-01', '2026-03-02')).toBe(-30);
  });

  it('gives existing days, further on with more months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, months) => {
        const later = addMonths(day, months);
        expect(isIsoDate(later)).toBe(true);
        expect(addMonths(day, months + 1) > later).toBe(true);
        expect(daysBetween(day, addDays(day, months))).toBe(months);
      }),
    );
  });
});

describe('French public holidays', () => {
  it('knows Easter', () => {
    const known = [
      '2019-04-21',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
      '2049-04-18',
    ];
    for (const easter of known) expect(easterSunday(Number(easter.slice(0, 4)))).toBe(easter);
  });

  it('lists the eleven days of 2026', () => {
    expect(publicHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });

  it('adds two days in Alsace-Moselle only', () => {
    expect(isPublicHoliday('2026-04-03')).toBe(false);
    expect(isPublicHoliday('2026-04-03', { alsaceMoselle: true })).toBe(true);
    expect(isPublicHoliday('2026-12-26', { alsaceMoselle: true })).toBe(true);
    expect(publicHolidays(2026, { alsaceMoselle: true })).toHaveLength(13);
  });

  it('puts Easter on a Sunday, Ascension on a Thursday, Easter and Whit Mondays on Mondays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), (year) => {
        const easter = easterSunday(year);
        expect(weekdayOf(easter)).toBe(0);
        expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true);
        expect([1, 39, 50].map((days) => weekdayOf(addDays(easter, days)))).toEqual([1, 4, 1]);
      }),
    );
  });
});

describe('worked days', () => {
  it('leaves out weekends and holidays', () => {
    expect(isWorkingDay('2026-11-11')).toBe(false);
    expect(isWorkingDay('2026-11-14')).toBe(false);
    expect(isWorkingDay('2026-11-12')).toBe(true);
    // Easter Monday, after its weekend.
    expect(workingDayOnOrAfter('2026-04-04')).toBe('2026-04-07');
    expect(workingDayOnOrBefore('2026-04-06')).toBe('2026-04-03');
    // Thursday 30 April; Labour Day is a Friday.
    expect(addWorkingDays('2026-04-30', 1)).toBe('2026-05-04');
    expect(addWorkingDays('2026-04-30', 0)).toBe('2026-04-30');
  });

  it('moves at most a few days, and only to worked ones', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const before = workingDayOnOrBefore(day);
        const after = workingDayOnOrAfter(day);
        expect(isWorkingDay(before) && isWorkingDay(after)).toBe(true);
        expect(before <= day && day <= after).toBe(true);
        expect(daysBetween(before, after)).toBeLessThanOrEqual(6);
        if (isWorkingDay(day)) expect([before, after]).toEqual([day, day]);
      }),
    );
  });
});
