import type { Queryable } from '#src/platform/database/database.ts';

/** What was answered and handed over between two moments. */
export interface Activity {
  readonly answers: number;
  readonly refusals: number;
  readonly handoffs: number;
}

const LIKE = (kind: string): string => `SUM(CASE WHEN content LIKE '%"kind":"${kind}"%' THEN 1 ELSE 0 END)`;

/** Answers, refusals and new cases after a moment and up to another; both are indexed, so that only these rows are read. */
export async function activityBetween(db: Queryable, after: number, until: number): Promise<Activity> {
  const [replies] = await db.query<{ answers: number | null; refusals: number | null }>(
    `SELECT ${LIKE('answer')} AS answers, ${LIKE('refusal')} AS refusals FROM message
     WHERE author = 'bot' AND created_at > $1 AND created_at <= $2`,
    [after, until],
  );
  const [opened] = await db.query<{ count: number }>(
    'SELECT COUNT(*) AS count FROM expert_case WHERE opened_at > $1 AND opened_at <= $2',
    [after, until],
  );
  return {
    answers: Number(replies?.answers ?? 0),
    refusals: Number(replies?.refusals ?? 0),
    handoffs: Number(opened?.count ?? 0),
  };
}

/** When the oldest message that waits for an answer came, and the oldest one that waits to leave was written. */
export async function oldestWaiting(
  db: Queryable,
): Promise<{ readonly unanswered: number | undefined; readonly unsent: number | undefined }> {
  const [row] = await db.query<{ unanswered: number | null; unsent: number | null }>(
    `SELECT (SELECT MIN(created_at) FROM message WHERE handled_at IS NULL) AS unanswered,
       (SELECT MIN(created_at) FROM outbox WHERE status = 'open') AS unsent`,
  );
  const moment = (value: number | null | undefined) => (value == null ? undefined : Number(value));
  return { unanswered: moment(row?.unanswered), unsent: moment(row?.unsent) };
}
