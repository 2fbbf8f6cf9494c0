import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { farthestLease, releaseLease, takeLease } from '#src/platform/database/leases/leases.ts';

/** A conversation of which the replica dies is free again after this; one that lives renews its lease in time. */
export const LEASE_MS = 15_000;

/** While this lease is held, no other replica answers the conversation. Its name is what stores hold already. */
const nameOf = (conversationId: string): string => `turn:${conversationId}`;

/** A conversation that was taken, and whether who held it before died while it read its words. */
export interface TakenConversation {
  readonly diedReading: boolean;
}

/** Takes a conversation, to answer it. @returns undefined when another replica is answering it */
export async function takeConversation(
  db: Database,
  taking: { conversationId: string; owner: string; now: number },
): Promise<TakenConversation | undefined> {
  const name = nameOf(taking.conversationId);
  const [before] = await db.query<{ owner: string; reading_since: number | null }>(
    'SELECT owner, reading_since FROM lease WHERE name = $1',
    [name],
  );
  if (!(await takeLease(db, { name, owner: taking.owner, now: taking.now, durationMs: LEASE_MS })))
    return undefined;
  return { diedReading: before != null && before.owner !== taking.owner && before.reading_since != null };
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

export const releaseConversation = (db: Database, conversationId: string, owner: string): Promise<void> =>
  releaseLease(db, nameOf(conversationId), owner);

/** Keeps the conversations of a replica for a while more. */
export async function renewConversations(db: Database, owner: string, now: number): Promise<void> {
  await db.query("UPDATE lease SET until = $2 WHERE owner = $1 AND name LIKE 'turn:%'", [
    owner,
    now + LEASE_MS,
  ]);
}

/** Conversations whose words were being read by those who hold them. */
export async function conversationsBeingRead(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    "SELECT name FROM lease WHERE name LIKE 'turn:%' AND reading_since IS NOT NULL",
  );
  return rows.map(({ name }) => name.slice(nameOf('').length));
}

/** Gives every conversation back. Only for the one server of a store, which knows that those before it are dead. */
export async function freeConversations(tx: Transaction): Promise<void> {
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
    [now, farthestLease(now, LEASE_MS), savedBefore],
  );
  return rows.map((row) => row.conversation_id);
}
