import { PGlite, type Transaction as PgliteTransaction, types } from '@electric-sql/pglite';
import {
  type Database,
  forDialect,
  type SqlValue,
  type Transaction,
} from '#src/platform/database/database.ts';

/** Anything of PGlite that runs one statement. */
type Runner = Pick<PgliteTransaction, 'query'>;

/** An empty PostgreSQL in memory; it takes seconds to start, so one serves many tests. */
export const startPglite = (): Promise<PGlite> =>
  PGlite.create({ parsers: { [types.INT8]: (value: string) => Number(value) } });

/**
 * The `Database` port over PGlite: a double for PostgreSQL's dialect in tests, so that the SQL stays portable. It has
 * one session, on which PGlite queues transactions one after the other. Closing a handle leaves PGlite running.
 */
export function pgliteDatabase(lite: PGlite): Database {
  return {
    dialect: 'postgres',
    query: <R>(sql: string, params: readonly SqlValue[] = []) => run<R>(lite, sql, params),
    tx: <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      lite.transaction((session) =>
        work({
          inTransaction: true,
          query: <R>(sql: string, params: readonly SqlValue[] = []) => run<R>(session, sql, params),
        }),
      ),
    notify: async () => {},
    listen: () => () => {},
    close: async () => {},
  };
}

async function run<R>(runner: Runner, sql: string, params: readonly SqlValue[]): Promise<R[]> {
  const { rows } = await runner.query<R>(forDialect(sql, 'postgres'), [...params]);
  return rows;
}
