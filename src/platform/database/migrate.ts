import { hashWebKeys } from '#src/platform/database/migrations/hash-web-keys.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { type Database, forDialect, type Transaction } from './database.ts';
import { migrationNames, readMigration, unknownMigrations } from './migrations.ts';
import { storageTexts } from './texts.ts';

/** « hotl » in ASCII: the lock that migrations of this program take. */
const LOCK = 0x68_6f_74_6c;
/** What SQL alone can't do, after the file of that name. */
const STEPS: Readonly<Record<string, (tx: Transaction) => Promise<void>>> = {
  '0029-at-rest.sql': hashWebKeys,
};

/**
 * Brings the schema up to date: each numbered file of `migrations/` once, in order, under one transaction, so that
 * two processes that start together do not run them twice.
 * @returns names of the migrations that ran
 * @throws HotlineError `storage` when a newer version has used the store: nothing of it is changed
 */
export const migrate = (database: Database): Promise<string[]> => runAll(database, migrationNames());

/** Gives an empty store the schema of an earlier version, whose copy is read into it. */
export async function migrateTo(database: Database, names: ReadonlySet<string>): Promise<void> {
  await runAll(
    database,
    migrationNames().filter((name) => names.has(name)),
  );
}

async function runAll(database: Database, files: readonly string[]): Promise<string[]> {
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
      for (const statement of statementsOf(readMigration(name), database.dialect)) {
        await tx.query(forDialect(statement, database.dialect));
      }
      await STEPS[name]?.(tx);
      await tx.query('INSERT INTO migration (name, applied_at) VALUES ($1, $2)', [name, Date.now()]);
    }
    return pending;
  });
}

/** Names of the migrations that a store has had; none when it is new. */
export async function appliedMigrations(database: Database): Promise<string[]> {
  const found = database.dialect === 'sqlite' ? 'sqlite_master WHERE name' : 'pg_tables WHERE tablename';
  if ((await database.query(`SELECT 1 AS found FROM ${found} = 'migration'`)).length === 0) return [];
  return (await database.query<{ name: string }>('SELECT name FROM migration ORDER BY name')).map(
    ({ name }) => name,
  );
}

/** How the body of a trigger (SQLite) or of a function (PostgreSQL) begins, at the end of a line, and ends, at the start of one. */
const BODIES = [
  { begins: 'BEGIN', ends: 'END;' },
  { begins: '$$', ends: '$$;' },
] as const;

/**
 * Statements of a migration for one engine; comments take whole lines, and no literal holds a semicolon. One that begins
 * with `{SQLITE}` or `{POSTGRES}` is for that engine alone. A semicolon ends a statement, but in the body of a trigger or
 * of a function: from a line that ends with BEGIN or $$ to a line that is « END; » or « $$; ».
 */
export function statementsOf(sql: string, dialect: Database['dialect']): string[] {
  const statements: string[] = [];
  let body: (typeof BODIES)[number] | undefined;
  let statement = '';
  for (const line of sql.replace(/^[ \t]*--.*$/gm, '').split('\n')) {
    if (body) {
      statement += `${line}\n`;
      if (line.trim() !== body.ends) continue;
      body = undefined;
      statements.push(statement);
      statement = '';
      continue;
    }
    const [first = '', ...others] = line.split(';');
    statement += first;
    for (const other of others) {
      statements.push(statement);
      statement = other;
    }
    statement += '\n';
    body = BODIES.find(({ begins }) => line.trimEnd().endsWith(begins));
  }
  statements.push(statement);
  return statements.flatMap((text) => forEngine(text.trim(), dialect));
}

const MARKS = { '{SQLITE}': 'sqlite', '{POSTGRES}': 'postgres' } as const;

/** The statement where it is for this engine, without its mark. */
function forEngine(statement: string, dialect: Database['dialect']): string[] {
  if (statement === '') return [];
  for (const [mark, engine] of Object.entries(MARKS))
    if (statement.startsWith(mark)) return engine === dialect ? [statement.slice(mark.length).trim()] : [];
  return [statement];
}
