import { readdirSync, readFileSync } from 'node:fs';
import { type Database, forDialect, type Transaction } from './database.ts';
import { hashWebKeys } from './hash-web-keys.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** « hotl » in ASCII: the lock that migrations of this program take. */
const LOCK = 0x68_6f_74_6c;
/** What SQL alone can't do, after the file of that name. */
const STEPS: Readonly<Record<string, (tx: Transaction) => Promise<void>>> = {
  '0029-at-rest.sql': hashWebKeys,
};

/**
 * Brings the schema up to date: each numbered file of `migrations/` once, in order, under one transaction, so that
 * two processes that start together do not run them twice.
 * @param only leaves out the files that it does not name: a copy of an earlier version is read into the schema it had
 * @returns names of the migrations that ran
 */
export async function migrate(database: Database, only?: ReadonlySet<string>): Promise<string[]> {
  const files = migrationNames().filter((name) => only?.has(name) ?? true);
  return database.tx(async (tx) => {
    // SQLite lets one transaction write at a time. Elsewhere two replicas that start together wait here for each other.
    if (database.dialect === 'postgres') await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await tx.query(
      'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)',
    );
    const done = new Set(
      (await tx.query<{ name: string }>('SELECT name FROM migration')).map((row) => row.name),
    );
    const pending = files.filter((name) => !done.has(name));
    for (const name of pending) {
      for (const statement of statementsOf(readFileSync(new URL(name, FOLDER), 'utf8'))) {
        await tx.query(forDialect(statement, database.dialect));
      }
      await STEPS[name]?.(tx);
      await tx.query('INSERT INTO migration (name, applied_at) VALUES ($1, $2)', [name, Date.now()]);
    }
    return pending;
  });
}

/** Names of all migrations of this version, in order. */
export const migrationNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();

/** Statements of a migration; comments take whole lines, and no literal holds a semicolon. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean);
}
