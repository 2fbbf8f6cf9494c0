import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, parisOffsetMs, parisTime } from '#src/platform/calendar/paris-time.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';

const iso = (epochMs: number) => new Date(epochMs).toISOString().slice(0, 16);
const NOW = instantOf('2026-11-24', '15:20');

describe('the clocks of France', () => {
  it('show an hour more than UTC in winter, two in summer', () => {
    expect(parisTime(Date.parse('2026-11-24T23:30Z'))).toEqual({ day: '2026-11-25', time: '00:30' });
    expect(parisTime(Date.parse('2026-06-30T21:59:59Z'))).toEqual({ day: '2026-06-30', time: '23:59' });
    expect(iso(instantOf('2026-11-28', '12:00'))).toBe('2026-11-28T11:00');
    expect(iso(instantOf('2026-07-28', '12:00'))).toBe('2026-07-28T10:00');
  });

  it('skip an hour in spring and repeat one in autumn', () => {
    expect(iso(instantOf('2026-03-29', '01:59'))).toBe('2026-03-29T00:59');
    expect(iso(instantOf('2026-03-29', '03:00'))).toBe('2026-03-29T01:00');
    expect(parisTime(instantOf('2026-03-29', '02:30')).time).toBe('03:30');
    expect(iso(instantOf('2026-10-25', '02:30'))).toBe('2026-10-25T00:30');
    expect(iso(instantOf('2026-10-25', '03:00'))).toBe('2026-10-25T02:00');
  });

  it('give back each minute of the years that they show, but for the hour that comes twice', () => {
    const minute = fc.integer({ min: Date.UTC(1997, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 });
    fc.assert(
      fc.property(minute, (count) => {
        const at = count * 60_000;
        const { day, time } = parisTime(at);
        expect([at, at - 3_600_000]).toContain(instantOf(day, time));
        expect([3_600_000, 7_200_000]).toContain(parisOffsetMs(at));
      }),
    );
  });
});

describe('a moment in French', () => {
  it.each([
    ['2026-11-24', '16:00', 'aujourd’hui à 16 h'],
    ['2026-11-24', '00:00', 'aujourd’hui à 0 h'],
    ['2026-11-25', '09:30', 'demain à 9 h 30'],
    ['2026-11-23', '08:05', 'hier à 8 h 05'],
    ['2026-11-27', '12:00', 'vendredi 27 novembre à 12 h'],
    ['2026-12-01', '12:00', 'mardi 1er décembre à 12 h'],
    ['2027-01-04', '09:00', 'lundi 4 janvier 2027 à 9 h'],
    ['2025-11-24', '23:59', 'lundi 24 novembre 2025 à 23 h 59'],
  ])('%s %s is « %s »', (day, time, said) => {
    expect(momentInFrench(instantOf(day, time), NOW)).toBe(said);
  });

  it('is tomorrow over the end of the year and the changes of hour', () => {
    expect(momentInFrench(instantOf('2027-01-01', '10:00'), instantOf('2026-12-31', '23:50'))).toBe(
      'demain à 10 h',
    );
    expect(momentInFrench(instantOf('2026-03-29', '10:00'), instantOf('2026-03-28', '23:50'))).toBe(
      'demain à 10 h',
    );
  });
});
