import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { bind, type PersonSets } from '#src/platform/database/personal-data/person-sets.ts';

/** A buyer's wish to be put in touch with a company. `buyer` is JSON that the directory owns. */
export interface Introduction {
  readonly id: string;
  readonly companyId: string;
  /** The buyer, and where they asked. */
  readonly personId: string;
  readonly conversationId: string;
  readonly buyer: unknown;
  readonly state: string;
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | undefined;
  readonly decidedBy: string | undefined;
}

/** Something that happened to a wish, and who did it where somebody did. */
interface IntroductionRecord {
  readonly type: string;
  readonly personId: string | undefined;
  readonly at: number;
}

interface IntroductionRow {
  id: string;
  company_id: string;
  person_id: string;
  conversation_id: string;
  buyer: string;
  state: string;
  asked_at: number;
  expires_at: number;
  ended_at: number | null;
  decided_by: string | null;
}
const COLUMNS =
  'id, company_id, person_id, conversation_id, buyer, state, asked_at, expires_at, ended_at, decided_by';
const toIntroduction = (row: IntroductionRow): Introduction => ({
  id: row.id,
  companyId: row.company_id,
  personId: row.person_id,
  conversationId: row.conversation_id,
  buyer: JSON.parse(row.buyer),
  state: row.state,
  askedAt: Number(row.asked_at),
  expiresAt: Number(row.expires_at),
  endedAt: row.ended_at === null ? undefined : Number(row.ended_at),
  decidedBy: row.decided_by ?? undefined,
});

/** Keeps a new wish. @returns its id */
export async function addIntroduction(
  tx: Transaction,
  wish: {
    companyId: string;
    personId: string;
    conversationId: string;
    buyer: unknown;
    expiresAt: number;
    now: number;
  },
): Promise<string> {
  const id = newId(wish.now);
  await tx.query(
    `INSERT INTO introduction (id, company_id, person_id, conversation_id, buyer, state, asked_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7)`,
    [
      id,
      wish.companyId,
      wish.personId,
      wish.conversationId,
      JSON.stringify(wish.buyer),
      wish.now,
      wish.expiresAt,
    ],
  );
  await noteIntroduction(tx, { id, type: 'asked', personId: wish.personId, at: wish.now });
  return id;
}

export async function findIntroduction(db: Queryable, id: string): Promise<Introduction | undefined> {
  const rows = await db.query<IntroductionRow>(`SELECT ${COLUMNS} FROM introduction WHERE id = $1`, [id]);
  return rows[0] && toIntroduction(rows[0]);
}

/** A wish, locked until the end of the transaction: two people of the company may answer at once. */
export async function lockIntroduction(tx: Transaction, id: string): Promise<Introduction | undefined> {
  const rows = await tx.query<IntroductionRow>(
    `SELECT ${COLUMNS} FROM introduction WHERE id = $1 {ROWLOCK}`,
    [id],
  );
  return rows[0] && toIntroduction(rows[0]);
}

/** Ends a wish that was locked. */
export async function endIntroduction(
  tx: Transaction,
  end: { id: string; state: string; decidedBy?: string | undefined; at: number },
): Promise<void> {
  await tx.query('UPDATE introduction SET state = $2, ended_at = $3, decided_by = $4 WHERE id = $1', [
    end.id,
    end.state,
    end.at,
    end.decidedBy ?? null,
  ]);
}

/** Writes down what happened to a wish. */
export async function noteIntroduction(
  tx: Transaction,
  record: { id: string; type: string; personId?: string | undefined; at: number },
): Promise<void> {
  await tx.query(
    'INSERT INTO introduction_event (id, introduction_id, type, person_id, at) VALUES ($1, $2, $3, $4, $5)',
    [newId(record.at), record.id, record.type, record.personId ?? null, record.at],
  );
}

/** What happened to a wish, in order. */
export async function introductionRecords(db: Queryable, id: string): Promise<IntroductionRecord[]> {
  const rows = await db.query<{ type: string; person_id: string | null; at: number }>(
    'SELECT type, person_id, at FROM introduction_event WHERE introduction_id = $1 ORDER BY at, id',
    [id],
  );
  return rows.map(({ type, person_id, at }) => ({ type, personId: person_id ?? undefined, at: Number(at) }));
}

/** Wishes since a moment: of a person, of a person for a company, and for a company that still waits. */
export async function countIntroductions(
  db: Queryable,
  asked: { personId: string; companyId: string; since: number; sinceSame: number },
): Promise<{ own: number; same: number; waiting: number }> {
  const [row] = await db.query<{
    own: number | null;
    same: number | null;
    waiting: number | null;
  }>(
    `SELECT SUM(CASE WHEN person_id = $1 AND asked_at >= $3 THEN 1 ELSE 0 END) AS own,
       SUM(CASE WHEN person_id = $1 AND company_id = $2 AND state <> 'cancelled' THEN 1 ELSE 0 END) AS same,
       SUM(CASE WHEN company_id = $2 AND state = 'asked' THEN 1 ELSE 0 END) AS waiting
     FROM introduction WHERE asked_at >= $4`,
    [asked.personId, asked.companyId, asked.since, asked.sinceSame],
  );
  const own = Number(row?.own ?? 0);
  const same = Number(row?.same ?? 0);
  return { own, same, waiting: Number(row?.waiting ?? 0) };
}

/** Wishes for a company that wait for its answer, oldest first. */
export async function waitingIntroductions(db: Queryable, companyId: string): Promise<Introduction[]> {
  const rows = await db.query<IntroductionRow>(
    `SELECT ${COLUMNS} FROM introduction WHERE company_id = $1 AND state = 'asked' ORDER BY asked_at, id`,
    [companyId],
  );
  return rows.map(toIntroduction);
}

/** Wishes of a person that still wait for an answer, oldest first. */
export async function askedIntroductions(db: Queryable, personId: string): Promise<Introduction[]> {
  const rows = await db.query<IntroductionRow>(
    `SELECT ${COLUMNS} FROM introduction WHERE person_id = $1 AND state = 'asked' ORDER BY asked_at, id`,
    [personId],
  );
  return rows.map(toIntroduction);
}

/** Wishes as the team looks at them, the last first. */
export async function recentIntroductions(
  db: Queryable,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: Introduction[]; total: number }> {
  const rows = await db.query<IntroductionRow>(
    `SELECT ${COLUMNS} FROM introduction ORDER BY asked_at DESC, id DESC LIMIT $1 OFFSET $2`,
    [limit, offset],
  );
  const [count] = await db.query<{ total: number }>('SELECT COUNT(*) AS total FROM introduction');
  return { items: rows.map(toIntroduction), total: Number(count?.total ?? 0) };
}

/** A company takes no wishes any more, or takes them again. */
export async function setSilence(
  tx: Transaction,
  { companyId, personId, silent, now }: { companyId: string; personId: string; silent: boolean; now: number },
): Promise<void> {
  await tx.query('DELETE FROM introduction_silence WHERE company_id = $1', [companyId]);
  if (silent)
    await tx.query('INSERT INTO introduction_silence (company_id, person_id, at) VALUES ($1, $2, $3)', [
      companyId,
      personId,
      now,
    ]);
}

export async function isSilent(db: Queryable, companyId: string): Promise<boolean> {
  const rows = await db.query('SELECT company_id FROM introduction_silence WHERE company_id = $1', [
    companyId,
  ]);
  return rows.length > 0;
}

/** Two persons become one: what one asked or decided is the other's. */
export async function moveIntroductions(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query('UPDATE introduction SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('UPDATE introduction SET decided_by = $2 WHERE decided_by = $1', [from, into]);
  await tx.query('UPDATE introduction_event SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('UPDATE introduction_silence SET person_id = $2 WHERE person_id = $1', [from, into]);
}

/** Wishes by which others were told of a person: those that they made, and those that got the contact of their companies. */
export async function introductionsToldOf(
  db: Queryable,
  sets: PersonSets,
): Promise<{ asked: number; given: number }> {
  const count = async (where: string): Promise<number> => {
    const { sql, params } = bind(`SELECT COUNT(*) AS count FROM introduction WHERE ${where}`, sets);
    return Number((await db.query<{ count: number }>(sql, params))[0]?.count ?? 0);
  };
  return {
    asked: await count('person_id = {person}'),
    given: await count("company_id IN {memberOf} AND state = 'accepted'"),
  };
}
