import type { HoldingState } from '#src/company/rules/holding.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Whether the team found that the people of a file speak for its company. */
export interface Holding {
  readonly state: HoldingState;
  /** Since when it is so. */
  readonly since: number;
  /** What the team said with a refusal or a suspension. */
  readonly reason: string | undefined;
}

/** Something that was decided of it. */
export interface HolderEvent {
  /** The state that it came to, « dismissed » for a dispute without effect, « moved » for a file that went to others. */
  readonly type: HoldingState | 'dismissed' | 'moved';
  /** Of the team; absent when the people of the file, or what they changed, did it. */
  readonly byName: string | undefined;
  readonly reason: string | undefined;
  readonly at: number;
}

/** Who says that the people of a file do not speak for its company. */
export type DisputeOrigin = 'company' | 'holder' | 'buyer' | 'staff';

/** Somebody says that the people of a file do not speak for its company. */
export interface Dispute {
  readonly id: string;
  readonly companyId: string;
  /** Absent when the team wrote it down for somebody, or once they were erased. */
  readonly personId: string | undefined;
  readonly origin: DisputeOrigin;
  readonly words: string;
  readonly byName: string | undefined;
  readonly at: number;
}

/** How the people of a file stand with its company. */
export async function holdingOf(db: Queryable, companyId: string): Promise<Holding | undefined> {
  const [row] = await db.query<{
    holder_state: HoldingState;
    holder_since: number | null;
    holder_reason: string | null;
    created_at: number;
  }>('SELECT holder_state, holder_since, holder_reason, created_at FROM company WHERE id = $1', [companyId]);
  return (
    row && {
      state: row.holder_state,
      since: Number(row.holder_since ?? row.created_at),
      reason: row.holder_reason ?? undefined,
    }
  );
}

/** Brings a holding to a state, in a file that was locked, and writes it down. */
export async function setHolding(
  tx: Transaction,
  change: {
    companyId: string;
    state: HoldingState;
    reason?: string | undefined;
    byName?: string | undefined;
    now: number;
  },
): Promise<void> {
  const { companyId, state, reason, now } = change;
  await tx.query(
    `UPDATE company SET holder_state = $2, holder_since = $3, holder_reason = $4,
       approved_at = CASE WHEN $2 = 'approved' THEN $3 ELSE approved_at END WHERE id = $1`,
    [companyId, state, now, reason ?? null],
  );
  await noteHolderEvent(tx, { ...change, type: state });
}

/** Writes down what was decided. */
export async function noteHolderEvent(
  tx: Transaction,
  event: {
    companyId: string;
    type: HolderEvent['type'];
    byName?: string | undefined;
    reason?: string | undefined;
    now: number;
  },
): Promise<void> {
  await tx.query(
    'INSERT INTO company_holder_event (id, company_id, type, by_name, reason, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [newId(event.now), event.companyId, event.type, event.byName ?? null, event.reason ?? null, event.now],
  );
}

/** What was decided of who speaks for a company, the last first. */
export async function holderEvents(db: Queryable, companyId: string): Promise<HolderEvent[]> {
  const rows = await db.query<{
    type: HolderEvent['type'];
    by_name: string | null;
    reason: string | null;
    at: number;
  }>(
    'SELECT type, by_name, reason, at FROM company_holder_event WHERE company_id = $1 ORDER BY at DESC, id DESC',
    [companyId],
  );
  return rows.map(({ type, by_name, reason, at }) => ({
    type,
    byName: by_name ?? undefined,
    reason: reason ?? undefined,
    at: Number(at),
  }));
}

/** Files whose people wait for the team: in all, and those of them that agreed to a purpose. */
export async function countPendingHoldings(
  db: Queryable,
  purpose: string,
): Promise<{ all: number; agreed: number }> {
  const [row] = await db.query<{ total: number; agreed: number | null }>(
    `SELECT COUNT(*) AS total, SUM(CASE WHEN EXISTS (
         SELECT 1 FROM consent WHERE consent.company_id = company.id AND consent.purpose = $1 AND consent.given = 1
           AND NOT EXISTS (SELECT 1 FROM consent AS later WHERE later.company_id = consent.company_id
             AND later.purpose = consent.purpose
             AND (later.at > consent.at OR (later.at = consent.at AND later.given = 0))))
       THEN 1 ELSE 0 END) AS agreed
     FROM company WHERE holder_state = 'pending' AND EXISTS (
       SELECT 1 FROM company_member WHERE company_member.company_id = company.id
         AND company_member.status = 'member')`,
    [purpose],
  );
  return { all: Number(row?.total ?? 0), agreed: Number(row?.agreed ?? 0) };
}

interface DisputeRow {
  id: string;
  company_id: string;
  person_id: string | null;
  origin: DisputeOrigin;
  words: string;
  by_name: string | null;
  at: number;
}
const DISPUTE = 'id, company_id, person_id, origin, words, by_name, at';
const toDispute = (row: DisputeRow): Dispute => ({
  id: row.id,
  companyId: row.company_id,
  personId: row.person_id ?? undefined,
  origin: row.origin,
  words: row.words,
  byName: row.by_name ?? undefined,
  at: Number(row.at),
});

/** Keeps that somebody disputes who speaks for a company. @returns false when they said so already, and it is open */
export async function addDispute(tx: Transaction, dispute: Omit<Dispute, 'id'>): Promise<boolean> {
  const { companyId, personId } = dispute;
  if (personId !== undefined) {
    const same = await tx.query(
      'SELECT id FROM company_dispute WHERE company_id = $1 AND person_id = $2 AND settled_at IS NULL',
      [companyId, personId],
    );
    if (same.length > 0) return false;
  }
  await tx.query(`INSERT INTO company_dispute (${DISPUTE}) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
    newId(dispute.at),
    companyId,
    personId ?? null,
    dispute.origin,
    dispute.words,
    dispute.byName ?? null,
    dispute.at,
  ]);
  return true;
}

/** How many disputes a person began since a moment. */
export async function countDisputesBy(db: Queryable, personId: string, since: number): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT COUNT(*) AS count FROM company_dispute WHERE person_id = $1 AND at >= $2',
    [personId, since],
  );
  return Number(row?.count ?? 0);
}

/** How many disputes the team has not settled. */
export async function countOpenDisputes(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT COUNT(*) AS count FROM company_dispute WHERE settled_at IS NULL',
  );
  return Number(row?.count ?? 0);
}

/** Disputes that the team has not settled, the first come first, no more than some; of one company, or of all. */
export async function openDisputes(db: Queryable, companyId?: string, limit?: number): Promise<Dispute[]> {
  const rows = await db.query<DisputeRow>(
    `SELECT ${DISPUTE} FROM company_dispute WHERE settled_at IS NULL
     ${companyId === undefined ? '' : 'AND company_id = $1'} ORDER BY at, id
     ${limit === undefined ? '' : `LIMIT ${Math.trunc(limit)}`}`,
    companyId === undefined ? [] : [companyId],
  );
  return rows.map(toDispute);
}

/** Settles the open disputes of a company. @returns them */
export async function settleDisputes(
  tx: Transaction,
  end: { companyId: string; outcome: string; byName: string; now: number },
): Promise<Dispute[]> {
  const rows = await tx.query<DisputeRow>(
    `UPDATE company_dispute SET settled_at = $2, settled_by = $3, outcome = $4
     WHERE company_id = $1 AND settled_at IS NULL RETURNING ${DISPUTE}`,
    [end.companyId, end.now, end.byName, end.outcome],
  );
  return rows.map(toDispute);
}

/** Two persons become one: what one disputed, the other did. */
export async function moveDisputes(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query('UPDATE company_dispute SET person_id = $2 WHERE person_id = $1', [from, into]);
}
