import { join } from 'node:path';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openSqlite } from './sqlite.ts';

/** Opens the embedded store of a data folder, brought up to date. */
export async function openDatabase(dataDir: string): Promise<Database> {
  const db = await openSqlite(join(dataDir, 'hotline.db'));
  await migrate(db);
  return db;
}
