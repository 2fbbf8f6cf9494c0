import { describe, expect, test } from 'vitest';
import { dailyAt, every } from '#src/platform/database/jobs/recurrence.ts';

/** The next times of a series after a moment, as UTC. */
const times = (next: (after: number) => number, after: string, count: number) => {
  const found: string[] = [];
  for (let at = Date.parse(after); found.length < count; ) {
    at = next(at);
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
};

describe('work that recurs', () => {
  test('every so often counts from the last time', () => {
    expect(times(every(90 * 60_000), '2026-11-24T10:00Z', 2)).toEqual([
      '2026-11-24T11:30',
      '2026-11-24T13:00',
    ]);
  });

  test('every day comes at the time of French clocks, through the changes of hour', () => {
    expect(times(dailyAt('07:30'), '2026-03-27T12:00Z', 3)).toEqual([
      '2026-03-28T06:30',
      '2026-03-29T05:30',
      '2026-03-30T05:30',
    ]);
    expect(times(dailyAt('07:30'), '2026-10-24T04:00Z', 3)).toEqual([
      '2026-10-24T05:30',
      '2026-10-25T06:30',
      '2026-10-26T06:30',
    ]);
  });

  test('every day comes once on the days when an hour is missing or comes twice', () => {
    expect(times(dailyAt('02:30'), '2026-03-28T12:00Z', 2)).toEqual(['2026-03-29T01:30', '2026-03-30T00:30']);
    expect(times(dailyAt('02:30'), '2026-10-24T12:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
  });

  test('every day is today when its time is still to come, and tomorrow at that very time', () => {
    expect(times(dailyAt('18:00'), '2026-11-24T16:59:59Z', 1)).toEqual(['2026-11-24T17:00']);
    expect(times(dailyAt('18:00'), '2026-11-24T17:00Z', 1)).toEqual(['2026-11-25T17:00']);
    expect(times(dailyAt('00:15'), '2026-11-24T23:10Z', 1)).toEqual(['2026-11-24T23:15']);
  });
});
