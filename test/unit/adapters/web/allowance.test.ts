import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Allowance } from '#adapters/web/allowance.ts';

describe('an allowance', () => {
  // The monotonic clock, and the one on the wall.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('lets a key use so much at once, then makes it wait as long as it owes', () => {
    const allowance = new Allowance({ most: 100, perSecond: 10 });
    allowance.use('a', 100);
    expect(allowance.waitOf('a')).toBe(0);
    allowance.use('a', 50);
    expect(allowance.waitOf('a')).toBe(5_000);
    expect(allowance.waitOf('b')).toBe(0);
    vi.advanceTimersByTime(3_000);
    expect(allowance.waitOf('a')).toBeCloseTo(2_000);
    vi.advanceTimersByTime(2_000);
    expect(allowance.waitOf('a')).toBe(0);
    allowance.use('a', 200);
    allowance.use('a', -200);
    expect(allowance.waitOf('a')).toBe(0);
  });

  it('fills up to its most, and no more', () => {
    const allowance = new Allowance({ most: 100, perSecond: 10 });
    allowance.use('a', 10);
    vi.advanceTimersByTime(3_600_000);
    allowance.use('a', 110);
    expect(allowance.waitOf('a')).toBe(1_000);
  });

  it('is not moved by a clock that is set back', () => {
    const allowance = new Allowance({ most: 1, perSecond: 1 });
    allowance.use('a', 3);
    vi.setSystemTime(Date.now() - 7_200_000);
    expect(allowance.waitOf('a')).toBe(2_000);
  });

  it('remembers no more keys than a flood of addresses may bring', () => {
    const allowance = new Allowance({ most: 1, perSecond: 0.001 });
    allowance.use('first', 10);
    for (let n = 0; n < 25_000; n += 1) allowance.use(`key ${n}`, 10);
    // Forgotten, it begins anew: memory is not given up for it.
    expect(allowance.waitOf('first')).toBe(0);
    expect(allowance.waitOf('key 24999')).toBeGreaterThan(0);
  });
});
