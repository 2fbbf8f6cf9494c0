import type { Queryable, Transaction } from './database.ts';

/** A message waiting to be sent. `attempts` counts the tries begun, this one included. */
export interface OutboxItem {
  readonly id: string;
  readonly conversationId: string;
  /** The conversation's channel. */
  readonly channel: string;
  readonly messageId: string;
  readonly attempts: number;
  /** When it was first to be sent. */
  readonly createdAt: number;
}

/** Only the oldest open message of a conversation may leave. */
const IS_FIRST = `NOT EXISTS (
  SELECT 1 FROM outbox AS earlier
  WHERE earlier.conversation_id = outbox.conversation_id AND earlier.status = 'open' AND earlier.seq < outbox.seq)`;
const CHANNEL = '(SELECT channel FROM conversation WHERE conversation.id = outbox.conversation_id)';

/** A condition that leaves some channels out; their names are bound from `$first` on. */
const exceptOn = (channels: readonly string[], first: number): string =>
  channels.length === 0
    ? ''
    : `AND ${CHANNEL} NOT IN (${channels.map((_, index) => `$${first + index}`).join(', ')})`;

/**
 * Claims the next message to send: the oldest open one of its conversation, so that order holds. The claim is a
 * lease; a sender that dies gives it back when the lease runs out.
 * @param busy channels from which to claim nothing now
 */
export async function claimOutbox(
  tx: Transaction,
  now: number,
  leaseMs: number,
  busy: readonly string[] = [],
): Promise<OutboxItem | undefined> {
  const rows = await tx.query<{
    id: string;
    conversation_id: string;
    channel: string;
    message_id: string;
    attempts: number;
    created_at: number;
    lease_until: number | null;
  }>(
    `SELECT id, conversation_id, ${CHANNEL} AS channel, message_id, attempts, created_at, lease_until FROM outbox
     WHERE status = 'open' AND run_at <= $1 AND (lease_until IS NULL OR lease_until < $1)
       AND ${IS_FIRST} ${exceptOn(busy, 2)}
     ORDER BY run_at, seq LIMIT 1 {LOCK}`,
    [now, ...busy],
  );
  const row = rows[0];
  if (!row) return undefined;
  // A claim that ran out: its sender may have sent the message before it died.
  const repeated = row.lease_until === null ? 0 : 1;
  await tx.query(
    `UPDATE outbox SET attempts = attempts + 1, lease_until = $2,
       repeated = CASE WHEN $3 = 1 THEN 1 ELSE repeated END WHERE id = $1`,
    [row.id, now + leaseMs, repeated],
  );
  return {
    id: row.id,
    conversationId: row.conversation_id,
    channel: row.channel,
    messageId: row.message_id,
    attempts: row.attempts + 1,
    createdAt: row.created_at,
  };
}

/** Keeps a claim for a while more: its sender lives, and the platform is slow. */
export async function renewOutbox(db: Queryable, id: string, leaseUntil: number): Promise<void> {
  await db.query(
    "UPDATE outbox SET lease_until = $2 WHERE id = $1 AND status = 'open' AND lease_until IS NOT NULL",
    [id, leaseUntil],
  );
}

/** Gives back every claim at once. Only for the one sender of a store, which knows that those before it are dead. */
export async function freeOutbox(tx: Transaction): Promise<void> {
  await tx.query(
    "UPDATE outbox SET lease_until = NULL, repeated = 1 WHERE status = 'open' AND lease_until IS NOT NULL",
  );
}

export async function markSent(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query("UPDATE outbox SET status = 'sent', sent_at = $2, lease_until = NULL WHERE id = $1", [
    id,
    now,
  ]);
}

/** Takes a message out of the queue: it is not to be said any more. */
export async function markWithheld(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    "UPDATE outbox SET status = 'withheld', lease_until = NULL WHERE id = $1 AND status = 'open'",
    [id],
  );
}

/** Messages that wait to be sent to a conversation, oldest first. */
export async function waitingMessages(db: Queryable, conversationId: string): Promise<string[]> {
  const rows = await db.query<{ message_id: string }>(
    "SELECT message_id FROM outbox WHERE conversation_id = $1 AND status = 'open' ORDER BY seq",
    [conversationId],
  );
  return rows.map((row) => row.message_id);
}

/**
 * Puts a message back for later, or among the dead letters, with what went wrong; unless it was given up, or sent by
 * somebody else, meanwhile.
 */
export async function markFailed(
  tx: Transaction,
  id: string,
  failure: { error: string; retryAt: number | undefined },
): Promise<void> {
  await tx.query(
    `UPDATE outbox SET status = $2, run_at = COALESCE($3, run_at), lease_until = NULL, last_error = $4
     WHERE id = $1 AND status = 'open'`,
    [
      id,
      failure.retryAt === undefined ? 'dead' : 'open',
      failure.retryAt ?? null,
      failure.error.slice(0, 500),
    ],
  );
}

/**
 * When the next open message is due, or undefined when there is none; what queues behind another is not due.
 * @param busy channels that do not count
 */
export async function nextDue(db: Queryable, busy: readonly string[] = []): Promise<number | undefined> {
  const rows = await db.query<{ due: number | null }>(
    `SELECT MIN(CASE WHEN lease_until > run_at THEN lease_until ELSE run_at END) AS due
     FROM outbox WHERE status = 'open' AND ${IS_FIRST} ${exceptOn(busy, 1)}`,
    busy,
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

/** Gives up all that waits for a conversation that can't be reached any more. */
export async function abandonOutbox(tx: Transaction, conversationId: string, error: string): Promise<void> {
  await tx.query(
    `UPDATE outbox SET status = 'dead', lease_until = NULL, last_error = $2
     WHERE conversation_id = $1 AND status = 'open'`,
    [conversationId, error.slice(0, 500)],
  );
}
