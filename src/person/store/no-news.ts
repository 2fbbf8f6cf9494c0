import type { Transaction } from '#src/platform/database/database.ts';

/** Notes that somebody wants to be told nothing, from now on, that they did not just ask for. */
export async function noteNoNews(tx: Transaction, conversationId: string, now: number): Promise<void> {
  await tx.query(
    `INSERT INTO no_news (conversation_id, said_at) VALUES ($1, $2)
     ON CONFLICT (conversation_id) DO UPDATE SET said_at = excluded.said_at`,
    [conversationId, now],
  );
}

/** Condition, in SQL, of a conversation whose person said so, there or in another conversation of theirs. */
export const WANTS_NO_NEWS = `EXISTS (SELECT 1 FROM no_news JOIN conversation AS refusing
  ON refusing.id = no_news.conversation_id
  WHERE refusing.id = conversation.id OR refusing.person_id = conversation.person_id)`;
