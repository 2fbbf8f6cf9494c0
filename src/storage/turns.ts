import type { Database, Queryable, Transaction } from './database.ts';
import { farthestLease, releaseLease, takeLease } from './leases.ts';

/** A replica that dies in a turn gives it back after this; one that lives renews it in time. */
export const TURN_MS = 15_000;

/** A turn is a lease: while it is held, no other replica answers the conversation. */
const nameOf = (conversationId: string): string => `turn:${conversationId}`;

/** @returns false when another replica is answering the conversation */
export const takeTurn = (
  db: Database,
  turn: { conversationId: string; owner: string; now: number },
): Promise<boolean> =>
  takeLease(db, {
    ...{ name: nameOf(turn.conversationId), owner: turn.owner, now: turn.now },
    durationMs: TURN_MS,
  });

export const endTurn = (db: Database, conversationId: string, owner: string): Promise<void> =>
  releaseLease(db, nameOf(conversationId), owner);

/** Keeps the turns of a replica for a while more. */
export async function renewTurns(db: Database, owner: string, now: number): Promise<void> {
  await db.query("UPDATE lease SET until = $2 WHERE owner = $1 AND name LIKE 'turn:%'", [
    owner,
    now + TURN_MS,
  ]);
}

/** Ends every turn. Only for the one server of a store, which knows that those before it are dead. */
export async function freeTurns(tx: Transaction): Promise<void> {
  await tx.query("DELETE FROM lease WHERE name LIKE 'turn:%'");
}

/** Conversations with a message that waits for an answer and that no replica is answering. */
export async function conversationsWaiting(db: Queryable, now: number): Promise<string[]> {
  const rows = await db.query<{ conversation_id: string }>(
    `SELECT DISTINCT conversation_id FROM message WHERE handled_at IS NULL
     AND NOT EXISTS (
       SELECT 1 FROM lease WHERE name = 'turn:' || conversation_id AND until >= $1 AND until <= $2)`,
    [now, farthestLease(now, TURN_MS)],
  );
  return rows.map((row) => row.conversation_id);
}
