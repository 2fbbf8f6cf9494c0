import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

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
  /** When its tries began to fail. */
  readonly failingSince: number | undefined;
}

/** What fails for so long no longer holds what comes after it. */
export const STUCK_AFTER_MS = 60_000;
/** It was just tried, with a minute to wait, when it still waits for so long; a platform may take half a minute to fail. */
const JUST_TRIED_MS = 30_000;
/** After so long, any pause between its tries will do. */
const LONG_STUCK_MS = 5 * MINUTE_MS;

/**
 * A message leaves after all those before it in its conversation, but for one that was set aside, and one that has
 * failed for a while and was just tried again in vain. The tries of the latter come first, so that order holds when a
 * whole platform is down and comes back. `$now` is the moment, as bound.
 */
const mayLeave = ($now: string): string => `NOT EXISTS (
  SELECT 1 FROM outbox AS earlier
  WHERE earlier.conversation_id = outbox.conversation_id AND earlier.status = 'open' AND earlier.seq < outbox.seq
    AND earlier.aside_at IS NULL
    AND NOT (earlier.failing_since IS NOT NULL AND earlier.failing_since + ${STUCK_AFTER_MS} <= ${$now}
      AND earlier.lease_until IS NULL AND earlier.run_at > ${$now}
      AND (earlier.run_at - ${JUST_TRIED_MS} > ${$now} OR earlier.failing_since + ${LONG_STUCK_MS} <= ${$now})))`;
const CHANNEL = '(SELECT channel FROM conversation WHERE conversation.id = outbox.conversation_id)';

/** A condition that leaves some channels out; their names are bound from `$first` on. */
const exceptOn = (channels: readonly string[], first: number): string =>
  channels.length === 0
    ? ''
    : `AND ${CHANNEL} NOT IN (${channels.map((_, index) => `$${first + index}`).join(', ')})`;

/** Channels that have enough on their way. */
export interface BusyChannels {
  /** Nothing more leaves on these. */
  readonly all: readonly string[];
  /** Nothing that fails already leaves on these: what passes must not wait for it. */
  readonly failing: readonly string[];
}

const NONE_BUSY: BusyChannels = { all: [], failing: [] };

/** The condition that leaves busy channels out, bound from `$first` on. */
const exceptBusy = ({ all, failing }: BusyChannels, first: number): string =>
  `${exceptOn(all, first)} ${
    failing.length === 0
      ? ''
      : `AND (failing_since IS NULL OR (1 = 1 ${exceptOn(failing, first + all.length)}))`
  }`;

/**
 * Claims the next message to send: the oldest open one of its conversation that may leave, so that order holds. The
 * claim is a lease; a sender that dies gives it back when the lease runs out.
 */
export async function claimOutbox(
  tx: Transaction,
  now: number,
  leaseMs: number,
  busy: BusyChannels = NONE_BUSY,
): Promise<OutboxItem | undefined> {
  const rows = await tx.query<{
    id: string;
    conversation_id: string;
    channel: string;
    message_id: string;
    attempts: number;
    created_at: number;
    lease_until: number | null;
    failing_since: number | null;
  }>(
    `SELECT id, conversation_id, ${CHANNEL} AS channel, message_id, attempts, created_at, lease_until, failing_since
     FROM outbox
     WHERE status = 'open' AND run_at <= $1 AND (lease_until IS NULL OR lease_until < $1)
       AND ${mayLeave('$1')} ${exceptBusy(busy, 2)}
     ORDER BY run_at, seq LIMIT 1 {LOCK}`,
    [now, ...busy.all, ...busy.failing],
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
    failingSince: row.failing_since ?? undefined,
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

/** Notes that a message left. What was to leave before it, and could not, alone is at fault: it is set aside. */
export async function markSent(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query("UPDATE outbox SET status = 'sent', sent_at = $2, lease_until = NULL WHERE id = $1", [
    id,
    now,
  ]);
  await tx.query(
    `UPDATE outbox SET aside_at = $2
     WHERE status = 'open' AND aside_at IS NULL AND failing_since IS NOT NULL
       AND conversation_id = (SELECT conversation_id FROM outbox WHERE id = $1)
       AND seq < (SELECT seq FROM outbox WHERE id = $1)`,
    [id, now],
  );
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
 * @param failure `failingSince` is when its tries began to fail; absent when it only waits, as the platform asks
 */
export async function markFailed(
  tx: Transaction,
  id: string,
  failure: { error: string; retryAt: number | undefined; failingSince?: number | undefined },
): Promise<void> {
  const { retryAt, failingSince, error } = failure;
  await tx.query(
    `UPDATE outbox SET status = $2, run_at = COALESCE($3, run_at), lease_until = NULL, last_error = $4,
       failing_since = $5 WHERE id = $1 AND status = 'open'`,
    [id, retryAt === undefined ? 'dead' : 'open', retryAt ?? null, error.slice(0, 500), failingSince ?? null],
  );
}

/** Sets a message aside: others pass, so it alone is at fault. It is tried apart, and holds nothing any more. */
export async function setAside(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query("UPDATE outbox SET aside_at = COALESCE(aside_at, $2) WHERE id = $1 AND status = 'open'", [
    id,
    now,
  ]);
}

/** The latest moment at which a message of the conversation that comes before this one is tried again. */
export async function nextTryBefore(tx: Transaction, id: string): Promise<number | undefined> {
  const rows = await tx.query<{ at: number | null }>(
    `SELECT MAX(earlier.run_at) AS at FROM outbox JOIN outbox AS earlier
       ON earlier.conversation_id = outbox.conversation_id AND earlier.seq < outbox.seq
     WHERE outbox.id = $1 AND earlier.status = 'open' AND earlier.aside_at IS NULL`,
    [id],
  );
  return rows[0]?.at ?? undefined;
}

/** When the next open message is due, or undefined when there is none; what queues behind another is not due. */
export async function nextDue(
  db: Queryable,
  now: number,
  busy: BusyChannels = NONE_BUSY,
): Promise<number | undefined> {
  const rows = await db.query<{ due: number | null }>(
    `SELECT MIN(CASE WHEN lease_until > run_at THEN lease_until ELSE run_at END) AS due
     FROM outbox WHERE status = 'open' AND ${mayLeave('$1')} ${exceptBusy(busy, 2)}`,
    [now, ...busy.all, ...busy.failing],
  );
  return rows[0]?.due ?? undefined;
}

/** How many messages that did not leave are in each state, for operators and staff: those that left are never counted. */
export async function outboxCounts(db: Queryable): Promise<Record<string, number>> {
  const rows = await db.query<{ status: string; count: number }>(
    "SELECT status, COUNT(*) AS count FROM outbox WHERE status <> 'sent' GROUP BY status",
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
