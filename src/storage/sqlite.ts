import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HotlineError } from '#src/errors.ts';
import { type Database, forDialect, type SqlValue, type Transaction } from './database.ts';

// node:sqlite is loaded here only; some Node releases print an experimental warning on import.
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
type Connection = InstanceType<typeof DatabaseSync>;

/** A native wait on a lock freezes the event loop, so it is short and repeated from JavaScript. */
const BUSY_TIMEOUT_MS = 100;
const BUSY_RETRIES = 50;

/**
 * The embedded store: one SQLite file, WAL, synchronous FULL (an acknowledged commit survives a power cut).
 * One connection writes, behind a mutex; another reads, so that reads never fall into a running transaction.
 * @throws HotlineError `storage` when the file cannot be opened
 */
export async function openSqlite(path: string): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true });
  const writer = await retryBusy(() => connect(path));
  const reader = path === ':memory:' ? writer : await retryBusy(() => connect(path));
  let tail: Promise<unknown> = Promise.resolve();

  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const run = tail.then(work, work);
    tail = run.catch(() => undefined);
    return run;
  };

  const database: Database = {
    dialect: 'sqlite',
    query: async <R>(sql: string, params: readonly SqlValue[] = []) => {
      if (/^\s*(?:select|pragma|explain)\b/i.test(sql)) return run<R>(reader, sql, params);
      return exclusively(() => retryBusy(() => run<R>(writer, sql, params)));
    },
    tx: (work) =>
      exclusively(async () => {
        await retryBusy(() => writer.exec('BEGIN IMMEDIATE'));
        try {
          const tx: Transaction = {
            inTransaction: true,
            query: async (sql, params = []) => run(writer, sql, params),
          };
          const result = await work(tx);
          await retryBusy(() => writer.exec('COMMIT'));
          return result;
        } catch (error) {
          if (writer.isTransaction) writer.exec('ROLLBACK');
          throw error;
        }
      }),
    close: async () => {
      await tail;
      if (reader !== writer && reader.isOpen) reader.close();
      if (writer.isOpen) writer.close();
    },
  };
  return database;
}

function connect(path: string): Connection {
  try {
    const connection = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    return connection;
  } catch (cause) {
    if (isBusy(cause)) throw cause;
    throw new HotlineError('storage', `La base de données ${path} ne s’ouvre pas.`, { cause });
  }
}

function run<R>(connection: Connection, sql: string, params: readonly SqlValue[]): R[] {
  const statement = connection.prepare(forDialect(sql, 'sqlite').replace(/\$(\d+)/g, '?$1'));
  return statement.all(...params) as R[];
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
