/** The requests of one key in its present window. */
interface Count {
  hits: number;
  readonly endsAt: number;
}

/**
 * Counts requests by key, each in a window that begins with its first, on a clock that nobody sets: when the machine's
 * is put right by two hours, nobody is shut out for two hours.
 */
export class RateStore {
  /** Each limit has a store of its own. */
  readonly localKeys = true;
  readonly #windowMs: number;
  readonly #now: () => number;
  /** In the order in which their windows end. */
  readonly #counts = new Map<string, Count>();

  constructor(windowMs: number, now: () => number = () => performance.now()) {
    this.#windowMs = windowMs;
    this.#now = now;
  }

  get(key: string): { totalHits: number; resetTime: Date } | undefined {
    const count = this.#counts.get(key);
    return count && count.endsAt > this.#now() ? this.#told(count) : undefined;
  }

  increment(key: string): { totalHits: number; resetTime: Date } {
    const now = this.#now();
    for (const [old, { endsAt }] of this.#counts) {
      if (endsAt > now) break;
      this.#counts.delete(old);
    }
    const count = this.#counts.get(key) ?? { hits: 0, endsAt: now + this.#windowMs };
    count.hits += 1;
    this.#counts.set(key, count);
    return this.#told(count);
  }

  decrement(key: string): void {
    const count = this.#counts.get(key);
    if (count && count.hits > 0) count.hits -= 1;
  }

  resetKey(key: string): void {
    this.#counts.delete(key);
  }

  resetAll(): void {
    this.#counts.clear();
  }

  /** The limit tells the rest of the window by the machine's clock, as it is now. */
  #told({ hits, endsAt }: Count): { totalHits: number; resetTime: Date } {
    return { totalHits: hits, resetTime: new Date(Date.now() + endsAt - this.#now()) };
  }
}
