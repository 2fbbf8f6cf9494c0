import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { type HeldLease, holdLease } from '#src/platform/database/leases/hold.ts';
import { HotlineError } from '#src/platform/errors.ts';

const LONGEST_WAIT_MS = 15 * MINUTE_MS;
const RETRY_MS = 250;
/** A graph of many vectors is built without a pause, during which nothing is renewed. */
const DURATION_MS = 60_000;

/**
 * One build at a time on a store: builds that overlap would remove each other's vectors and files. A second one waits
 * here; dispose of the turn to let it go on.
 * @throws HotlineError `busy` when the other build never ends
 */
export async function waitForTurn(db: Database): Promise<HeldLease> {
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      const taken = 'Une mise à jour de l’index est déjà en cours.';
      return await holdLease(db, { name: 'ingest', taken, durationMs: DURATION_MS });
    } catch (error) {
      if (!(error instanceof HotlineError) || error.cause !== undefined) throw error;
      if (waited >= LONGEST_WAIT_MS) throw new HotlineError('busy', error.message, { cause: error });
    }
    await sleep(RETRY_MS);
  }
}
