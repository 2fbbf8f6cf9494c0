import { describe, expect, it } from 'vitest';
import { afterWord, calmFrom, lastSafe, nextWord } from '#src/features/opportunities/bid/rules/moments.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = instantOf;
const said = (instant: number) => {
  const { day, time } = parisTime(instant);
  return `${day} ${time}`;
};
const bid = (told: Partial<Parameters<typeof nextWord>[0]> = {}): Parameters<typeof nextWord>[0] => ({
  state: 'open',
  closesAt: at('2026-12-17', '17:00'),
  openedAt: at('2026-12-01', '10:00'),
  calmAt: undefined,
  closedAt: undefined,
  sentAsked: 0,
  wonAsked: 0,
  ...told,
});

describe('The last hours', () => {
  it('begin 48 hours before, or on the last worked day before a weekend', () => {
    expect(said(calmFrom(at('2026-12-17', '17:00')))).toBe('2026-12-15 17:00');
    // Monday at noon: Saturday and Sunday are nobody's hours.
    const early = calmFrom(at('2026-12-21', '12:00'));
    expect(parisTime(early).day).toBe('2026-12-18');
    // The Monday of Christmas week that ends on a public holiday.
    expect(parisTime(calmFrom(at('2026-12-28', '10:00'))).day).toBe('2026-12-24');
  });

  it.each([
    ['2026-12-17', '17:00', '2026-12-17 13:00'],
    ['2026-12-17', '12:00', '2026-12-17 08:00'],
    // Four hours before nine in the morning is the night: the evening before.
    ['2026-12-17', '09:00', '2026-12-16 18:00'],
    ['2026-12-17', '00:30', '2026-12-16 20:30'],
    // The night when clocks go back has one hour more.
    ['2026-10-25', '12:00', '2026-10-25 08:00'],
  ])('have a last safe hour for a closing on %s at %s', (day, time, safe) => {
    expect(said(lastSafe(at(day, time), 4 * HOUR))).toBe(safe);
  });
});

describe('What is said unasked of an answer', () => {
  const closes = at('2026-12-17', '17:00');

  it('is the last hours, then that it closed, then twice whether it was sent, and no more', () => {
    let one = bid();
    const before = closes - 5 * DAY;
    expect(nextWord(one, before)).toMatchObject({ word: 'calm', at: closes - 2 * DAY });
    one = { ...one, calmAt: closes - 2 * DAY };
    expect(nextWord(one, closes - DAY)).toEqual({ word: 'closed', at: closes });
    one = { ...one, closedAt: closes };
    expect(nextWord(one, closes)).toEqual({ word: 'sent', at: closes + 3 * DAY });
    one = { ...one, sentAsked: 1 };
    expect(nextWord(one, closes)).toEqual({ word: 'sent', at: closes + 10 * DAY });
    expect(nextWord({ ...one, sentAsked: 2 }, closes)).toBeUndefined();
  });

  it('is twice whether it was won, once it was deposited', () => {
    const one = bid({ state: 'deposited' });
    expect(nextWord(one, closes)).toEqual({ word: 'won', at: closes + 30 * DAY });
    expect(nextWord({ ...one, wonAsked: 1 }, closes)?.at).toBe(closes + 75 * DAY);
    expect(nextWord({ ...one, wonAsked: 2 }, closes)).toBeUndefined();
  });

  it.each(['unsent', 'won', 'lost', 'over'] as const)('is nothing of one that is %s', (state) => {
    expect(nextWord(bid({ state }), closes)).toBeUndefined();
    expect(afterWord(bid({ state }), closes)).toBeNull();
  });

  it('does not come all at once after an outage', () => {
    const late = closes + 20 * DAY;
    // The hours that are past are not spoken of.
    expect(nextWord(bid(), late)).toEqual({ word: 'closed', at: closes });
    expect(afterWord(bid({ closedAt: late }), late)).toBe(late + 2 * DAY);
    expect(afterWord(bid({ closedAt: late, sentAsked: 1 }), late)).toBe(late + 2 * DAY);
  });

  it('is nothing where no closing is told', () => {
    expect(nextWord(bid({ closesAt: undefined }), closes)).toBeUndefined();
  });
});
