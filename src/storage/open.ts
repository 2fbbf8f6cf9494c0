import { join } from 'node:path';
import { HotlineError } from '#src/errors.ts';
import { storageTexts } from '#src/texts/storage.ts';
import type { Database, Queryable } from './database.ts';
import { migrate } from './migrate.ts';
import { openSqlite, openSqliteReader } from './sqlite.ts';

/** Opens the store as it is: the PostgreSQL database of an address, or the SQLite file of a data folder. */
export async function connectDatabase(dataDir: string, databaseUrl?: string): Promise<Database> {
  if (databaseUrl === undefined) return openSqlite(join(dataDir, 'hotline.db'));
  // The embedded store does without the driver.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(databaseUrl);
}

/**
 * Opens the store beside the process that serves it, to read only.
 * @throws HotlineError `storage` when it does not open
 */
export async function openReader(
  dataDir: string,
  databaseUrl?: string,
): Promise<Queryable & { close(): unknown }> {
  if (databaseUrl === undefined) return openSqliteReader(join(dataDir, 'hotline.db'));
  const { openPostgres } = await import('./postgres.ts');
  const { query, close } = await openPostgres(databaseUrl);
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
    await migrate(db);
    return db;
  } catch (error) {
    await db.close();
    // What a person who starts the hotline must know: rights that are missing, a database that is read-only…
    if (error instanceof HotlineError && error.cause instanceof Error)
      throw new HotlineError('storage', storageTexts.notMigrated(error.cause.message), {
        cause: error.cause,
      });
    throw error;
  }
}
