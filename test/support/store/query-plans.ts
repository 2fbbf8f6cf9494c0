import type { Database, Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';

/** A step of a plan in which SQLite reads a table, or an index, from end to end. */
const READS_ALL = /^SCAN (?!CONSTANT|\(|\d)/;

/** A store that notes, of each statement that is run on it, where it reads something from end to end. */
export function planned(db: Database): { readonly db: Database; readonly scans: Map<string, string> } {
  const scans = new Map<string, string>();
  const known = new Set<string>();
  const look = async (on: Queryable, sql: string, params: readonly SqlValue[]): Promise<void> => {
    if (known.has(sql) || !/^\s*(?:select|insert|update|delete|with)\b/i.test(sql)) return;
    known.add(sql);
    for (const { detail } of await on.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params))
      if (READS_ALL.test(detail)) scans.set(detail, sql.replace(/\s+/g, ' ').trim());
  };
  const query = async <R>(on: Queryable, sql: string, params: readonly SqlValue[] = []): Promise<R[]> => {
    await look(on, sql, params);
    return on.query<R>(sql, params);
  };
  const watched: Database = {
    ...db,
    query: (sql, params) => query(db, sql, params),
    tx: (work) =>
      db.tx((tx) => {
        const watching: Transaction = {
          inTransaction: true,
          query: (sql, params) => query(tx, sql, params),
        };
        return work(watching);
      }),
  };
  return { db: watched, scans };
}
