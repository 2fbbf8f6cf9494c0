import { Budget } from './budget.ts';
import type { WhoAsks } from './who-asks.ts';

/** How often strangers may do something within a while. */
interface StrangersMost {
  /** Those of one network: an office shares one. */
  readonly source: number;
  /** All of them together. */
  readonly all: number;
  /** Those of one network, once all together did it that often: who uses up what is everybody's stops nobody wholly. */
  readonly share: number;
}

/** Counts what strangers do, by their network and together. Who is known is not counted: nobody uses up what is theirs. */
export class StrangersBudget {
  readonly #most: StrangersMost;
  readonly #done: Budget;

  constructor(most: StrangersMost, windowMs: number, ticks?: () => number) {
    this.#most = most;
    this.#done = new Budget(windowMs, ticks);
  }

  /** Whether somebody may do it now. */
  may({ isKnown, source }: Pick<WhoAsks, 'isKnown' | 'source'>): boolean {
    const isUsedUp = this.#done.count(ALL) >= this.#most.all;
    const most = isUsedUp ? Math.min(this.#most.share, this.#most.source) : this.#most.source;
    return isKnown || this.#done.count(`source ${source}`) < most;
  }

  /** Notes that somebody did it. */
  note({ isKnown, source }: Pick<WhoAsks, 'isKnown' | 'source'>): void {
    if (!isKnown) for (const key of [`source ${source}`, ALL]) this.#done.note(key);
  }
}

const ALL = 'all';
