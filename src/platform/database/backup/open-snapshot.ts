import { openSqliteSnapshot } from '#src/platform/database/sqlite/snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** Opens the store of a data folder, or the PostgreSQL database of an address, as it is now. */
export async function openSnapshot(dataDir: string, databaseUrl?: string): Promise<Snapshot> {
  if (databaseUrl === undefined) {
    return openSqliteSnapshot(dataDir);
  }
  // The embedded store does without the driver.
  const { openPostgresSnapshot } = await import('#src/platform/database/postgres/snapshot.ts');
  return openPostgresSnapshot(databaseUrl);
}
