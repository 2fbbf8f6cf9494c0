import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import type { LedgerEntry, LedgerFile } from './file.ts';

/** What a transaction will have put in the ledger before it commits. */
const noted = new WeakMap<Transaction, LedgerEntry[]>();

/** Notes, in the transaction that does it, what a restored copy must not undo. Written where the store keeps a ledger. */
export function noteInLedger(tx: Transaction, entry: LedgerEntry): void {
  const before = noted.get(tx);
  if (before) before.push(entry);
  else noted.set(tx, [entry]);
}

/** Notes that a person is erased, before anything of them goes. */
export async function noteErasure(tx: Transaction, personId: string, now: number): Promise<void> {
  noteInLedger(tx, { type: 'erasure', persons: await knownAs(tx, personId), at: now });
}

/** A person's id, with those under which they were known before. */
export async function knownAs(db: Queryable, personId: string): Promise<string[]> {
  const former = await db.query<{ id: string }>(
    'SELECT id FROM former_person WHERE person_id = $1 ORDER BY id',
    [personId],
  );
  return [personId, ...former.map(({ id }) => id)];
}

/**
 * A store that keeps a ledger outside of itself: what its transactions note is in the ledger's file, on disk, before they
 * commit. Where the file can't be written, what a person asks is done all the same: the lines wait in the store.
 * @param onFailure hears why the file could not be written
 */
export function withLedger(db: Database, file: LedgerFile, onFailure: (error: unknown) => void): Database {
  return {
    ...db,
    tx: (work) =>
      db.tx(async (tx) => {
        noted.delete(tx);
        const result = await work(tx);
        const lines = (noted.get(tx) ?? []).map((entry) => JSON.stringify(entry));
        if (lines.length > 0) await write(tx, file, lines, onFailure);
        return result;
      }),
  };
}

async function write(
  tx: Transaction,
  file: LedgerFile,
  lines: readonly string[],
  onFailure: (error: unknown) => void,
): Promise<void> {
  try {
    await file.append(lines);
  } catch (error) {
    onFailure(error);
    for (const line of lines)
      await tx.query('INSERT INTO ledger_pending (id, line) VALUES ($1, $2)', [newId(), line]);
  }
}

/**
 * Makes the ledger's file, and writes what waits for it.
 * @returns how many lines were written
 * @throws when the file can't be written
 */
export async function flushLedger(db: Database, file: LedgerFile): Promise<number> {
  await file.open();
  if ((await pendingCount(db)) === 0) return 0;
  return db.tx(async (tx) => {
    const rows = await tx.query<{ id: string; line: string }>(
      'DELETE FROM ledger_pending RETURNING id, line',
    );
    // Ids sort by time.
    await file.append(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ line }) => line));
    return rows.length;
  });
}

/** How many lines wait for the ledger's file. */
export async function pendingCount(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT COUNT(*) AS count FROM ledger_pending');
  return Number(row?.count ?? 0);
}
