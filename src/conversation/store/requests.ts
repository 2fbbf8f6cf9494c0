import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** What a person asked for that somebody must find again: the wish is its kind. */
export interface PersonRequest {
  readonly id: string;
  readonly conversationId: string;
  readonly kind: string;
  readonly body: string;
  readonly at: number;
}

/** Keeps a request; the same message never makes two of one kind. */
export async function addRequest(
  tx: Transaction,
  request: { conversationId: string; messageId: string; kind: string; body: string; now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO request (id, conversation_id, message_id, kind, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (message_id, kind) DO NOTHING`,
    [newId(request.now), request.conversationId, request.messageId, request.kind, request.body, request.now],
  );
}

/** Requests of a conversation and of its person's other ones, oldest first. */
export async function requestsOf(
  db: Queryable,
  conversation: { id: string; personId?: string | undefined },
): Promise<PersonRequest[]> {
  const rows = await db.query<{
    id: string;
    conversation_id: string;
    kind: string;
    body: string;
    created_at: number;
  }>(
    `SELECT id, conversation_id, kind, body, created_at FROM request
     WHERE conversation_id = $1 OR conversation_id IN (SELECT id FROM conversation WHERE person_id = $2)
     ORDER BY created_at, id`,
    [conversation.id, conversation.personId ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    kind: row.kind,
    body: row.body,
    at: row.created_at,
  }));
}
