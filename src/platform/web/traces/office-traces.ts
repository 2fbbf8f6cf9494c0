import type { Request } from 'express';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Queryable } from '#src/platform/database/database.ts';
import { signedOf, webExpertKey } from '#src/platform/web/sign-in/identity.ts';
import { type Actor, addTrace, type TraceObject } from '#src/platform/web/traces/store/traces.ts';
import type { Act } from './acts.ts';

/** A page reads the same thing anew at each change: for so long it is one reading, noted when it begins. */
const SAME_READING_MS = 5 * MINUTE_MS;
/** Readings remembered; the oldest are noted anew. */
const MOST_READINGS = 10_000;

/** Who sends a request behind the guard, as traces name them. */
export function actorOf(request: Request): Actor {
  const { id, name } = signedOf(request).identity;
  return { key: webExpertKey(id), name };
}

/** Notes what is done over HTTP by those who signed in. */
export class OfficeTraces {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #readings = new Map<string, number>();

  constructor({ db, now }: { readonly db: Database; readonly now: () => number }) {
    this.#db = db;
    this.#now = now;
  }

  /** Notes an act, in its transaction where it has one. */
  async note(by: Actor, act: Act, on?: TraceObject, tx: Queryable = this.#db): Promise<void> {
    await addTrace(tx, { by, act, on, now: this.#now() });
  }

  /**
   * Notes a reading, to be waited for before anything is served: what could not be noted is not shown. The same reading
   * again within five minutes is one.
   */
  async read(by: Actor, act: Act, on?: TraceObject): Promise<void> {
    const key = JSON.stringify([by.key, act, on?.kind, on?.id]);
    // How long ago, whatever becomes of the clock on the wall.
    const at = performance.now();
    const before = this.#readings.get(key);
    if (before !== undefined && at - before < SAME_READING_MS) return;
    await this.note(by, act, on);
    this.#readings.delete(key);
    this.#readings.set(key, at);
    const [oldest] = this.#readings.keys();
    if (this.#readings.size > MOST_READINGS && oldest !== undefined) this.#readings.delete(oldest);
  }
}
