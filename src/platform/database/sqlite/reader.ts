import { pathToFileURL } from 'node:url';
import { errorText } from '#src/platform/errors.ts';
import { connectSqlite } from './sqlite.ts';

/** A store's file opened to be read only. Disposing of it closes it. */
export interface SqliteReader extends Disposable {
  readonly tables: readonly string[];
  /** Names of the migrations that ran; none in a file that has no such table. */
  readonly migrations: readonly string[];
  /** Set by programs that mark their files; 0 in ours. */
  readonly applicationId: number;
  /** What its pages take, by its own account. */
  readonly bytes: number;
  /** Rows of a statement. */
  rows(sql: string): Readonly<Record<string, unknown>>[];
}

/** Another process may be moving its journal into the file. */
const BUSY_TIMEOUT_MS = 2_000;
/** Findings that are enough to say that a file is damaged. */
const FINDINGS = 1;

/**
 * Opens the file of a store without writing to it.
 * @param isAlone nothing stands in its journal: the file is all, and no lock file is made beside it
 * @throws the engine's error when it is no such file, or its schema cannot be read
 */
export function readSqlite(path: string, isAlone: boolean): SqliteReader {
  const url = pathToFileURL(path);
  if (isAlone) url.searchParams.set('immutable', '1');
  const connection = connectSqlite(url, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const rows = (sql: string) => connection.prepare(sql).all();
    const number = (pragma: string) => Number(Object.values(rows(`PRAGMA ${pragma}`)[0] ?? {})[0] ?? 0);
    const tables = rows(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    ).map(({ name }) => String(name));
    return {
      tables,
      migrations: tables.includes('migration') ? migrationsIn(rows) : [],
      applicationId: number('application_id'),
      bytes: number('page_count') * number('page_size'),
      rows,
      [Symbol.dispose]: () => connection.close(),
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The table of another program may have the same name and other columns. */
function migrationsIn(rows: SqliteReader['rows']): string[] {
  const columns = rows('PRAGMA table_info(migration)').map(({ name }) => name);
  return columns.includes('name') ? rows('SELECT name FROM migration').map(({ name }) => String(name)) : [];
}

/** Reads every page. @returns whether all are as SQLite wrote them */
export function quickCheck({ rows }: SqliteReader): boolean {
  return isSound(rows, `PRAGMA quick_check(${FINDINGS})`);
}

/** Findings of a whole check that are told. */
const TOLD = 20;

/** What a check of every page, index and constraint finds, in SQLite's words; none when all is sound. */
export function integrityFindings({ rows }: SqliteReader): string[] {
  try {
    const found = rows(`PRAGMA integrity_check(${TOLD})`).map((row) => String(Object.values(row)[0]));
    return found[0] === 'ok' ? [] : found;
  } catch (error) {
    return [errorText(error)];
  }
}

/** Tables of a damaged file that cannot be read whole. */
export function damagedTables({ tables, rows }: SqliteReader): string[] {
  return tables
    .filter((table) => !isSound(rows, `PRAGMA quick_check('${table.replaceAll("'", "''")}')`))
    .sort();
}

function isSound(rows: SqliteReader['rows'], sql: string): boolean {
  try {
    return Object.values(rows(sql)[0] ?? {})[0] === 'ok';
  } catch {
    return false;
  }
}
