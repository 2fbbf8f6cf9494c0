import { describe, expect, it } from 'vitest';
import { RateStore } from '#adapters/web/rate-store.ts';

describe('requests counted by key', () => {
  it('are counted in a window that begins with the first', () => {
    let now = 1_000;
    const store = new RateStore(60_000, () => now);
    expect(store.increment('a').totalHits).toBe(1);
    now += 59_999;
    expect(store.increment('a').totalHits).toBe(2);
    expect(store.increment('b').totalHits).toBe(1);
    now += 1;
    expect(store.get('a')).toBeUndefined();
    expect(store.increment('a').totalHits).toBe(1);
    expect(store.get('b')?.totalHits).toBe(1);
    now += 60_000;
    expect(store.increment('c').totalHits).toBe(1);
    store.decrement('c');
    expect(store.get('c')?.totalHits).toBe(0);
    store.resetKey('c');
    expect(store.get('c')).toBeUndefined();
  });

  it('tell the rest of the window by the clock of the moment', () => {
    let now = 5;
    const store = new RateStore(60_000, () => now);
    store.increment('a');
    now += 40_000;
    const rest = (store.get('a')?.resetTime.getTime() ?? 0) - Date.now();
    expect(rest).toBeGreaterThan(19_000);
    expect(rest).toBeLessThanOrEqual(20_000);
  });
});
