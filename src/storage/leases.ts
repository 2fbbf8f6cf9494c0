import type { Database, Queryable, Transaction } from './database.ts';

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
       WHERE lease.owner = excluded.owner OR lease.until < $4
     RETURNING owner`,
    [lease.name, lease.owner, lease.now + lease.durationMs, lease.now],
  );
  return rows[0]?.owner === lease.owner;
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
