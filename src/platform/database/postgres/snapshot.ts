import pg from 'pg';
import type { Snapshot } from '#src/platform/database/backup/snapshot.ts';
import type { Queryable, Row } from '#src/platform/database/database.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { reasonOf } from './errors.ts';

const FETCHED = 200;
const CONNECT_MS = 5_000;
const NAME = 'hotline-copy';

/**
 * A PostgreSQL database at one moment: one transaction that reads, which stops nobody.
 * @throws HotlineError `storage` when it does not open
 */
export async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const client = await connect(url);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const query: Queryable['query'] = async <R>(sql: string) => (await client.query(sql)).rows as R[];
  return { ...snapshotIn({ query }), [Symbol.asyncDispose]: () => client.end() };
}

/** What a transaction sees, row by row. */
function snapshotIn(tx: Queryable): Omit<Snapshot, keyof AsyncDisposable> {
  return {
    dialect: 'postgres',
    tables: async () => {
      const rows = await tx.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name`,
      );
      return rows.map(({ name }) => name);
    },
    async *rows(table) {
      const [own] = await tx.query(
        `SELECT 1 AS found FROM pg_constraint
         WHERE contype = 'f' AND conrelid = confrelid AND conrelid = '${table}'::regclass`,
      );
      // Ids sort by time: what a row refers to is older.
      const order = own ? 'ORDER BY 1' : '';
      await tx.query(`DECLARE copied NO SCROLL CURSOR FOR SELECT * FROM ${table} ${order}`);
      for (;;) {
        const rows = await tx.query<Row>(`FETCH ${FETCHED} FROM copied`);
        yield* rows;
        if (rows.length < FETCHED) break;
      }
      await tx.query('CLOSE copied');
    },
  };
}

/** How many connections of running hotlines a database has. */
export async function serversOn(url: string): Promise<number> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<{ count: number }>(
      `SELECT COUNT(*) AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'hotline'`,
    );
    return Number(rows[0]?.count ?? 0);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const types = {
    getTypeParser: ((oid: number, format?: 'text') =>
      oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
        ? Number
        : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const client = new pg.Client({
    connectionString: url,
    application_name: NAME,
    types,
    connectionTimeoutMillis: CONNECT_MS,
  });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const { host, pathname } = new URL(url);
    throw new HotlineError('storage', storageTexts.notOpened(`${host}${pathname}`, reasonOf(cause)), {
      cause,
    });
  }
}
