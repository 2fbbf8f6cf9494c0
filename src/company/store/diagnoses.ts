import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** What a diagnosis concluded, as it was told. */
export interface DiagnosisTold {
  readonly profile: string;
  readonly summary: string;
  readonly strengths: readonly string[];
  /** What to do first, each with the passage of the knowledge that it rests on. */
  readonly actions: readonly { readonly text: string; readonly passage: string; readonly question: string }[];
}

/** A company's flash diagnosis. */
export interface Diagnosis {
  readonly id: string;
  readonly companyId: string;
  /** « Votre offre : oui », as people read them. */
  readonly answers: readonly string[];
  readonly told: DiagnosisTold;
  readonly madeAt: number;
}

/** A diagnosis under way. `draft` is JSON that the dialog owns. */
export interface DiagnosisDraft {
  readonly draft: unknown;
  /** The session that it is made to apply for. */
  readonly sessionId: string | undefined;
  readonly updatedAt: number;
}

interface DiagnosisRow {
  id: string;
  company_id: string;
  answers: string;
  told: string;
  made_at: number;
}
const COLUMNS = 'id, company_id, answers, told, made_at';
const toDiagnosis = (row: DiagnosisRow): Diagnosis => ({
  id: row.id,
  companyId: row.company_id,
  answers: JSON.parse(row.answers),
  told: JSON.parse(row.told),
  madeAt: Number(row.made_at),
});

/** Keeps a diagnosis. @returns its id */
export async function addDiagnosis(
  tx: Transaction,
  made: { companyId: string; personId: string; answers: readonly string[]; told: DiagnosisTold; now: number },
): Promise<string> {
  const id = newId(made.now);
  await tx.query(
    'INSERT INTO diagnosis (id, company_id, person_id, answers, told, made_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, made.companyId, made.personId, JSON.stringify(made.answers), JSON.stringify(made.told), made.now],
  );
  return id;
}

/** A company's last diagnosis. */
export async function lastDiagnosis(db: Queryable, companyId: string): Promise<Diagnosis | undefined> {
  const rows = await db.query<DiagnosisRow>(
    `SELECT ${COLUMNS} FROM diagnosis WHERE company_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1`,
    [companyId],
  );
  return rows[0] && toDiagnosis(rows[0]);
}

export async function findDiagnosis(db: Queryable, id: string): Promise<Diagnosis | undefined> {
  const rows = await db.query<DiagnosisRow>(`SELECT ${COLUMNS} FROM diagnosis WHERE id = $1`, [id]);
  return rows[0] && toDiagnosis(rows[0]);
}

interface DraftRow {
  draft: string;
  session_id: string | null;
  updated_at: number;
}

/** The diagnosis that a person is answering; `lock` when it is about to change: two of their channels may write. */
export async function findDiagnosisDraft(
  db: Queryable,
  personId: string,
  lock?: 'lock',
): Promise<DiagnosisDraft | undefined> {
  const rows = await db.query<DraftRow>(
    `SELECT draft, session_id, updated_at FROM diagnosis_draft WHERE person_id = $1 ${lock ? '{ROWLOCK}' : ''}`,
    [personId],
  );
  const [row] = rows;
  return (
    row && {
      draft: JSON.parse(row.draft),
      sessionId: row.session_id ?? undefined,
      updatedAt: Number(row.updated_at),
    }
  );
}

/** Saves a diagnosis after an answer. */
export async function saveDiagnosisDraft(
  tx: Transaction,
  saved: {
    personId: string;
    draft: unknown;
    sessionId: string | undefined;
    conversationId: string;
    now: number;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO diagnosis_draft (person_id, draft, session_id, conversation_id, updated_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (person_id) DO UPDATE SET draft = excluded.draft, session_id = excluded.session_id,
       conversation_id = excluded.conversation_id, updated_at = excluded.updated_at`,
    [saved.personId, JSON.stringify(saved.draft), saved.sessionId ?? null, saved.conversationId, saved.now],
  );
}

export async function removeDiagnosisDraft(tx: Transaction, personId: string): Promise<void> {
  await tx.query('DELETE FROM diagnosis_draft WHERE person_id = $1', [personId]);
}
