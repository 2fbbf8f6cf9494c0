import { errorText, HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { Database } from './database.ts';

/** Waits between tries double from the first to the last, give or take a fifth: not everybody comes back at once. */
const FIRST_PAUSE_MS = 250;
const LAST_PAUSE_MS = 10_000;
/** A store that can't be reached is said so often, however many try. */
const LOG_EVERY_MS = 60_000;

/** Why a store failed, for those who run it: the engine's own words, when it has some. */
export const whyStoreFailed = (error: unknown): string =>
  errorText(error instanceof HotlineError && error.cause instanceof Error ? error.cause : error);

/** What is said of one store, by all that use it in this process. */
interface Said {
  /** When the store failed first; undefined while it answers. */
  since: number | undefined;
  loggedAt: number;
  /** Failures since the last line. */
  silent: number;
}

const saidOf = new WeakMap<Database, Said>();

function gateOf(db: Database): Said {
  const known = saidOf.get(db) ?? { since: undefined, loggedAt: Number.NEGATIVE_INFINITY, silent: 0 };
  saidOf.set(db, known);
  return known;
}

/**
 * A store that can't be reached, as one of its users meets it: how long to wait before the next try, and a line in the
 * log at the first failure of all users, then once a minute, then one when it answers again.
 */
export class Outage {
  readonly #said: Said;
  readonly #logger: Logger;
  /** Who tries: « scheduler ». */
  readonly #user: string;
  #failures = 0;

  constructor(db: Database, logger: Logger, user: string) {
    this.#said = gateOf(db);
    this.#logger = logger;
    this.#user = user;
  }

  /** Notes a failure. @returns how long to wait before the next try, in milliseconds */
  failed(error: unknown): number {
    const said = this.#said;
    const now = performance.now();
    said.since ??= now;
    if (now - said.loggedAt >= LOG_EVERY_MS) {
      const more = said.silent > 0 ? { alsoFailed: said.silent } : {};
      this.#logger.warn(
        { err: error, user: this.#user, ...more },
        `${this.#user} cannot reach the store: ${whyStoreFailed(error)}`,
      );
      said.loggedAt = now;
      said.silent = 0;
    } else {
      said.silent += 1;
    }
    const pause = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures += 1;
    return pause * (0.8 + 0.4 * Math.random());
  }

  /** Notes that the store answered. */
  ended(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    const { since } = this.#said;
    if (since === undefined) return;
    this.#said.since = undefined;
    const seconds = Math.round((performance.now() - since) / 1_000);
    this.#logger.info({ seconds, user: this.#user }, 'the store answers again');
  }
}
