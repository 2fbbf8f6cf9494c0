import type { Queryable, Row, Transaction } from '#src/platform/database/database.ts';

/** How a worker, or the process, ended under a message. `error` is a fault of ours that comes back at each try. */
export type TroubleWhy = 'time' | 'memory' | 'crash' | 'process' | 'error';

/** What happened while a message was being read. */
export interface TurnTrouble {
  readonly messageId: string;
  /** Workers that ended under it. */
  readonly workerEnds: number;
  /** Times that the whole process died while it was being read. */
  readonly processEnds: number;
}

/** What happened to the waiting messages of a conversation, by message. */
export async function troubleIn(db: Queryable, conversationId: string): Promise<Map<string, TurnTrouble>> {
  const rows = await db.query<{ message_id: string; worker_ends: number; process_ends: number }>(
    `SELECT message_id, worker_ends, process_ends FROM turn_trouble
     WHERE conversation_id = $1 AND set_aside_at IS NULL`,
    [conversationId],
  );
  return new Map(
    rows.map(({ message_id: messageId, worker_ends, process_ends }) => [
      messageId,
      { messageId, workerEnds: worker_ends, processEnds: process_ends },
    ]),
  );
}

/** Messages of one conversation that were being read. */
interface Under {
  readonly conversationId: string;
  readonly messageIds: readonly string[];
  readonly now: number;
}

/** Counts the end of a worker under messages. @returns how many workers ended under the one that had most */
export async function noteWorkerEnd(tx: Transaction, under: Under & { why: TroubleWhy }): Promise<number> {
  let most = 0;
  for (const id of under.messageIds) {
    const [row] = await tx.query<{ worker_ends: number }>(
      `INSERT INTO turn_trouble (message_id, conversation_id, worker_ends, why, updated_at) VALUES ($1, $2, 1, $3, $4)
       ON CONFLICT (message_id) DO UPDATE SET worker_ends = turn_trouble.worker_ends + 1, why = excluded.why,
         updated_at = excluded.updated_at
       RETURNING worker_ends`,
      [id, under.conversationId, under.why, under.now],
    );
    most = Math.max(most, row?.worker_ends ?? 0);
  }
  return most;
}

/** Counts the death of the process under messages, which is no proof against any of them. */
export async function noteProcessEnd(tx: Transaction, under: Under): Promise<void> {
  for (const id of under.messageIds)
    await tx.query(
      `INSERT INTO turn_trouble (message_id, conversation_id, process_ends, updated_at) VALUES ($1, $2, 1, $3)
       ON CONFLICT (message_id) DO UPDATE SET process_ends = turn_trouble.process_ends + 1,
         updated_at = excluded.updated_at`,
      [id, under.conversationId, under.now],
    );
}

/** Keeps that messages were set aside: whoever looks after the hotline decides what becomes of them. */
export async function setMessagesAside(tx: Transaction, under: Under & { why: TroubleWhy }): Promise<void> {
  for (const id of under.messageIds)
    await tx.query(
      `INSERT INTO turn_trouble (message_id, conversation_id, why, set_aside_at, updated_at) VALUES ($1, $2, $3, $4, $4)
       ON CONFLICT (message_id) DO UPDATE SET why = excluded.why, set_aside_at = excluded.set_aside_at,
         updated_at = excluded.updated_at`,
      [id, under.conversationId, under.why, under.now],
    );
}

/** Forgets what happened under messages that were answered in the end. */
export async function forgetTrouble(tx: Transaction, messageIds: readonly string[]): Promise<void> {
  for (const id of messageIds) await tx.query('DELETE FROM turn_trouble WHERE message_id = $1', [id]);
}

/** A message that was set aside, as staff see it. */
export interface MessageSetAside {
  readonly id: string;
  readonly channel: string;
  readonly personName: string | undefined;
  /** What was written, as it is kept. */
  readonly content: unknown;
  readonly why: TroubleWhy;
  readonly setAsideAt: number;
  readonly writtenAt: number;
}

/** Messages set aside, the last first. */
export async function messagesSetAside(db: Queryable, limit: number): Promise<MessageSetAside[]> {
  const rows = await db.query<Row>(
    `SELECT turn_trouble.message_id, turn_trouble.why, turn_trouble.set_aside_at, message.content,
       message.created_at, conversation.channel, person.name
     FROM turn_trouble
     JOIN message ON message.id = turn_trouble.message_id
     JOIN conversation ON conversation.id = turn_trouble.conversation_id
     LEFT JOIN person ON person.id = conversation.person_id
     WHERE turn_trouble.set_aside_at IS NOT NULL
     ORDER BY turn_trouble.set_aside_at DESC, turn_trouble.message_id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({
    id: String(row.message_id),
    channel: String(row.channel),
    personName: row.name == null ? undefined : String(row.name),
    content: JSON.parse(String(row.content)),
    why: String(row.why) as TroubleWhy,
    setAsideAt: Number(row.set_aside_at),
    writtenAt: Number(row.created_at),
  }));
}

/** How many messages are set aside. */
export async function countSetAside(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT COUNT(*) AS count FROM turn_trouble WHERE set_aside_at IS NOT NULL',
  );
  return Number(row?.count ?? 0);
}

/**
 * Has a message that was set aside read anew, as if nothing had happened to it.
 * @returns its conversation; undefined when it is not set aside
 */
export async function relaunchMessage(tx: Transaction, messageId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ conversation_id: string }>(
    'DELETE FROM turn_trouble WHERE message_id = $1 AND set_aside_at IS NOT NULL RETURNING conversation_id',
    [messageId],
  );
  if (!row) return undefined;
  await tx.query('UPDATE message SET handled_at = NULL WHERE id = $1', [messageId]);
  return row.conversation_id;
}
