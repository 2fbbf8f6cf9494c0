import { HotlineError } from '#src/errors.ts';
import { storageTexts } from '#src/texts/storage.ts';
import { type Database, forDialect } from './database.ts';
import { migrationNames, readMigration, unknownMigrations } from './migrations.ts';

/** « hotl » in ASCII: the lock that migrations of this program take. */
const LOCK = 0x68_6f_74_6c;

/**
 * Brings the schema up to date: each numbered file of `migrations/` once, in order, under one transaction, so that
 * two processes that start together do not run them twice.
 * @returns names of the migrations that ran
 * @throws HotlineError `storage` when a newer version has used the store: nothing of it is changed
 */
export async function migrate(database: Database): Promise<string[]> {
  const files = migrationNames();
  return database.tx(async (tx) => {
    // SQLite lets one transaction write at a time. Elsewhere two replicas that start together wait here for each other.
    if (database.dialect === 'postgres') await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await tx.query(
      'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)',
    );
    const done = new Set(
      (await tx.query<{ name: string }>('SELECT name FROM migration')).map((row) => row.name),
    );
    const unknown = unknownMigrations(done, files);
    if (unknown.length > 0) throw new HotlineError('storage', storageTexts.newer(undefined, unknown));
    const pending = files.filter((name) => !done.has(name));
    for (const name of pending) {
      for (const statement of statementsOf(readMigration(name))) {
        await tx.query(forDialect(statement, database.dialect));
      }
      await tx.query('INSERT INTO migration (name, applied_at) VALUES ($1, $2)', [name, Date.now()]);
    }
    return pending;
  });
}

/** Statements of a migration; comments take whole lines, and no literal holds a semicolon. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/^[ \t]*--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean);
}
