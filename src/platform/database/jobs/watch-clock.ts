import type { Database, Transaction } from '#src/platform/database/database.ts';
import { Outage } from '#src/platform/database/outage.ts';
import type { Logger } from '#src/platform/logger.ts';
import { jobTexts } from './texts.ts';

interface ClockParts {
  readonly db: Database;
  readonly now: () => number;
  /** A clock that nobody sets. */
  readonly steady?: () => number;
  readonly logger: Logger;
  /** Puts right what was planned by a clock that was ahead. */
  readonly planAgain: (tx: Transaction, now: number) => Promise<void>;
  /** Plans what recurs, and wakes whoever waits for a moment that is no longer far. */
  readonly onPlanned: () => Promise<void>;
}

const LOOK_MS = 1_000;
/** Clocks that are kept in step are moved by less at once. */
const JUMP_MS = 5_000;

/**
 * Watches the machine's clock beside one that nobody sets. When it jumps (it is put right, the machine was put to sleep)
 * what was planned by it is planned again: after a jump back nothing waits for the clock to be there again.
 */
export class ClockWatch {
  readonly #parts: ClockParts;
  readonly #steady: () => number;
  readonly #outage: Outage;
  #ahead: number;
  #isDue = true;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;

  constructor(parts: ClockParts) {
    this.#parts = parts;
    this.#steady = parts.steady ?? (() => performance.now());
    this.#outage = new Outage(parts.db, parts.logger, 'clock');
    this.#ahead = this.#difference();
  }

  /** Puts right what a process before this one planned, then watches. */
  async start(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => {
      // A store that does not answer may take longer than that.
      if (!this.#isLooking) this.#looking = this.#look();
    }, LOOK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  #difference(): number {
    return this.#parts.now() - this.#steady();
  }

  async #look(): Promise<void> {
    const { db, now, logger, planAgain, onPlanned } = this.#parts;
    const ahead = this.#difference();
    const jump = ahead - this.#ahead;
    this.#ahead = ahead;
    if (Math.abs(jump) > JUMP_MS) {
      this.#isDue = true;
      logger.warn(jobTexts.clockJumped(Math.round(jump / 1_000)));
    }
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#isLooking = true;
    try {
      await db.tx((tx) => planAgain(tx, now()));
      await onPlanned();
      this.#outage.ended();
    } catch (error) {
      // A store that does not answer is asked again at the next look.
      this.#isDue = true;
      this.#outage.failed(error);
    } finally {
      this.#isLooking = false;
    }
  }
}
