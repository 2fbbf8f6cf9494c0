import { recountHour, recountRating } from '#src/conversation/store/figures/replies.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** Keeps a rating; a new one of the same message replaces it. False when the message is not one of the conversation's. */
export async function saveFeedback(
  tx: Transaction,
  feedback: {
    conversationId: string;
    messageId: string;
    rating: string;
    reason?: string | undefined;
    now: number;
  },
): Promise<boolean> {
  const message = await tx.query(
    "SELECT id FROM message WHERE id = $1 AND conversation_id = $2 AND author <> 'company'",
    [feedback.messageId, feedback.conversationId],
  );
  if (message.length === 0) return false;
  await recountRating(tx, feedback.messageId);
  await recountHour(tx, feedback.now);
  await tx.query(
    `INSERT INTO feedback (message_id, conversation_id, rating, reason, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (message_id) DO UPDATE SET rating = excluded.rating, reason = excluded.reason, created_at = excluded.created_at`,
    [feedback.messageId, feedback.conversationId, feedback.rating, feedback.reason ?? null, feedback.now],
  );
  return true;
}

/** The last ratings of a conversation since a place in it, the newest first. */
export async function lastRatings(
  db: Queryable,
  conversationId: string,
  sinceSeq: number,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ rating: string }>(
    `SELECT feedback.rating FROM feedback JOIN message ON message.id = feedback.message_id
     WHERE feedback.conversation_id = $1 AND message.seq > $2 ORDER BY message.seq DESC LIMIT $3`,
    [conversationId, sinceSeq, limit],
  );
  return rows.map((row) => row.rating);
}
