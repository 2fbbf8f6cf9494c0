import type { Block } from '#src/channel/blocks.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** A message that a restored copy had not sent: it may have left since. */
export interface HeldMessage {
  /** Of its place in the outbox. */
  readonly id: string;
  readonly channel: string;
  readonly personName: string | undefined;
  readonly blocks: readonly Block[];
  readonly createdAt: number;
}

/** A mail in the same case. */
export interface HeldMail {
  /** Of its job. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly createdAt: number;
}

/** Messages that staff must say of whether they leave, the first first. */
export async function heldMessages(db: Queryable, limit: number): Promise<HeldMessage[]> {
  const rows = await db.query<{
    id: string;
    created_at: number;
    content: string;
    channel: string;
    name: string | null;
  }>(
    `SELECT outbox.id, outbox.created_at, message.content, conversation.channel, person.name FROM outbox
     JOIN message ON message.id = outbox.message_id
     JOIN conversation ON conversation.id = outbox.conversation_id
     LEFT JOIN person ON person.id = conversation.person_id
     WHERE outbox.status = 'held' ORDER BY outbox.created_at, outbox.id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    personName: row.name ?? undefined,
    blocks: JSON.parse(row.content).blocks,
    createdAt: Number(row.created_at),
  }));
}

/** Mails that staff must say of whether they leave, the first first. */
export async function heldMails(db: Queryable, limit: number): Promise<HeldMail[]> {
  const rows = await db.query<{ id: string; payload: string; created_at: number }>(
    "SELECT id, payload, created_at FROM job WHERE status = 'held' ORDER BY created_at, id LIMIT $1",
    [limit],
  );
  return rows.map(({ id, payload, created_at }) => {
    const mail: unknown = JSON.parse(payload);
    const read = (name: string) =>
      typeof mail === 'object' && mail !== null ? String(Reflect.get(mail, name) ?? '') : '';
    return { id, to: read('to'), subject: read('subject'), createdAt: Number(created_at) };
  });
}

/** How many of each are held. */
export async function heldCounts(db: Queryable): Promise<{ messages: number; mails: number }> {
  const count = async (table: string) => {
    const [row] = await db.query<{ count: number }>(
      `SELECT COUNT(*) AS count FROM ${table} WHERE status = 'held'`,
    );
    return Number(row?.count ?? 0);
  };
  return { messages: await count('outbox'), mails: await count('job') };
}

/** Lets a held message leave, with all its time before it. @returns false when it is held no more */
export async function releaseMessage(tx: Transaction, id: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE outbox SET status = 'open', attempts = 0, run_at = $2, created_at = $2,
       lease_until = NULL, failing_since = NULL, aside_at = NULL
     WHERE id = $1 AND status = 'held' RETURNING id`,
    [id, now],
  );
  return rows.length > 0;
}

/** Gives a held message up: nobody is told it, and the history does not show it. @returns false when it is held no more */
export async function dropMessage(tx: Transaction, id: string, now: number): Promise<boolean> {
  const [row] = await tx.query<{ message_id: string }>(
    "UPDATE outbox SET status = 'withheld' WHERE id = $1 AND status = 'held' RETURNING message_id",
    [id],
  );
  if (!row) return false;
  await tx.query('UPDATE message SET withheld_at = $2 WHERE id = $1', [row.message_id, now]);
  return true;
}

/** Lets a held mail leave. @returns false when it is held no more */
export async function releaseMail(tx: Transaction, id: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE job SET status = 'open', attempts = 0, run_at = $2, finished_at = NULL
     WHERE id = $1 AND status = 'held' RETURNING id`,
    [id, now],
  );
  return rows.length > 0;
}

/** Gives a held mail up, with its address and its words. @returns false when it is held no more */
export async function dropMail(tx: Transaction, id: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE job SET status = 'done', payload = 'null', finished_at = $2
     WHERE id = $1 AND status = 'held' RETURNING id`,
    [id, now],
  );
  return rows.length > 0;
}
