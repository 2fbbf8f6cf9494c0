import { setTimeout as sleep } from 'node:timers/promises';
import { HotlineError } from '#src/errors.ts';
import type { Database } from '#src/storage/database.ts';
import { holdLease } from '#src/storage/hold-lease.ts';

const LONGEST_WAIT_MS = 15 * 60_000;
const RETRY_MS = 250;

/**
 * One build at a time on a store: builds that overlap would remove each other's vectors and files. A second one waits
 * here; dispose of the turn to let it go on.
 * @throws HotlineError `busy` when the other build never ends
 */
export async function waitForTurn(db: Database): Promise<AsyncDisposable> {
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      return await holdLease(db, { name: 'ingest', taken: 'Une mise à jour de l’index est déjà en cours.' });
    } catch (error) {
      if (!(error instanceof HotlineError)) throw error;
      if (waited >= LONGEST_WAIT_MS) throw new HotlineError('busy', error.message, { cause: error });
    }
    await sleep(RETRY_MS);
  }
}
