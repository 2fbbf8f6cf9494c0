import { type PersonRequest, type RequestRow, requestIn } from '#src/conversation/store/requests.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** Wishes for a person of which no case was made, oldest first. */
export async function requestsToAdopt(db: Queryable): Promise<PersonRequest[]> {
  const rows = await db.query<RequestRow>(
    `SELECT id, conversation_id, kind, body, created_at FROM request
     WHERE kind = 'handoff' AND adopted_at IS NULL ORDER BY created_at, id`,
  );
  return rows.map(requestIn);
}

/** Notes that a case is made of a wish. @returns false when another replica did it */
export async function adoptRequest(tx: Transaction, id: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE request SET adopted_at = $2 WHERE id = $1 AND adopted_at IS NULL RETURNING id',
    [id, now],
  );
  return rows.length > 0;
}
