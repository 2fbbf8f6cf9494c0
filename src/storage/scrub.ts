import type { Database } from './database.ts';

/** Another transaction may be under way; a checkpoint then has to be asked for again. */
const TRIES = 100;

/**
 * Takes what was erased off the disk too. In SQLite, deleted words stay in free pages, in the gaps of others, and in the
 * write-ahead log: VACUUM writes the file anew (`secure_delete` was measured to leave some), and a checkpoint empties the
 * log. PostgreSQL does so by itself, some time later; what it keeps until then is out of reach of any query.
 */
export async function scrub(db: Database): Promise<void> {
  if (db.dialect !== 'sqlite') return;
  await db.query('VACUUM');
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [row] = await db.query<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)');
    if (Number(row?.busy) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the write-ahead log could not be emptied');
}
