import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyStore } from '#adapters/web/steady-store.ts';

describe('windows of a limit', () => {
  let store: SteadyStore;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
    store = new SteadyStore();
  });
  afterEach(() => void vi.useRealTimers());

  const hits = (key = 'a') => store.increment(key).totalHits;

  it('count each key by itself, and begin anew when they are over', () => {
    expect([hits(), hits(), hits('b')]).toEqual([1, 2, 1]);
    vi.advanceTimersByTime(59_000);
    expect(hits()).toBe(3);
    vi.advanceTimersByTime(1_001);
    expect(hits()).toBe(1);
  });

  it('end when they would have, wherever the clock on the wall is set', () => {
    hits();
    vi.advanceTimersByTime(20_000);
    vi.setSystemTime(Date.now() - 7_200_000);
    const { totalHits, resetTime } = store.increment('a');
    expect(totalHits).toBe(2);
    expect((resetTime?.getTime() ?? 0) - Date.now()).toBe(40_000);
    vi.advanceTimersByTime(40_001);
    expect(hits()).toBe(1);
    vi.setSystemTime(Date.now() + 7_200_000);
    expect(hits()).toBe(2);
  });

  it('are forgotten when they are over, and beyond what a flood of keys may bring', () => {
    for (let n = 0; n < 60_000; n += 1) hits(`key ${n}`);
    expect(hits('key 0')).toBe(1);
    expect(hits('key 59999')).toBe(2);
  });
});
