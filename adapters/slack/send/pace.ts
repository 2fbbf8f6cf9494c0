/** Slack takes about one message a second in a channel; a little more, so that two clocks do not argue. */
const SPACING_MS = 1_050;
/** Channels remembered before those at rest are forgotten. */
const REMEMBERED = 2_000;

/**
 * Gives each message its moment in its channel: a second apart, and after what Slack asked to wait. Other channels are
 * not concerned. A message that was told to come back keeps its place.
 */
export class Pace {
  readonly #free = new Map<string, number>();
  readonly #held = new Map<string, number>();
  readonly #places = new Map<string, number>();
  readonly #spacingMs: number;

  /** @param factor how many times faster than Slack's documented pace */
  constructor(factor = 1) {
    this.#spacingMs = SPACING_MS / factor;
  }

  /** @returns how long a message must wait from `now`, in ms; asking again under the same id keeps the place */
  reserve(channel: string, id: string, now: number): number {
    const held = this.#held.get(channel) ?? 0;
    const kept = this.#places.get(id);
    // A place that was missed, or that Slack's own wait ran over, is not one any more.
    if (kept !== undefined && kept >= held && kept >= now - this.#spacingMs) return Math.max(0, kept - now);
    const at = Math.max(now, held, this.#free.get(channel) ?? 0);
    this.#free.set(channel, at + this.#spacingMs);
    this.#places.set(id, at);
    this.#forget(now);
    return at - now;
  }

  /** The message left, or never will. */
  release(id: string): void {
    this.#places.delete(id);
  }

  /** Nothing leaves in a channel before this moment: Slack answered 429. */
  hold(channel: string, until: number): void {
    this.#held.set(channel, Math.max(until, this.#held.get(channel) ?? 0));
  }

  #forget(now: number): void {
    if (this.#free.size > REMEMBERED) {
      deleteBefore(this.#free, now);
      deleteBefore(this.#held, now);
    }
    if (this.#places.size > REMEMBERED) deleteBefore(this.#places, now - 3_600_000);
  }
}

function deleteBefore(moments: Map<string, number>, end: number): void {
  for (const [key, at] of moments) if (at < end) moments.delete(key);
}
