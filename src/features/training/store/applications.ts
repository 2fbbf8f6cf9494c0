import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Where an application stands. */
export type ApplicationState = 'applied' | 'admitted' | 'waiting' | 'refused' | 'withdrawn';

/** A company's application to a session. */
export interface Application {
  readonly id: string;
  readonly sessionId: string;
  readonly companyId: string;
  /** Who applied last. */
  readonly personId: string;
  readonly diagnosisId: string | undefined;
  readonly state: ApplicationState;
  /** The word to the company with the last decision. */
  readonly reason: string | undefined;
  readonly appliedAt: number;
  readonly version: number;
}

/** One state in which an application was. */
export interface ApplicationChange {
  readonly state: ApplicationState;
  readonly reason: string | undefined;
  readonly by: string;
  readonly at: number;
}

interface ApplicationRow {
  id: string;
  session_id: string;
  company_id: string;
  person_id: string;
  diagnosis_id: string | null;
  state: ApplicationState;
  reason: string | null;
  applied_at: number;
  version: number;
}
const COLUMNS = 'id, session_id, company_id, person_id, diagnosis_id, state, reason, applied_at, version';
const toApplication = (row: ApplicationRow): Application => ({
  id: row.id,
  sessionId: row.session_id,
  companyId: row.company_id,
  personId: row.person_id,
  diagnosisId: row.diagnosis_id ?? undefined,
  state: row.state,
  reason: row.reason ?? undefined,
  appliedAt: Number(row.applied_at),
  version: Number(row.version),
});

/** Adds a company's first application to a session that is locked. */
export async function addApplication(
  tx: Transaction,
  applied: {
    sessionId: string;
    companyId: string;
    personId: string;
    diagnosisId: string | undefined;
    by: string;
    now: number;
  },
): Promise<Application> {
  const { sessionId, companyId, personId, diagnosisId, by, now } = applied;
  const id = newId(now);
  const rows = await tx.query<ApplicationRow>(
    `INSERT INTO training_application (id, session_id, company_id, person_id, diagnosis_id, state, applied_at, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, 'applied', $6, $7, $6) RETURNING ${COLUMNS}`,
    [id, sessionId, companyId, personId, diagnosisId ?? null, now, by],
  );
  await noteChange(tx, { id, state: 'applied', reason: undefined, by, now });
  return toApplication(rows[0] as ApplicationRow);
}

/** Puts an application in a state; `again` when the company applies anew. */
export async function saveApplication(
  tx: Transaction,
  change: {
    id: string;
    state: ApplicationState;
    reason: string | undefined;
    by: string;
    now: number;
    again?: { personId: string; diagnosisId: string | undefined };
  },
): Promise<void> {
  const { id, state, reason, by, now, again } = change;
  await tx.query(
    `UPDATE training_application SET state = $2, reason = $3, changed_by = $4, changed_at = $5, version = version + 1,
       queued_at = $6 WHERE id = $1`,
    [id, state, reason ?? null, by, now, state === 'waiting' ? now : null],
  );
  if (again)
    await tx.query(
      'UPDATE training_application SET person_id = $2, diagnosis_id = $3, applied_at = $4 WHERE id = $1',
      [id, again.personId, again.diagnosisId ?? null, now],
    );
  await noteChange(tx, change);
}

async function noteChange(
  tx: Transaction,
  {
    id,
    state,
    reason,
    by,
    now,
  }: { id: string; state: ApplicationState; reason: string | undefined; by: string; now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO training_application_change (application_id, version, state, reason, changed_by, at)
     VALUES ($1, (SELECT version FROM training_application WHERE id = $1), $2, $3, $4, $5)`,
    [id, state, reason ?? null, by, now],
  );
}

export async function findApplication(db: Queryable, id: string): Promise<Application | undefined> {
  const rows = await db.query<ApplicationRow>(`SELECT ${COLUMNS} FROM training_application WHERE id = $1`, [
    id,
  ]);
  return rows[0] && toApplication(rows[0]);
}

/** Applications to a session, the first come first. */
export async function applicationsTo(db: Queryable, sessionId: string): Promise<Application[]> {
  const rows = await db.query<ApplicationRow>(
    `SELECT ${COLUMNS} FROM training_application WHERE session_id = $1 ORDER BY applied_at, id`,
    [sessionId],
  );
  return rows.map(toApplication);
}

/** A company's applications, the last made first. */
export async function applicationsOf(db: Queryable, companyId: string): Promise<Application[]> {
  const rows = await db.query<ApplicationRow>(
    `SELECT ${COLUMNS} FROM training_application WHERE company_id = $1 ORDER BY applied_at DESC, id DESC`,
    [companyId],
  );
  return rows.map(toApplication);
}

/** The companies on a session's waiting list, in the order in which they get a place. */
export async function waitingList(db: Queryable, sessionId: string): Promise<Application[]> {
  const rows = await db.query<ApplicationRow>(
    `SELECT ${COLUMNS} FROM training_application WHERE session_id = $1 AND state = 'waiting' ORDER BY queued_at, id`,
    [sessionId],
  );
  return rows.map(toApplication);
}

/** How many companies are in each state, by session. */
export async function countApplications(
  db: Queryable,
  sessionId: string,
): Promise<Readonly<Record<ApplicationState, number>>> {
  const rows = await db.query<{ state: ApplicationState; count: number }>(
    'SELECT state, COUNT(*) AS count FROM training_application WHERE session_id = $1 GROUP BY state',
    [sessionId],
  );
  const of = (state: ApplicationState) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return {
    applied: of('applied'),
    admitted: of('admitted'),
    waiting: of('waiting'),
    refused: of('refused'),
    withdrawn: of('withdrawn'),
  };
}

/** What an application went through, the oldest first. */
export async function applicationHistory(db: Queryable, id: string): Promise<ApplicationChange[]> {
  const rows = await db.query<{
    state: ApplicationState;
    reason: string | null;
    changed_by: string;
    at: number;
  }>(
    `SELECT state, reason, changed_by, at FROM training_application_change
     WHERE application_id = $1 ORDER BY version`,
    [id],
  );
  return rows.map((row) => ({
    state: row.state,
    reason: row.reason ?? undefined,
    by: row.changed_by,
    at: Number(row.at),
  }));
}
