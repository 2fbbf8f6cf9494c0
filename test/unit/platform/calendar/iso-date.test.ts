import { describe, expect, it } from 'vitest';
import { frenchDate, holdsOn, isIsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';

describe('a calendar day', () => {
  it.each(['2026-01-01', '2024-02-29', '2026-12-31'])('%s exists', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '01/04/2026',
    '2026-04-01T00:00',
    '',
  ])('« %s » does not', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  it('is said as French does, « 1er » included', () => {
    expect(frenchDate('2026-04-01')).toBe('1er avril 2026');
    expect(frenchDate('2026-08-22')).toBe('22 août 2026');
    expect(frenchDate('2027-12-11')).toBe('11 décembre 2027');
  });
});

describe('the day in France', () => {
  it('is the next one late in the evening of Greenwich, in summer as in winter', () => {
    expect(parisDay(Date.UTC(2026, 5, 30, 21, 59))).toBe('2026-06-30');
    expect(parisDay(Date.UTC(2026, 5, 30, 22, 0))).toBe('2026-07-01');
    expect(parisDay(Date.UTC(2026, 11, 31, 22, 59))).toBe('2026-12-31');
    expect(parisDay(Date.UTC(2026, 11, 31, 23, 0))).toBe('2027-01-01');
  });
});

describe('a period', () => {
  it('holds on its first and last days, and is open where it says nothing', () => {
    const period = { from: '2026-04-01', until: '2026-12-31' };
    expect(
      ['2026-03-31', '2026-04-01', '2026-12-31', '2027-01-01'].map((day) => holdsOn(period, day)),
    ).toEqual([false, true, true, false]);
    expect(holdsOn({ until: '2026-03-31' }, '1990-01-01')).toBe(true);
    expect(holdsOn({ from: '2026-03-31' }, '2990-01-01')).toBe(true);
    expect(holdsOn({}, '2026-01-01')).toBe(true);
  });
});
