import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import type { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { flushLedger } from '#src/platform/database/ledger/ledger.ts';

const EVERY_MS = 10 * MINUTE_MS;

/** Writes what waits for the ledger of erasures, whose file could not be written when it was to. */
export const ledgerFlush = (db: Database, file: LedgerFile): JobKind => ({
  kind: 'ledger-flush',
  next: every(EVERY_MS),
  run: async () => {
    await flushLedger(db, file);
    return undefined;
  },
});
