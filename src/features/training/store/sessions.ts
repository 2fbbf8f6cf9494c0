import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** What staff say of a session; days are « YYYY-MM-DD », the last ones included. */
export interface SessionPlan {
  readonly name: string;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Last day to apply. */
  readonly applyUntil: string;
  readonly places: number;
}

/** A training session. Companies apply while it is open and until its last day to apply. */
export interface TrainingSession extends SessionPlan {
  readonly id: string;
  readonly state: 'open' | 'closed';
  /** Counts changes: who saves says which one they saw. */
  readonly version: number;
  readonly changedBy: string;
}

interface SessionRow {
  id: string;
  name: string;
  place: string;
  starts_on: string;
  ends_on: string;
  apply_until: string;
  places: number;
  state: TrainingSession['state'];
  version: number;
  changed_by: string;
}
const COLUMNS = 'id, name, place, starts_on, ends_on, apply_until, places, state, version, changed_by';
const toSession = (row: SessionRow): TrainingSession => ({
  id: row.id,
  name: row.name,
  place: row.place,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  applyUntil: row.apply_until,
  places: Number(row.places),
  state: row.state,
  version: Number(row.version),
  changedBy: row.changed_by,
});

/** Opens a session. @returns its id */
export async function addSession(
  tx: Transaction,
  { plan, by, now }: { plan: SessionPlan; by: string; now: number },
): Promise<string> {
  const id = newId(now);
  const { name, place, startsOn, endsOn, applyUntil, places } = plan;
  await tx.query(
    `INSERT INTO training_session (id, name, place, starts_on, ends_on, apply_until, places, state, changed_by, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $9)`,
    [id, name, place, startsOn, endsOn, applyUntil, places, by, now],
  );
  return id;
}

/** Sessions, the one that begins last first. */
export async function listSessions(db: Queryable): Promise<TrainingSession[]> {
  const rows = await db.query<SessionRow>(
    `SELECT ${COLUMNS} FROM training_session ORDER BY starts_on DESC, id DESC`,
  );
  return rows.map(toSession);
}

export async function findSession(db: Queryable, id: string): Promise<TrainingSession | undefined> {
  const rows = await db.query<SessionRow>(`SELECT ${COLUMNS} FROM training_session WHERE id = $1`, [id]);
  return rows[0] && toSession(rows[0]);
}

/** A session, locked until the end of the transaction: who takes its places comes one after the other. */
export async function lockSession(tx: Transaction, id: string): Promise<TrainingSession | undefined> {
  const rows = await tx.query<SessionRow>(`SELECT ${COLUMNS} FROM training_session WHERE id = $1 {ROWLOCK}`, [
    id,
  ]);
  return rows[0] && toSession(rows[0]);
}

/** Changes a session that is locked. */
export async function saveSession(
  tx: Transaction,
  {
    id,
    plan,
    state,
    by,
    now,
  }: { id: string; plan: SessionPlan; state: TrainingSession['state']; by: string; now: number },
): Promise<void> {
  const { name, place, startsOn, endsOn, applyUntil, places } = plan;
  await tx.query(
    `UPDATE training_session SET name = $2, place = $3, starts_on = $4, ends_on = $5, apply_until = $6, places = $7,
       state = $8, changed_by = $9, changed_at = $10, version = version + 1 WHERE id = $1`,
    [id, name, place, startsOn, endsOn, applyUntil, places, state, by, now],
  );
}
