/** What one key may use: so much at once, which comes back at a steady pace. */
export interface AllowanceSize {
  readonly most: number;
  readonly perSecond: number;
}

interface Level {
  left: number;
  at: number;
}

/** Keys remembered. Those that used nothing for long are forgotten: they are as full as a new one. */
const REMEMBERED = 20_000;

/**
 * Allowances by key, as buckets that fill up again: a use beyond what is left is a debt, and who owes waits. Time is the
 * monotonic clock's: a clock that is set forward or back shuts nobody out.
 */
export class Allowance {
  readonly #size: AllowanceSize;
  readonly #levels = new Map<string, Level>();

  constructor(size: AllowanceSize) {
    this.#size = size;
  }

  /** Milliseconds until a key owes nothing. */
  waitOf(key: string): number {
    return Math.max(0, (-this.#level(key).left / this.#size.perSecond) * 1_000);
  }

  /** Counts a use; a negative amount gives back what was counted too much. */
  use(key: string, amount: number): void {
    this.#level(key).left -= amount;
  }

  #level(key: string): Level {
    const now = performance.now() / 1_000;
    const { most, perSecond } = this.#size;
    const known = this.#levels.get(key);
    if (known) {
      known.left = Math.min(most, known.left + (now - known.at) * perSecond);
      known.at = now;
      return known;
    }
    if (this.#levels.size >= REMEMBERED) this.#forget(now);
    const level = { left: most, at: now };
    this.#levels.set(key, level);
    return level;
  }

  #forget(now: number): void {
    const { most, perSecond } = this.#size;
    for (const [key, { left, at }] of this.#levels)
      if (left + (now - at) * perSecond >= most) this.#levels.delete(key);
    // Nobody is full: the oldest go, so that a flood of addresses fills no memory.
    for (const key of this.#levels.keys()) {
      if (this.#levels.size < REMEMBERED / 2) break;
      this.#levels.delete(key);
    }
  }
}
