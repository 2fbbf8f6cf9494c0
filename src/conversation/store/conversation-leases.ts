import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { farthestLease, releaseLease, takeLease } from '#src/platform/database/leases/leases.ts';

/** A replica that dies in a turn gives it back after this; one that lives renews it in time. */
export const TURN_MS = 15_000;

/** A turn is a lease: while it is held, no other replica answers the conversation. */
const nameOf = (conversationId: string): string => `turn:${conversationId}`;

/** A turn that was taken, and whether who held it before died while it read the conversation's words. */
export interface TakenTurn {
  readonly diedReading: boolean;
}

/** @returns undefined when another replica is answering the conversation */
export async function takeTurn(
  db: Database,
  turn: { conversationId: string; owner: string; now: number },
): Promise<TakenTurn | undefined> {
  const name = nameOf(turn.conversationId);
  const [before] = await db.query<{ owner: string; reading_since: number | null }>(
    'SELECT owner, reading_since FROM lease WHERE name = $1',
    [name],
  );
  if (!(await takeLease(db, { name, owner: turn.owner, now: turn.now, durationMs: TURN_MS })))
    return undefined;
  return { diedReading: before != null && before.owner !== turn.owner && before.reading_since != null };
}

/** Keeps that the words of a conversation are being read, or no longer are: a death meanwhile is counted. */
export async function markReading(
  db: Queryable,
  { conversationId, owner, since }: { conversationId: string; owner: string; since: number | undefined },
): Promise<void> {
  await db.query('UPDATE lease SET reading_since = $3 WHERE name = $1 AND owner = $2', [
    nameOf(conversationId),
    owner,
    since ?? null,
  ]);
}

export const endTurn = (db: Database, conversationId: string, owner: string): Promise<void> =>
  releaseLease(db, nameOf(conversationId), owner);

/** Keeps the turns of a replica for a while more. */
export async function renewTurns(db: Database, owner: string, now: number): Promise<void> {
  await db.query("UPDATE lease SET until = $2 WHERE owner = $1 AND name LIKE 'turn:%'", [
    owner,
    now + TURN_MS,
  ]);
}

/** Conversations whose words were being read by those who hold their turns. */
export async function turnsBeingRead(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    "SELECT name FROM lease WHERE name LIKE 'turn:%' AND reading_since IS NOT NULL",
  );
  return rows.map(({ name }) => name.slice(nameOf('').length));
}

/** Ends every turn. Only for the one server of a store, which knows that those before it are dead. */
export async function freeTurns(tx: Transaction): Promise<void> {
  await tx.query("DELETE FROM lease WHERE name LIKE 'turn:%'");
}

/**
 * Conversations with a message that waits for an answer and that no replica is answering.
 * @param savedBefore what was saved since is left to who saved it, who is about to take it; all, when absent
 */
export async function conversationsWaiting(
  db: Queryable,
  now: number,
  savedBefore = Number.MAX_SAFE_INTEGER,
): Promise<string[]> {
  const rows = await db.query<{ conversation_id: string }>(
    `SELECT DISTINCT conversation_id FROM message WHERE handled_at IS NULL
     AND NOT EXISTS (
       SELECT 1 FROM lease WHERE name = 'turn:' || conversation_id AND until >= $1 AND until <= $2)
     AND NOT (created_at >= $3 AND created_at <= $1)`,
    [now, farthestLease(now, TURN_MS), savedBefore],
  );
  return rows.map((row) => row.conversation_id);
}
