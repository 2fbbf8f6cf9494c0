import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  type Database,
  forDialect,
  type SqlValue,
  type Transaction,
} from '#src/platform/database/database.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { isConflict, isLost, reasonOf, toStorageError } from './errors.ts';
import { HINT_CHANNEL, PostgresHints } from './hints.ts';

/** Connections of one process, besides the one that listens: a server takes a hundred by default, from all replicas. */
const POOL_SIZE = 10;
/** Connections of what only reads: one turn at a time, or some while a model is waited for. */
const READER_POOL_SIZE = 3;
/** A server that restarts is waited for so long before the work fails. */
const PATIENCE_MS = 5_000;
const CONNECT_MS = 5_000;
/** A program that starts reads its index meanwhile, and may take its own slowness for the server's: it tries longer. */
const OPENING_PATIENCE_MS = 20_000;
const STATEMENT_MS = 60_000;
const MAX_TRIES = 12;

/** A replica that vanished must not keep its locks, nor a statement run for ever. */
const SESSION = `SET statement_timeout = ${STATEMENT_MS}; SET idle_in_transaction_session_timeout = ${STATEMENT_MS}`;
/** The engine waits for nobody's snapshot here: what must not change under a reader is locked by its row. */
const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED';

/** bigint and numeric as numbers: what the hotline counts and times stays far under 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * The store at scale: a PostgreSQL database that several replicas share.
 * @param url `postgres://user:password@host:port/database`; never repeated in an error
 * @param isReader whether nothing may be written through it
 * @throws HotlineError `storage` when it does not open
 */
export async function openPostgres(url: string, { isReader = false } = {}): Promise<Database> {
  const place = placeOf(url);
  const client = clientOptions(url);
  const pool = new pg.Pool({
    ...client,
    max: isReader ? READER_POOL_SIZE : POOL_SIZE,
    idleTimeoutMillis: 30_000,
    onConnect: async (opened) => {
      await opened.query(isReader ? `${SESSION}; SET default_transaction_read_only = on` : SESSION);
    },
  });
  // A connection that breaks while nobody uses it: the next one says whether the server is there.
  pool.on('error', () => undefined);
  pool.on('connect', (opened) => opened.on('error', () => undefined));
  const hints = new PostgresHints(() => new pg.Client(client));
  let closing: Promise<void> | undefined;

  const acquire = async (patienceMs = PATIENCE_MS): Promise<pg.PoolClient> => {
    for (let wait = 50, waited = 0; ; wait *= 2) {
      if (closing) throw new HotlineError('storage', storageTexts.closed);
      const started = performance.now();
      try {
        return await pool.connect();
      } catch (error) {
        waited += performance.now() - started + wait;
        if (!isLost(error) || waited > patienceMs) throw error;
        await sleep(wait);
      }
    }
  };
  const database: Database = {
    dialect: 'postgres',
    query: async <R>(sql: string, params: readonly SqlValue[] = []) => {
      const mayRepeat = /^\s*select\b/i.test(sql);
      for (let tries = 1; ; tries += 1) {
        const held = await acquire().catch(fail);
        try {
          const rows = await run<R>(held, sql, params);
          held.release();
          return rows;
        } catch (error) {
          held.release(isLost(error));
          const again = isConflict(error) || (mayRepeat && isLost(error));
          if (!again || tries >= MAX_TRIES) return fail(error);
        }
      }
    },
    tx: async (work) => {
      for (let tries = 1; ; tries += 1) {
        const outcome = await transact(await acquire().catch(fail), work);
        if ('result' in outcome) return outcome.result;
        if (!outcome.again || tries >= MAX_TRIES) throw outcome.error;
        await sleep(Math.random() * 20 * tries);
      }
    },
    notify: async (topic, text) => {
      const payload = hints.payload(topic, text);
      if (payload) await database.query('SELECT pg_notify($1, $2)', [HINT_CHANNEL, payload]);
    },
    listen: (topic, listener) => hints.listen(topic, listener),
    close: () => {
      closing ??= hints.stop().then(() => pool.end());
      return closing;
    },
  };
  try {
    await checkEncoding(await acquire(OPENING_PATIENCE_MS), place);
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof HotlineError) throw error;
    const cause = toStorageError(error).cause;
    throw new HotlineError('storage', storageTexts.notOpened(place, reasonOf(error)), { cause });
  }
}

const clientOptions = (url: string) => ({
  connectionString: url,
  application_name: 'hotline',
  types,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: CONNECT_MS,
  query_timeout: STATEMENT_MS + CONNECT_MS,
});

type Outcome<T> = { readonly result: T } | { readonly error: unknown; readonly again: boolean };

/** One try of a transaction. It may be tried again when it surely left no trace. */
async function transact<T>(
  client: pg.PoolClient,
  work: (tx: Transaction) => Promise<T>,
): Promise<Outcome<T>> {
  let failure: unknown;
  let committing = false;
  const query = async <R>(sql: string, params: readonly SqlValue[] = []): Promise<R[]> => {
    try {
      return await run<R>(client, sql, params);
    } catch (error) {
      failure ??= error;
      return fail(error);
    }
  };
  try {
    await query(BEGIN);
    const result = await work({ inTransaction: true, query });
    // PostgreSQL would take the COMMIT of a failed transaction and quietly undo it.
    if (failure) return fail(failure);
    committing = true;
    await query('COMMIT');
    client.release();
    return { result };
  } catch (error) {
    const lost = failure !== undefined && isLost(failure);
    client.release(lost || !(await undone(client)));
    // A connection lost during the COMMIT does not say whether it was done.
    return { error, again: failure !== undefined && (isConflict(failure) || (lost && !committing)) };
  }
}

/** Ends a failed transaction. @returns whether its connection may be used again */
const undone = (client: pg.PoolClient): Promise<boolean> =>
  client.query('ROLLBACK').then(
    () => true,
    () => false,
  );

async function run<R>(client: pg.PoolClient, sql: string, params: readonly SqlValue[]): Promise<R[]> {
  const { rows } = await client.query(forDialect(sql, 'postgres'), params.map(bindable));
  return rows as R[];
}

/** PostgreSQL keeps every character but one. */
const bindable = (value: SqlValue): SqlValue =>
  typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value;

function fail(error: unknown): never {
  throw toStorageError(error);
}

async function checkEncoding(client: pg.PoolClient, place: string): Promise<void> {
  const [row] = await run<{ server_encoding: string }>(client, 'SHOW server_encoding', []);
  client.release();
  const encoding = row?.server_encoding ?? '';
  if (encoding !== 'UTF8') throw new HotlineError('storage', storageTexts.notUtf8(place, encoding));
}

/** Where the database is, without who connects to it. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
