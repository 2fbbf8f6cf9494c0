import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  type Database,
  forDialect,
  type Queryable,
  type SqlValue,
  type Transaction,
} from '#src/platform/database/database.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { reasonOf } from '#src/platform/failure.ts';
import { type Checkpoints, checkpointsAside, WRITER_COPIES_AT } from './checkpoints.ts';
import { FileInPlace } from './file-in-place.ts';
import { GroupCommit, type WritingConnection } from './group-commit.ts';

/**
 * Codes of the engine, by their lowest byte, that say that the store itself fails, whatever the statement: locked,
 * read-only, disk error, damaged, full, not opened, not a database.
 */
const FAILING: ReadonlySet<number> = new Set([5, 6, 8, 10, 11, 13, 14, 26]);

/**
 * What leaves the store when the engine fails: a sentence that may be shown to a person, with the engine's own error as
 * its cause. Any other error is left as it is: a statement that is refused is a fault of the program.
 */
function toStorageError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code !== 'ERR_SQLITE_ERROR' || !FAILING.has(Number(errcode) & 0xff)) return error;
  return new HotlineError('storage', storageTexts.failing, { cause: error });
}

// node:sqlite is loaded here only; some Node releases print an experimental warning on import.
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
/** A connection of the engine, for the few files that look at a store beside its port. */
export type Connection = InstanceType<typeof DatabaseSync>;
type Statement = ReturnType<Connection['prepare']>;

/** A native wait on a lock freezes the event loop, so it is short and repeated from JavaScript. */
const BUSY_TIMEOUT_MS = 20;
const BUSY_RETRIES = 100;
/** What the write-ahead log keeps of the disk once it has been emptied. */
const LOG_BYTES = 16 * 1_024 * 1_024;
/**
 * A new file can give its free pages back little by little; an older one learns it from `store compact`, which writes it
 * anew. What is deleted is overwritten.
 */
const SETTINGS = `PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = ${LOG_BYTES};`;

/**
 * The embedded store: one SQLite file, WAL, synchronous FULL (an acknowledged commit survives a power cut).
 * One connection writes, one transaction at a time; another reads, so that reads never fall into a running transaction.
 * @param isServed many wait for this process: its log is copied aside, so that nobody waits for the disk with it
 * @throws HotlineError `storage` when the file cannot be opened
 */
export async function openSqlite(path: string, isServed = false): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true });
  const writer = new Statements(await retryBusy(() => connect(path)));
  const reader = path === ':memory:' ? writer : new Statements(await retryBusy(() => connect(path)));
  const checkpoints = isServed ? checkpointsAside(path) : undefined;
  if (checkpoints) writer.connection.exec(`PRAGMA wal_autocheckpoint = ${WRITER_COPIES_AT}`);
  const group = new GroupCommit(
    path === ':memory:' ? writer.connection : inPlace(path, writer.connection, checkpoints),
    retryBusy,
  );

  const database: Database = {
    dialect: 'sqlite',
    query: <R>(sql: string, params: readonly SqlValue[] = []) =>
      explained(async () => {
        if (/^\s*(?:select|pragma|explain)\b/i.test(sql)) return reader.run<R>(sql, params);
        // Neither in a transaction nor beside one of the writer's.
        if (/^\s*vacuum\b/i.test(sql)) return retryBusy(() => reader.run<R>(sql, params));
        return group.run(async () => writer.run<R>(sql, params));
      }),
    tx: (work) => {
      const tx: Transaction = {
        inTransaction: true,
        query: async (sql, params = []) => writer.run(sql, params),
      };
      return explained(() => group.run(() => work(tx)));
    },
    // One server uses the file: there is nobody else to tell.
    notify: async () => undefined,
    listen: () => () => undefined,
    close: async () => {
      await group.idle();
      await checkpoints?.close();
      reader.close();
      writer.close();
    },
  };
  return database;
}

/** Work whose failure, when it is the store's, is said in words. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}

/** A connection that begins no transaction on a file that is no longer the one it opened, and tells what it committed. */
function inPlace(path: string, connection: Connection, checkpoints?: Checkpoints): WritingConnection {
  const file = new FileInPlace(path);
  const number = (pragma: string) =>
    Number(Object.values(connection.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);
  const countedBytes = () => number('page_count') * number('page_size');
  return {
    exec: (sql) => {
      if (sql.startsWith('BEGIN')) file.check(countedBytes);
      connection.exec(sql);
      if (sql === 'COMMIT') checkpoints?.ask();
    },
    get isTransaction() {
      return connection.isTransaction;
    },
  };
}

/** Opens a connection of its own to a file, as the engine's options say. @throws the engine's own error */
export const connectSqlite = (
  path: string | URL,
  options: ConstructorParameters<typeof DatabaseSync>[1],
): Connection => new DatabaseSync(path, options);

/**
 * Opens the file beside its server, to read only: nothing that is done through it can write, or hold up who does.
 * @param isAlone nobody writes to it, and nothing stands in its journal: no lock file is made beside it
 * @throws HotlineError `storage` when the file cannot be opened
 */
export function openSqliteReader(path: string, isAlone = false): Queryable & { close(): void } {
  try {
    const url = pathToFileURL(path);
    if (isAlone) url.searchParams.set('immutable', '1');
    const connection = new DatabaseSync(url, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    const statements = new Statements(connection);
    return {
      query: (sql, params = []) =>
        retryBusy(() => statements.run<never>(sql, params)).catch((error) => {
          throw toStorageError(error);
        }),
      close: () => statements.close(),
    };
  } catch (cause) {
    throw new HotlineError('storage', storageTexts.sqliteNotOpened(path, reasonOf(cause)), { cause });
  }
}

function connect(path: string): Connection {
  try {
    const connection = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    connection.exec(SETTINGS);
    return connection;
  } catch (cause) {
    if (isBusy(cause)) throw cause;
    throw new HotlineError('storage', storageTexts.sqliteNotOpened(path, reasonOf(cause)), { cause });
  }
}

/** Statements kept ready; a text that is made on the fly must not fill the memory. */
const MAX_STATEMENTS = 500;

/** A connection with its statements ready: preparing one takes longer than running it. */
class Statements {
  readonly connection: Connection;
  readonly #ready = new Map<string, Statement>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  run<R>(sql: string, params: readonly SqlValue[]): R[] {
    return this.#prepare(sql).all(...params) as R[];
  }

  close(): void {
    if (this.connection.isOpen) this.connection.close();
  }

  #prepare(sql: string): Statement {
    const known = this.#ready.get(sql);
    if (known) return known;
    const text = forDialect(sql, 'sqlite').replace(/\$(\d+)/g, '?$1');
    const statement = this.connection.prepare(text);
    if (this.#ready.size >= MAX_STATEMENTS) this.#ready.clear();
    this.#ready.set(sql, statement);
    return statement;
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && /database is (?:locked|busy)/i.test(error.message);

async function retryBusy<T>(work: () => T): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || attempt >= BUSY_RETRIES) throw error;
      await sleep(20 + Math.random() * 80);
    }
  }
}
