import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** A person's form as saved. `draft` is JSON that the referencing owns. */
export interface SavedDraft {
  readonly personId: string;
  readonly draft: unknown;
  /** Where it was last filled. */
  readonly conversationId: string;
  readonly updatedAt: number;
  readonly reminders: number;
}

interface DraftRow {
  person_id: string;
  draft: string;
  conversation_id: string;
  updated_at: number;
  reminders: number;
}
const COLUMNS = 'person_id, draft, conversation_id, updated_at, reminders';
const toDraft = (row: DraftRow): SavedDraft => ({
  personId: row.person_id,
  draft: JSON.parse(row.draft),
  conversationId: row.conversation_id,
  updatedAt: Number(row.updated_at),
  reminders: Number(row.reminders),
});

export async function findDraft(db: Queryable, personId: string): Promise<SavedDraft | undefined> {
  const rows = await db.query<DraftRow>(`SELECT ${COLUMNS} FROM referencing_draft WHERE person_id = $1`, [
    personId,
  ]);
  return rows[0] && toDraft(rows[0]);
}

/** A person's form, locked until the end of the transaction: two of their channels may write at once. */
export async function lockDraft(tx: Transaction, personId: string): Promise<SavedDraft | undefined> {
  const rows = await tx.query<DraftRow>(
    `SELECT ${COLUMNS} FROM referencing_draft WHERE person_id = $1 {ROWLOCK}`,
    [personId],
  );
  return rows[0] && toDraft(rows[0]);
}

/** Saves a form after an answer. Who came back by themselves may be reminded again later, never more than in all. */
export async function saveDraft(
  tx: Transaction,
  saved: { personId: string; draft: unknown; conversationId: string; now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO referencing_draft (person_id, draft, conversation_id, started_at, updated_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (person_id) DO UPDATE SET draft = excluded.draft, conversation_id = excluded.conversation_id,
       updated_at = excluded.updated_at`,
    [saved.personId, JSON.stringify(saved.draft), saved.conversationId, saved.now],
  );
}

export async function removeDraft(tx: Transaction, personId: string): Promise<void> {
  await tx.query('DELETE FROM referencing_draft WHERE person_id = $1', [personId]);
}

/**
 * Unfinished forms of which nobody was reminded: untouched since `before`, reminded fewer than `most` times, and not
 * since `remindedBefore`.
 */
export async function draftsToRemind(
  db: Queryable,
  { before, remindedBefore, most }: { before: number; remindedBefore: number; most: number },
): Promise<SavedDraft[]> {
  const rows = await db.query<DraftRow>(
    `SELECT ${COLUMNS} FROM referencing_draft
     WHERE updated_at < $1 AND reminders < $3 AND (reminded_at IS NULL OR reminded_at < $2) ORDER BY updated_at`,
    [before, remindedBefore, most],
  );
  return rows.map(toDraft);
}

/** Notes a reminder. @returns false when another one, or an answer, came in between */
export async function markReminded(
  tx: Transaction,
  {
    personId,
    reminders,
    updatedAt,
    now,
  }: { personId: string; reminders: number; updatedAt: number; now: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE referencing_draft SET reminders = reminders + 1, reminded_at = $4
     WHERE person_id = $1 AND reminders = $2 AND updated_at = $3 RETURNING person_id`,
    [personId, reminders, updatedAt, now],
  );
  return rows.length > 0;
}
