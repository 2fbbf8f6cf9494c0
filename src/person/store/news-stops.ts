import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** Notes that somebody wants to hear nothing that they did not ask for. */
export async function stopNews(tx: Transaction, personId: string, now: number): Promise<void> {
  // Said again, it also stops what was asked for since.
  await tx.query(
    `INSERT INTO news_stop (person_id, at) VALUES ($1, $2)
     ON CONFLICT (person_id) DO UPDATE SET at = excluded.at`,
    [personId, now],
  );
}

/** Whether somebody wants to hear nothing that they did not ask for. */
export async function hasStoppedNews(db: Queryable, personId: string): Promise<boolean> {
  const rows = await db.query('SELECT person_id FROM news_stop WHERE person_id = $1', [personId]);
  return rows.length > 0;
}

/** What somebody wanted holds for who they become. */
export async function moveNewsStops(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query(
    `INSERT INTO news_stop (person_id, at) SELECT $2, at FROM news_stop WHERE person_id = $1
     ON CONFLICT (person_id) DO UPDATE SET
       at = CASE WHEN excluded.at > news_stop.at THEN excluded.at ELSE news_stop.at END`,
    [from, into],
  );
  await tx.query('DELETE FROM news_stop WHERE person_id = $1', [from]);
}

/** Condition, in SQL, of a conversation whose person said so. */
export const WANTS_NO_NEWS = 'conversation.person_id IN (SELECT person_id FROM news_stop)';
