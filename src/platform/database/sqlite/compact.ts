import type { Database } from '#src/platform/database/database.ts';

/**
 * Writes an SQLite file anew, without what is free in it or left of what was deleted, and has it give pages back by itself
 * from then on. It takes a minute for some gigabytes, and nobody else may use the store meanwhile.
 */
export async function compact(db: Database): Promise<void> {
  if (db.dialect !== 'sqlite') return;
  await db.query('PRAGMA auto_vacuum = INCREMENTAL');
  await db.query('VACUUM');
  await db.query('PRAGMA wal_checkpoint(TRUNCATE)');
}
