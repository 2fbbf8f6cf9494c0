import { existsSync } from 'node:fs';
import { examineStore, storeFile } from '#src/platform/database/sqlite/file.ts';
import { openSqlite, openSqliteReader } from '#src/platform/database/sqlite/sqlite.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { reasonOf } from '#src/platform/failure.ts';
import type { Database, Queryable } from './database.ts';
import { migrate } from './migrate.ts';
import { storageTexts } from './texts.ts';

/**
 * Opens the store as it is: the PostgreSQL database of an address, or the SQLite file of a data folder, once it is known
 * to be one of the hotline's.
 * @param isServed for the server: see {@link openSqlite}
 */
export async function connectDatabase(
  dataDir: string,
  databaseUrl?: string,
  isServed = false,
): Promise<Database> {
  if (databaseUrl === undefined) {
    const found = examineStore(dataDir);
    if (found.state === 'damaged')
      throw new HotlineError('storage', storageTexts.storeDamaged(storeFile(dataDir), found.tables));
    return openSqlite(storeFile(dataDir), isServed);
  }
  // The embedded store does without the driver.
  const { openPostgres } = await import('#src/platform/database/postgres/postgres.ts');
  return openPostgres(databaseUrl);
}

/**
 * Opens the store to read only, beside the process that serves it: nothing in it is made nor changed.
 * @param isBrief for a look at it, also while no process serves it: no file is made beside it either
 * @throws HotlineError `storage` when it does not open
 */
export async function openReader(
  dataDir: string,
  databaseUrl?: string,
  isBrief = false,
): Promise<Queryable & { close(): unknown }> {
  if (databaseUrl === undefined) {
    const path = storeFile(dataDir);
    // A server that runs always has a journal beside its file.
    return openSqliteReader(path, isBrief && !existsSync(`${path}-wal`));
  }
  const { openPostgres } = await import('#src/platform/database/postgres/postgres.ts');
  const { query, close } = await openPostgres(databaseUrl, { isReader: true });
  return { query, close };
}

/**
 * Opens the store, brought up to date.
 * @param databaseUrl absent for the embedded store of the data folder
 * @throws HotlineError `storage` when it does not open
 */
export async function openDatabase(dataDir: string, databaseUrl?: string): Promise<Database> {
  const db = await connectDatabase(dataDir, databaseUrl);
  try {
    await bringUpToDate(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Brings an opened store up to date. @throws HotlineError `storage`, with the reason in words, when it can't be */
export async function bringUpToDate(db: Database): Promise<void> {
  try {
    await migrate(db);
  } catch (error) {
    if (error instanceof HotlineError && error.cause === undefined) throw error;
    // What a person who starts the hotline must know: rights that are missing, a database that is read-only…
    const cause = error instanceof HotlineError ? error.cause : error;
    const sentence = isTaken(cause) ? storageTexts.foreignTables : storageTexts.notMigrated(reasonOf(cause));
    throw new HotlineError('storage', sentence, { cause });
  }
}

/** Whether a table of ours is there without our migrations: another program uses the database. */
const isTaken = (error: unknown): boolean => /^42P07\b/.test(error instanceof Error ? error.message : '');
