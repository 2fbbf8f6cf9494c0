import { join } from 'node:path';
import { type Connection, connectSqlite } from '#src/platform/database/sqlite/sqlite.ts';

/** What says, whatever the clocks and the names of machines, whether another process serves a data folder. */
export interface ServerLock extends Disposable {
  /** Whether this process holds it: then whoever held it before is dead. When not, each call tries anew. */
  isHeld(): boolean;
}

/**
 * Takes the lock of a data folder, which the system keeps for as long as the process lives: no kill leaves it behind,
 * and a process in another container on the same disk sees it. It is that of a small file in which nothing is kept.
 */
export function takeServerLock(dataDir: string): ServerLock {
  const path = join(dataDir, 'hotline.lock');
  let held = lockedOrNone(path);
  return {
    isHeld: () => {
      held ??= lockedOrNone(path);
      return held !== undefined;
    },
    [Symbol.dispose]: () => held?.close(),
  };
}

/** SQLite's word for a lock that somebody else holds. */
const BUSY = 5;

function lockedOrNone(path: string): Connection | undefined {
  const connection = connectSqlite(path, { timeout: 0 });
  try {
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
    return connection;
  } catch (error) {
    connection.close();
    if ((error as { errcode?: unknown }).errcode === BUSY) return undefined;
    throw error;
  }
}
