/** Keys that are remembered at once; the oldest go first. */
const MOST_KEYS = 50_000;

/**
 * Counts what was done under some keys within a while, each key by itself: nobody can use up another's. The clock is the
 * process's own, which no change of the hour moves; a restart begins anew.
 */
export class Budget {
  readonly #windowMs: number;
  readonly #ticks: () => number;
  readonly #done = new Map<string, number[]>();

  /** @param ticks milliseconds of a clock that does not jump */
  constructor(windowMs: number, ticks: () => number = () => performance.now()) {
    this.#windowMs = windowMs;
    this.#ticks = ticks;
  }

  /** How often it was done under a key within the while that ends now. */
  count(key: string): number {
    return this.#recent(key).length;
  }

  /** Notes that it was done. */
  note(key: string): void {
    const recent = this.#recent(key);
    recent.push(this.#ticks());
    // Set anew, so that the first keys are those that rested longest.
    this.#done.delete(key);
    this.#done.set(key, recent);
    if (this.#done.size <= MOST_KEYS) return;
    const [oldest] = this.#done.keys();
    if (oldest !== undefined) this.#done.delete(oldest);
  }

  #recent(key: string): number[] {
    const since = this.#ticks() - this.#windowMs;
    return (this.#done.get(key) ?? []).filter((at) => at > since);
  }
}
