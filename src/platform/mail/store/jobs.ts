import type { Queryable, Transaction } from '#src/platform/database/database.ts';

const keyOf = (mailId: string): string => `mail:${mailId}`;

/** Whether a queued mail has still to leave. */
export async function mailIsLeaving(db: Queryable, mailId: string): Promise<boolean> {
  const rows = await db.query("SELECT id FROM job WHERE key = $1 AND status = 'open'", [keyOf(mailId)]);
  return rows.length > 0;
}

/** Whether the server took one of these mails at least. */
export async function someMailLeft(db: Queryable, mailIds: readonly string[]): Promise<boolean> {
  const rows = await db.query(
    `SELECT id FROM job WHERE status = 'done' AND key IN (${mailIds.map((_, place) => `$${place + 1}`).join(', ')}) LIMIT 1`,
    mailIds.map(keyOf),
  );
  return rows.length > 0;
}

/** Forgets a queued mail, its address and what the server said of it, whether it left or not. */
export async function forgetMail(tx: Transaction, mailId: string): Promise<void> {
  await tx.query('DELETE FROM job WHERE key = $1', [keyOf(mailId)]);
}
