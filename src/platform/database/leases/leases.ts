import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';

/** What two clocks that are kept in step may differ by, at most. */
const CLOCKS_DIFFER_MS = 60_000;

/** A lease that ends after this was asked of a clock that was ahead, and is not waited for. */
export const farthestLease = (now: number, durationMs: number): number => now + durationMs + CLOCKS_DIFFER_MS;

/**
 * Takes or renews a lease.
 * @returns false when somebody else holds it
 */
export async function takeLease(
  db: Database,
  lease: { name: string; owner: string; now: number; durationMs: number },
): Promise<boolean> {
  const rows = await db.query<{ owner: string }>(
    `INSERT INTO lease (name, owner, until) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
       WHERE lease.owner = excluded.owner OR lease.until < $4 OR lease.until > $5
     RETURNING owner`,
    [
      lease.name,
      lease.owner,
      lease.now + lease.durationMs,
      lease.now,
      farthestLease(lease.now, lease.durationMs),
    ],
  );
  return rows[0]?.owner === lease.owner;
}

/** Who holds a lease, and until when it says so. */
export async function leaseHolder(
  db: Queryable,
  name: string,
): Promise<{ owner: string; until: number } | undefined> {
  const [row] = await db.query<{ owner: string; until: number }>(
    'SELECT owner, until FROM lease WHERE name = $1',
    [name],
  );
  return row;
}

/**
 * Keeps a lease that is still held.
 * @returns false when it was lost
 */
export async function renewLease(
  db: Queryable,
  lease: { name: string; owner: string; until: number },
): Promise<boolean> {
  const rows = await db.query('UPDATE lease SET until = $3 WHERE name = $1 AND owner = $2 RETURNING owner', [
    lease.name,
    lease.owner,
    lease.until,
  ]);
  return rows.length > 0;
}

export async function releaseLease(db: Database, name: string, owner: string): Promise<void> {
  await db.query('DELETE FROM lease WHERE name = $1 AND owner = $2', [name, owner]);
}

/** Forgets leases that ran out before a moment: their holders died, and nobody wanted them since. */
export async function forgetLeases(tx: Transaction, before: number): Promise<void> {
  await tx.query('DELETE FROM lease WHERE until < $1', [before]);
}
