import type { Queryable, Transaction } from './database.ts';

/** A message waiting to be sent. `attempts` counts the tries begun, this one included. */
export interface OutboxItem {
  readonly id: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly attempts: number;
}

/** Only the oldest open message of a conversation may leave. */
const IS_FIRST = `NOT EXISTS (
  SELECT 1 FROM outbox AS earlier
  WHERE earlier.conversation_id = outbox.conversation_id AND earlier.status = 'open' AND earlier.seq < outbox.seq)`;

/**
 * Claims the next message to send: the oldest open one of its conversation, so that order holds. The claim is a
 * lease; a sender that dies gives it back when the lease runs out.
 */
export async function claimOutbox(
  tx: Transaction,
  now: number,
  leaseMs: number,
): Promise<OutboxItem | undefined> {
  const rows = await tx.query<{ id: string; conversation_id: string; message_id: string; attempts: number }>(
    `SELECT id, conversation_id, message_id, attempts FROM outbox
     WHERE status = 'open' AND run_at <= $1 AND (lease_until IS NULL OR lease_until < $1)
       AND ${IS_FIRST}
     ORDER BY run_at, seq LIMIT 1 {LOCK}`,
    [now],
  );
  const row = rows[0];
  if (!row) return undefined;
  await tx.query('UPDATE outbox SET attempts = attempts + 1, lease_until = $2 WHERE id = $1', [
    row.id,
    now + leaseMs,
  ]);
  return {
    id: row.id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    attempts: row.attempts + 1,
  };
}

/** Gives back every claim at once. Only for the one sender of a store, which knows that those before it are dead. */
export async function freeOutbox(tx: Transaction): Promise<void> {
  await tx.query("UPDATE outbox SET lease_until = NULL WHERE status = 'open' AND lease_until IS NOT NULL");
}

export async function markSent(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query("UPDATE outbox SET status = 'sent', sent_at = $2, lease_until = NULL WHERE id = $1", [
    id,
    now,
  ]);
}

/** Puts a message back for later, or among the dead letters, with what went wrong. */
export async function markFailed(
  tx: Transaction,
  id: string,
  failure: { error: string; retryAt: number | undefined },
): Promise<void> {
  await tx.query(
    'UPDATE outbox SET status = $2, run_at = COALESCE($3, run_at), lease_until = NULL, last_error = $4 WHERE id = $1',
    [
      id,
      failure.retryAt === undefined ? 'dead' : 'open',
      failure.retryAt ?? null,
      failure.error.slice(0, 500),
    ],
  );
}

/** When the next open message is due, or undefined when there is none; what queues behind another is not due. */
export async function nextDue(db: Queryable): Promise<number | undefined> {
  const rows = await db.query<{ due: number | null }>(
    `SELECT MIN(CASE WHEN lease_until > run_at THEN lease_until ELSE run_at END) AS due
     FROM outbox WHERE status = 'open' AND ${IS_FIRST}`,
  );
  return rows[0]?.due ?? undefined;
}

/** How many messages are in each state, for health and staff. */
export async function outboxCounts(db: Queryable): Promise<Record<string, number>> {
  const rows = await db.query<{ status: string; count: number }>(
    'SELECT status, COUNT(*) AS count FROM outbox GROUP BY status',
  );
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.count)]));
}
