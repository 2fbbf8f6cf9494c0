import type { Row, Transaction } from './database.ts';

/** Rows of one statement stay under PostgreSQL's 65,535 parameters. */
const BATCH = 100;
/** A generation of the index takes megabytes. */
const MAX_CHARACTERS = 4_000_000;

/** Adds rows of one table, which all have the same columns. */
export async function insertRows(tx: Transaction, table: string, rows: readonly Row[]): Promise<void> {
  for (const batch of inBatches(rows)) await insert(tx, table, batch);
}

/** Rows that fit together in one statement. */
function inBatches(rows: readonly Row[]): Row[][] {
  const batches: Row[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const length = Object.values(row).reduce<number>((sum, value) => sum + lengthOf(value), 0);
    if (size + length > MAX_CHARACTERS || (batches.at(-1)?.length ?? 0) >= BATCH) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(row);
    size += length;
  }
  return batches;
}

const lengthOf = (value: Row[string] | undefined): number =>
  value === null || value === undefined || typeof value === 'number' ? 8 : value.length;

async function insert(tx: Transaction, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const tuples = rows.map((_, row) => {
    const places = columns.map((_column, index) => `$${row * columns.length + index + 1}`);
    return `(${places.join(', ')})`;
  });
  await tx.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples.join(', ')}`,
    rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  );
}
