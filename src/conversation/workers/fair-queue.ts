import { HotlineError } from '#src/platform/errors.ts';

/** A place among those that work; freed with what it cost. */
export interface Slot {
  /** @param spentMs processor time that was used */
  free(spentMs: number): void;
}

interface Waiting {
  readonly key: string;
  readonly isSuspect: boolean;
  readonly since: number;
  readonly begin: () => void;
  readonly refuse: () => void;
}

/** What somebody used counts half after this. */
const HALF_LIFE_MS = 10_000;
/** Less than this is nothing. */
const NOTHING_MS = 1;
/**
 * What each message counts when it comes, before it is read. A usual answer takes ten to fifty milliseconds: who writes
 * less often than others goes before them, also where their question takes longer than what others repeat, and also
 * when there is too much to do for anybody to have what they ask for.
 */
const MESSAGE_MS = 100;
/**
 * What each of its characters counts besides. Twenty thousand of them are no question that somebody types: who sends
 * them gives way from the first one, before anybody knows what it takes to read.
 */
const CHARACTER_MS = 0.1;
/** A suspect gives way to all others for this long; then it has its place, for it may be innocent. */
const GIVES_WAY_MS = 15_000;
/** Everybody who wrote lately; beyond it, those who used least are forgotten. */
const MOST_KNOWN = 10_000;

/**
 * Gives places to those who wait, to who used least lately first, then in the order in which they came: one who sends
 * much makes nobody else wait. Who is suspect waits until nobody else does, and for others like it.
 */
export class FairQueue {
  readonly #waiting: Waiting[] = [];
  readonly #used = new Map<string, { readonly ms: number; readonly at: number }>();
  #free: number;
  #suspects = 0;
  #isClosed = false;

  constructor(places: number) {
    this.#free = places;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Counts a message that came from somebody. @param characters how long it is */
  arrived(key: string, characters = 0): void {
    this.#note(key, MESSAGE_MS + CHARACTER_MS * characters);
  }

  /**
   * Waits for a place.
   * @throws HotlineError `busy` once this is closed
   */
  async take(key: string, isSuspect = false): Promise<Slot> {
    await new Promise<void>((begin, reject) => {
      const refuse = () => reject(new HotlineError('busy', 'La hotline s’arrête.'));
      if (this.#isClosed) return refuse();
      this.#waiting.push({ key, isSuspect, since: performance.now(), begin, refuse });
      this.#next();
    });
    let isFreed = false;
    return {
      free: (spentMs) => {
        if (isFreed) return;
        isFreed = true;
        this.#note(key, spentMs);
        this.#free += 1;
        if (isSuspect) this.#suspects -= 1;
        this.#next();
      },
    };
  }

  /** Gives no place any more, and lets go of who waits for one. */
  close(): void {
    this.#isClosed = true;
    for (const { refuse } of this.#waiting.splice(0)) refuse();
  }

  #next(): void {
    while (this.#free > 0) {
      const chosen = this.#choose();
      if (!chosen) return;
      this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
      this.#free -= 1;
      if (chosen.isSuspect) this.#suspects += 1;
      chosen.begin();
    }
  }

  #choose(): Waiting | undefined {
    const now = performance.now();
    const mayBeSuspect = this.#suspects === 0;
    const old = mayBeSuspect
      ? this.#waiting.find(({ isSuspect, since }) => isSuspect && now - since > GIVES_WAY_MS)
      : undefined;
    if (old) return old;
    const others = this.#waiting.filter(({ isSuspect }) => !isSuspect);
    if (others.length === 0) return mayBeSuspect ? this.#waiting[0] : undefined;
    let best = others[0];
    let least = Number.POSITIVE_INFINITY;
    for (const one of others) {
      const used = this.#usedBy(one.key, now);
      if (used < least) [best, least] = [one, used];
    }
    return best;
  }

  #usedBy(key: string, now: number): number {
    const used = this.#used.get(key);
    const ms = used ? used.ms * 0.5 ** ((now - used.at) / HALF_LIFE_MS) : 0;
    return ms < NOTHING_MS ? 0 : ms;
  }

  #note(key: string, spentMs: number): void {
    const now = performance.now();
    this.#used.set(key, { ms: this.#usedBy(key, now) + spentMs, at: now });
    if (this.#used.size <= MOST_KNOWN) return;
    for (const known of this.#used.keys())
      if (this.#usedBy(known, now) < 10 * NOTHING_MS) this.#used.delete(known);
    if (this.#used.size > MOST_KNOWN) this.#used.clear();
  }
}
