import { type MessageRow, type StoredMessage, toMessage } from '#src/conversation/store/messages.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { firstIdAt } from '#src/platform/database/ids.ts';

/** A message of a case's exchange. */
export interface CaseMessage {
  readonly caseId: string;
  readonly message: StoredMessage;
}

/**
 * What was said in the conversations of all cases since a moment (epoch milliseconds), oldest first: only between the
 * opening of a case and its end.
 */
export async function caseMessagesSince(db: Queryable, since: number, limit: number): Promise<CaseMessage[]> {
  const rows = await db.query<MessageRow & { case_id: string }>(
    `SELECT message.*, expert_case.id AS case_id FROM message
     JOIN expert_case ON expert_case.conversation_id = message.conversation_id
       AND message.seq > expert_case.opened_seq
       AND (expert_case.closed_seq IS NULL OR message.seq <= expert_case.closed_seq)
     WHERE message.id >= $1 ORDER BY message.id LIMIT $2`,
    [firstIdAt(since), limit],
  );
  return rows.map((row) => ({ caseId: row.case_id, message: toMessage(row) }));
}

/** Whether a delivery was recorded before. */
export async function isDelivered(
  db: Queryable,
  { channel, deliveryId }: { channel: string; deliveryId: string },
): Promise<boolean> {
  const rows = await db.query('SELECT message_id FROM inbound_event WHERE channel = $1 AND event_id = $2', [
    channel,
    deliveryId,
  ]);
  return rows.length > 0;
}
