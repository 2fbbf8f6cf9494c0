import type { Block } from '#src/channel/blocks.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';

/** A message that staff must look at. */
export interface WatchedMessage {
  /** Of its place in the outbox. */
  readonly id: string;
  readonly channel: string;
  /** « company », or « desk » for a thread of the experts. */
  readonly kind: string;
  /** Who it was for, or wrote about, when that is known. */
  readonly personName: string | undefined;
  /** The case of a thread of the experts. */
  readonly caseNumber: number | undefined;
  readonly blocks: readonly Block[];
  readonly createdAt: number;
  readonly attempts: number;
  readonly error: string;
  /** Whether the person, or the thread, was found to be out of reach. */
  readonly isUnreachable: boolean;
}

interface Row {
  readonly [column: string]: SqlValue;
}

const SELECT = `SELECT outbox.id, outbox.created_at, outbox.attempts, outbox.last_error, message.content,
    conversation.channel, conversation.kind, conversation.unreachable_at, person.name, expert_case.number
  FROM outbox
  JOIN message ON message.id = outbox.message_id
  JOIN conversation ON conversation.id = outbox.conversation_id
  LEFT JOIN person ON person.id = conversation.person_id
  LEFT JOIN case_thread ON case_thread.conversation_id = conversation.id
  LEFT JOIN expert_case ON expert_case.id = case_thread.case_id`;
const LAST_FIRST = 'ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT $1';

const toWatched = (row: Row): WatchedMessage => ({
  id: String(row.id),
  channel: String(row.channel),
  kind: String(row.kind),
  personName: row.name == null ? undefined : String(row.name),
  caseNumber: row.number == null ? undefined : Number(row.number),
  blocks: JSON.parse(String(row.content)).blocks,
  createdAt: Number(row.created_at),
  attempts: Number(row.attempts),
  error: String(row.last_error ?? ''),
  isUnreachable: row.unreachable_at != null,
});

/** Messages that were given up, the last first. */
export async function deadLetters(db: Queryable, limit: number): Promise<WatchedMessage[]> {
  const rows = await db.query<Row>(`${SELECT} WHERE outbox.status = 'dead' ${LAST_FIRST}`, [limit]);
  return rows.map(toWatched);
}

/** Messages that may have left twice, the last first: their sender died while it was sending. */
export async function repeatedMessages(db: Queryable, limit: number): Promise<WatchedMessage[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE outbox.repeated = 1 AND outbox.status <> 'dead' ${LAST_FIRST}`,
    [limit],
  );
  return rows.map(toWatched);
}

/** How many messages were given up, and how many may have left twice. */
export async function watchedCounts(db: Queryable): Promise<{ dead: number; repeated: number }> {
  const [row] = await db.query<Row>(
    `SELECT SUM(CASE WHEN status = 'dead' THEN 1 ELSE 0 END) AS dead,
       SUM(CASE WHEN status <> 'dead' AND repeated = 1 THEN 1 ELSE 0 END) AS repeated
     FROM outbox WHERE status = 'dead' OR repeated = 1`,
  );
  return { dead: Number(row?.dead ?? 0), repeated: Number(row?.repeated ?? 0) };
}

/**
 * Has a message that was given up sent anew, with all its tries and its time before it.
 * @returns false when there is no such message any more
 */
export async function reviveLetter(tx: Transaction, id: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE outbox SET status = 'open', attempts = 0, run_at = $2, created_at = $2, lease_until = NULL,
       failing_since = NULL, aside_at = NULL
     WHERE id = $1 AND status = 'dead' RETURNING id`,
    [id, now],
  );
  return rows.length > 0;
}
