import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import type { KeptExpert } from './cases.ts';

/** The words of a section for the knowledge. */
export interface DraftWords {
  readonly heading: string;
  readonly shortAnswer: string;
  readonly details: string;
  /** Articles in their canonical form: « R2122-8 ». */
  readonly references: readonly string[];
}

/** A section drawn from a case, with who drew it and where staff stand with it. */
export interface KnowledgeDraft extends DraftWords {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: number;
  readonly state: string;
  readonly owner: KeptExpert;
  readonly createdAt: number;
  readonly changed: { readonly by: string; readonly at: number } | undefined;
  readonly version: number;
}

interface Row {
  [column: string]: SqlValue;
}

const SELECT = `SELECT knowledge_draft.*, expert_case.number AS case_number FROM knowledge_draft
  JOIN expert_case ON expert_case.id = knowledge_draft.case_id`;

const toDraft = (row: Row): KnowledgeDraft => ({
  id: String(row.id),
  caseId: String(row.case_id),
  caseNumber: Number(row.case_number),
  state: String(row.state),
  heading: String(row.heading),
  shortAnswer: String(row.short_answer),
  details: String(row.details),
  references: JSON.parse(String(row.refs)),
  owner: { key: String(row.owner_key), name: String(row.owner_name) },
  createdAt: Number(row.created_at),
  changed: row.changed_at == null ? undefined : { by: String(row.changed_by), at: Number(row.changed_at) },
  version: Number(row.version),
});

/**
 * Keeps a section drawn from a case, unless one was drawn from it already.
 * @returns the one that is kept, and whether it is new
 */
export async function addDraft(
  tx: Transaction,
  draft: { caseId: string; words: DraftWords; owner: KeptExpert; state: string; now: number },
): Promise<{ draft: KnowledgeDraft; fresh: boolean }> {
  const { words, owner } = draft;
  const added = await tx.query(
    `INSERT INTO knowledge_draft (id, case_id, state, heading, short_answer, details, refs, owner_key, owner_name, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (case_id) DO NOTHING RETURNING id`,
    [
      newId(draft.now),
      draft.caseId,
      draft.state,
      words.heading,
      words.shortAnswer,
      words.details,
      JSON.stringify(words.references),
      owner.key,
      owner.name,
      draft.now,
    ],
  );
  const kept = await draftOfCase(tx, draft.caseId);
  if (!kept) throw new Error(`no draft of case ${draft.caseId}`);
  const fresh = added.length > 0;
  if (fresh)
    await addTrace(tx, { by: owner, act: 'draft_made', on: { kind: 'draft', id: kept.id }, now: draft.now });
  return { draft: kept, fresh };
}

/** The section drawn from a case. */
export async function draftOfCase(db: Queryable, caseId: string): Promise<KnowledgeDraft | undefined> {
  const rows = await db.query<Row>(`${SELECT} WHERE knowledge_draft.case_id = $1`, [caseId]);
  return rows[0] && toDraft(rows[0]);
}

export async function findDraft(db: Queryable, id: string): Promise<KnowledgeDraft | undefined> {
  const rows = await db.query<Row>(`${SELECT} WHERE knowledge_draft.id = $1`, [id]);
  return rows[0] && toDraft(rows[0]);
}

/** All drafts, oldest first. */
export async function listDrafts(db: Queryable): Promise<KnowledgeDraft[]> {
  const rows = await db.query<Row>(`${SELECT} ORDER BY knowledge_draft.created_at, knowledge_draft.id`);
  return rows.map(toDraft);
}

/**
 * Changes a draft that nobody changed since `version`.
 * @returns false when somebody did, or when there is none
 */
export async function changeDraft(
  tx: Transaction,
  change: { id: string; version: number; words: DraftWords; state: string; by: string; now: number },
): Promise<boolean> {
  const { words } = change;
  const rows = await tx.query(
    `UPDATE knowledge_draft SET heading = $3, short_answer = $4, details = $5, refs = $6, state = $7, changed_by = $8,
       changed_at = $9, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id`,
    [
      change.id,
      change.version,
      words.heading,
      words.shortAnswer,
      words.details,
      JSON.stringify(words.references),
      change.state,
      change.by,
      change.now,
    ],
  );
  return rows.length > 0;
}
