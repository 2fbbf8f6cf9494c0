import { parentPort, workerData } from 'node:worker_threads';

// The thread of `checkpoints.ts`: it copies the write-ahead log into the file each time something was committed.

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
/** Past this many pages (32 MB) the log is begun anew: writers wait a moment for it, so that it does not grow for ever. */
const LONG = 8_000;
/** How many pages may be left to copy while writers wait. */
const FEW = 2_000;
const WAIT_MS = 500;

interface Done {
  /** Pages in the log, and how many of them are in the file; -1 without a log. */
  readonly log: number;
  readonly checkpointed: number;
}

const { path } = workerData as { path: string };
const db = new DatabaseSync(path, { timeout: WAIT_MS });
db.exec('PRAGMA synchronous = FULL');
const passive = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const restart = db.prepare('PRAGMA wal_checkpoint(RESTART)');

parentPort?.on('message', () => {
  try {
    const { log, checkpointed } = passive.get() as unknown as Done;
    if (log > LONG && log - checkpointed < FEW) restart.get();
  } catch {
    // The file may be in the hands of who repairs or restores it; the next commit asks again, and the writer copies by
    // itself once the log is very long.
  }
  parentPort?.postMessage('done');
});
