import { readdirSync, readFileSync } from 'node:fs';
import { type Database, forDialect } from './database.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** « hotl » in ASCII: the lock that migrations of this program take. */
const LOCK = 0x68_6f_74_6c;

/**
 * Brings the schema up to date: each numbered file of `migrations/` once, in order, under one transaction, so that
 * two processes that start together do not run them twice.
 * @returns names of the migrations that ran
 */
export async function migrate(database: Database): Promise<string[]> {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();
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
      for (const statement of statementsOf(readFileSync(new URL(name, FOLDER), 'utf8'), database.dialect)) {
        await tx.query(forDialect(statement, database.dialect));
      }
      await tx.query('INSERT INTO migration (name, applied_at) VALUES ($1, $2)', [name, Date.now()]);
    }
    return pending;
  });
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
  for (const line of sql.replace(/^\s*--.*$/gm, '').split('\n')) {
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
