import type { Transaction } from '#src/platform/database/database.ts';
import { filesGiven, placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import type { Removed } from '#src/platform/database/personal-data/removed.ts';
import { keepFigures } from './figures/replies.ts';

/** A reply follows its question closely; both go together, for figures are counted from the two. */
const REPLY_WITHIN = 200;

/** What hangs on a message, in the order in which it may go. */
const OF_MESSAGES = [
  ['outbox', 'message_id'],
  ['feedback', 'message_id'],
  ['request', 'message_id'],
  ['inbound_event', 'message_id'],
  ['turn_trouble', 'message_id'],
  ['message_support', 'message_id'],
  ['missed_question', 'message_id'],
  ['message', 'id'],
] as const;

/**
 * Takes away the first messages of some conversations, with what hangs on them, when there are more than can go at once
 * with the conversations themselves. Their figures stay.
 * @returns rows by table, and whether to come back before the conversations go
 */
export async function eraseOldest(
  tx: Transaction,
  conversations: readonly string[],
  atOnce: number,
): Promise<{ removed: Removed; left: boolean }> {
  const { list, values } = placesFor(conversations, 2);
  const found = await tx.query<{ id: string; conversation_id: string; seq: number }>(
    `SELECT id, conversation_id, seq FROM message WHERE conversation_id IN ${list}
     ORDER BY conversation_id, seq LIMIT $1`,
    [atOnce, ...values],
  );
  const last = found.at(-1);
  if (!last || found.length < atOnce) return { removed: new Map(), left: false };
  const cut = found.filter((one) => one.conversation_id === last.conversation_id).map(({ id }) => id);
  const asked = placesFor(cut, 4);
  const replies = await tx.query<{ id: string }>(
    `SELECT id FROM message WHERE conversation_id = $1 AND seq > $2 AND seq <= $3 AND reply_to IN ${asked.list}`,
    [last.conversation_id, last.seq, Number(last.seq) + REPLY_WITHIN, ...asked.values],
  );
  const ids = [...found, ...replies].map(({ id }) => id);
  await keepFigures(tx, { messages: ids });
  const these = placesFor(ids, 1);
  const giving = await tx.query<{ content: string }>(
    `SELECT content FROM message WHERE id IN ${these.list} AND content LIKE '%"fileId"%'`,
    these.values,
  );
  const removed = new Map<string, number>();
  const take = async (table: string, key: string, of: readonly string[]): Promise<void> => {
    if (of.length === 0) return;
    const some = placesFor(of, 1);
    const sql = `DELETE FROM ${table} WHERE ${key} IN ${some.list} RETURNING 1 AS gone`;
    const gone = await tx.query(sql, some.values);
    if (gone.length > 0) removed.set(table, gone.length);
  };
  for (const [table, key] of OF_MESSAGES) await take(table, key, ids);
  await take('file', 'id', filesGiven(giving));
  return { removed, left: true };
}
