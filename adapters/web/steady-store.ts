import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit';

interface Window {
  hits: number;
  readonly endsAt: number;
}

/** Keys remembered; the oldest windows are forgotten first. */
const REMEMBERED = 50_000;

/**
 * Counts requests by key in windows of the monotonic clock: where the clock on the wall is set back by two hours, nobody is
 * shut out for two hours.
 */
export class SteadyStore implements Store {
  /** Each limit has its own. */
  readonly localKeys = true;
  readonly #windows = new Map<string, Window>();
  #windowMs = 60_000;

  init(options: Options): void {
    this.#windowMs = options.windowMs;
  }

  increment(key: string): ClientRateLimitInfo {
    const now = performance.now();
    const known = this.#windows.get(key);
    const window = known && known.endsAt > now ? known : this.#open(key, now);
    window.hits += 1;
    return { totalHits: window.hits, resetTime: new Date(Date.now() + window.endsAt - now) };
  }

  decrement(key: string): void {
    const window = this.#windows.get(key);
    if (window && window.hits > 0) window.hits -= 1;
  }

  resetKey(key: string): void {
    this.#windows.delete(key);
  }

  /** Windows end in the order in which they began: those that are over stand first. */
  #open(key: string, now: number): Window {
    this.#windows.delete(key);
    for (const [old, { endsAt }] of this.#windows) {
      if (endsAt > now && this.#windows.size < REMEMBERED) break;
      this.#windows.delete(old);
    }
    const window = { hits: 0, endsAt: now + this.#windowMs };
    this.#windows.set(key, window);
    return window;
  }
}
