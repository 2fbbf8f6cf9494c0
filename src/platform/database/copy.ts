import { PASSING_TABLES } from '#src/platform/database/personal-data/store-data.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { insertRows } from './bulk-insert.ts';
import type { Database, Queryable, Row, Transaction } from './database.ts';
import { storageTexts } from './texts.ts';

/** Rows moved, by table. */
type CopyReport = ReadonlyMap<string, number>;

/** Rows read at once. */
const BATCH = 100;

/**
 * Copies everything from an embedded store to an empty one with the same schema, in one transaction: all or nothing.
 * Nobody may write to either meanwhile.
 * @throws HotlineError `storage` when the target is not empty or the counts differ
 */
export async function copyStore(
  source: Database,
  target: Database,
  progress: (table: string, done: number, total: number) => void = () => {},
): Promise<CopyReport> {
  const tables = await tablesInOrder(source);
  return target.tx(async (tx) => {
    const filled = await firstFilled(tx, tables);
    if (filled) throw new HotlineError('storage', storageTexts.targetNotEmpty(filled));
    const report = new Map<string, number>();
    for (const table of tables) {
      const total = await countOf(source, table);
      await copyTable(source, tx, table, (done) => progress(table, done, total));
      const before = await countOf(source, table);
      const after = await countOf(tx, table);
      if (before !== after)
        throw new HotlineError('storage', storageTexts.countsDiffer(table, before, after));
      report.set(table, after);
    }
    return report;
  });
}

async function copyTable(
  source: Queryable,
  target: Transaction,
  table: string,
  progress: (done: number) => void,
): Promise<void> {
  let done = 0;
  for (let after = 0; ; ) {
    const rows = await source.query<Row & { rowid_: number }>(
      `SELECT rowid AS rowid_, * FROM ${table} WHERE rowid > $1 ORDER BY rowid LIMIT ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    const copied = rows.map(({ rowid_: _, ...row }) => row);
    await insertRows(target, table, copied);
    after = last.rowid_;
    done += rows.length;
    progress(done);
  }
}

async function firstFilled(db: Queryable, tables: readonly string[]): Promise<string | undefined> {
  for (const table of tables) if ((await countOf(db, table)) > 0) return table;
  return undefined;
}

async function countOf(db: Queryable, table: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`);
  return Number(row?.count);
}

/** Tables of a SQLite store, each after those that its rows refer to. */
async function tablesInOrder(source: Queryable): Promise<string[]> {
  const found = await source.query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const left = new Set(found.map(({ name }) => name).filter((name) => !PASSING_TABLES.has(name)));
  const ordered: string[] = [];
  const add = async (table: string): Promise<void> => {
    if (!left.delete(table)) return;
    const keys = await source.query<{ table: string }>(`PRAGMA foreign_key_list(${table})`);
    for (const key of keys) await add(key.table);
    ordered.push(table);
  };
  for (const table of [...left]) await add(table);
  return ordered;
}
