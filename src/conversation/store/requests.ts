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

/** A request as its table has it. */
export interface RequestRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly kind: string;
  readonly body: string;
  readonly created_at: number;
}

/** The request of a row. */
export const requestIn = ({ id, conversation_id, kind, body, created_at }: RequestRow): PersonRequest => ({
  id,
  conversationId: conversation_id,
  kind,
  body,
  at: created_at,
});

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
  const rows = await db.query<RequestRow>(
    `SELECT id, conversation_id, kind, body, created_at FROM request
     WHERE conversation_id = $1 OR conversation_id IN (SELECT id FROM conversation WHERE person_id = $2)
     ORDER BY created_at, id`,
    [conversation.id, conversation.personId ?? null],
  );
  return rows.map(requestIn);
}
