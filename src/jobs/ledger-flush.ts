import type { Database } from '#src/storage/database.ts';
import { flushLedger } from '#src/storage/ledger.ts';
import type { LedgerFile } from '#src/storage/ledger-file.ts';
import { every } from './recurrence.ts';
import type { JobKind } from './scheduler.ts';

const EVERY_MS = 10 * 60_000;

/** Writes what waits for the ledger of erasures, whose file could not be written when it was to. */
export const ledgerFlush = (db: Database, file: LedgerFile): JobKind => ({
  kind: 'ledger-flush',
  next: every(EVERY_MS),
  run: async () => {
    await flushLedger(db, file);
    return undefined;
  },
});
