import type { AskState, WhyNot } from '#src/features/opportunities/partners/rules/ask.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { bind, type PersonSets } from '#src/platform/database/personal-data/person-sets.ts';

/** That a company is proposed another one for a call, or asks it. Times in epoch milliseconds. */
export interface PartnerAsk {
  readonly id: string;
  readonly noticeId: string;
  readonly title: string;
  readonly fromCompany: string;
  /** Who asks; empty once they left a company that stays. */
  readonly personId: string;
  readonly conversationId: string;
  readonly toCompany: string;
  /** Each as the other reads of it before both agreed. */
  readonly fromDescribed: string;
  readonly toDescribed: string;
  readonly message: string;
  readonly state: AskState;
  readonly askedAt: number | undefined;
  /** When the other company was written to. */
  readonly toldAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly decidedBy: string | undefined;
}

interface Row {
  readonly id: string;
  readonly notice_id: string;
  readonly title: string;
  readonly from_company: string;
  readonly person_id: string;
  readonly conversation_id: string;
  readonly to_company: string;
  readonly from_described: string;
  readonly to_described: string;
  readonly message: string;
  readonly state: AskState;
  readonly asked_at: number | null;
  readonly told_at: number | null;
  readonly expires_at: number | null;
  readonly decided_by: string | null;
}

const COLUMNS = `id, notice_id, title, from_company, person_id, conversation_id, to_company, from_described, to_described,
  message, state, asked_at, told_at, expires_at, decided_by`;
const instant = (value: number | null): number | undefined => (value === null ? undefined : Number(value));
const toAsk = (row: Row): PartnerAsk => ({
  id: row.id,
  noticeId: row.notice_id,
  title: row.title,
  fromCompany: row.from_company,
  personId: row.person_id,
  conversationId: row.conversation_id,
  toCompany: row.to_company,
  fromDescribed: row.from_described,
  toDescribed: row.to_described,
  message: row.message,
  state: row.state,
  askedAt: instant(row.asked_at),
  toldAt: instant(row.told_at),
  expiresAt: instant(row.expires_at),
  decidedBy: row.decided_by ?? undefined,
});

/** What a company is proposed. */
export type NewAsk = Pick<
  PartnerAsk,
  | 'noticeId'
  | 'title'
  | 'fromCompany'
  | 'personId'
  | 'conversationId'
  | 'toCompany'
  | 'fromDescribed'
  | 'toDescribed'
  | 'message'
> & { readonly now: number };

/**
 * Keeps that a company is proposed another one for a call: proposed again, it is the same, told as it is now; its words stay,
 * but where they went with who had them.
 */
export async function proposePartner(tx: Transaction, ask: NewAsk): Promise<PartnerAsk> {
  const rows = await tx.query<Row>(
    `INSERT INTO partner_ask (id, notice_id, title, from_company, person_id, conversation_id, to_company, from_described,
       to_described, message, state, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', $11)
     ON CONFLICT (from_company, notice_id, to_company) DO UPDATE SET
       title = CASE WHEN partner_ask.state = 'proposed' THEN excluded.title ELSE partner_ask.title END,
       person_id = CASE WHEN partner_ask.state = 'proposed' THEN excluded.person_id ELSE partner_ask.person_id END,
       conversation_id = CASE WHEN partner_ask.state = 'proposed' THEN excluded.conversation_id
         ELSE partner_ask.conversation_id END,
       from_described = CASE WHEN partner_ask.state = 'proposed' THEN excluded.from_described
         ELSE partner_ask.from_described END,
       to_described = CASE WHEN partner_ask.state = 'proposed' THEN excluded.to_described
         ELSE partner_ask.to_described END,
       message = CASE WHEN partner_ask.state = 'proposed' AND partner_ask.message = '' THEN excluded.message
         ELSE partner_ask.message END
     RETURNING ${COLUMNS}`,
    [
      newId(ask.now),
      ask.noticeId,
      ask.title,
      ask.fromCompany,
      ask.personId,
      ask.conversationId,
      ask.toCompany,
      ask.fromDescribed,
      ask.toDescribed,
      ask.message,
      ask.now,
    ],
  );
  return toAsk(rows[0] as Row);
}

export async function findAsk(db: Queryable, id: string): Promise<PartnerAsk | undefined> {
  const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM partner_ask WHERE id = $1`, [id]);
  return row && toAsk(row);
}

/** One that nobody else changes until the end of the transaction. */
export async function lockAsk(tx: Transaction, id: string): Promise<PartnerAsk | undefined> {
  const [row] = await tx.query<Row>(`SELECT ${COLUMNS} FROM partner_ask WHERE id = $1 {ROWLOCK}`, [id]);
  return row && toAsk(row);
}

/** What of one may change; what is absent stays. */
export interface AskChange {
  readonly state?: AskState;
  readonly message?: string;
  readonly personId?: string;
  readonly conversationId?: string;
  readonly askedAt?: number;
  readonly toldAt?: number;
  readonly expiresAt?: number;
  readonly endedAt?: number;
  readonly decidedBy?: string | undefined;
  readonly why?: WhyNot;
}

const COLUMN_OF: Readonly<Record<keyof AskChange, string>> = {
  state: 'state',
  message: 'message',
  personId: 'person_id',
  conversationId: 'conversation_id',
  askedAt: 'asked_at',
  toldAt: 'told_at',
  expiresAt: 'expires_at',
  endedAt: 'ended_at',
  decidedBy: 'decided_by',
  why: 'why',
};

/** Changes one that was locked. */
export async function changeAsk(tx: Transaction, id: string, change: AskChange): Promise<void> {
  const told = (Object.entries(change) as [keyof AskChange, string | number | undefined][]).filter(
    ([, value]) => value !== undefined,
  );
  const sets = told.map(([key], at) => `${COLUMN_OF[key]} = $${at + 2}`);
  if (sets.length === 0) return;
  const values = told.map(([, value]) => value as string | number);
  await tx.query(`UPDATE partner_ask SET ${sets.join(', ')} WHERE id = $1`, [id, ...values]);
}

/** What stands in the way of asking some company again. Instants in epoch milliseconds. */
export interface Bounds {
  readonly noticeId: string;
  readonly fromCompany: string;
  /** Since when what a company was asked is counted. */
  readonly weekAgo: number;
  /** Since when « not at the moment » holds. */
  readonly busySince: number;
  /** Since when a no to the same company holds. */
  readonly refusedSince: number;
  /** Times that one company is asked since `weekAgo`, at most. */
  readonly most: number;
}

/** Companies that are not proposed to another one for a call: asked already, by either; asked enough; or who said no. */
export async function notToAsk(db: Queryable, bounds: Bounds): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(
    `SELECT to_company AS id FROM partner_ask
       WHERE from_company = $1 AND ((notice_id = $2 AND state <> 'proposed') OR (state = 'refused' AND ended_at >= $5))
     UNION SELECT from_company AS id FROM partner_ask
       WHERE to_company = $1 AND notice_id = $2 AND state <> 'proposed'
     UNION SELECT to_company AS id FROM partner_ask WHERE why = 'busy' AND ended_at >= $4
     UNION SELECT to_company AS id FROM partner_ask
       WHERE asked_at >= $3 AND (state NOT IN ('cancelled', 'expired') OR told_at IS NOT NULL)
       GROUP BY to_company HAVING COUNT(*) >= $6`,
    [bounds.fromCompany, bounds.noticeId, bounds.weekAgo, bounds.busySince, bounds.refusedSince, bounds.most],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Times that a company was written to, and times that one asked, since an instant; what was never told is not counted once it is over. */
export async function countAsks(
  db: Queryable,
  { toCompany, fromCompany, since }: { toCompany: string; fromCompany: string; since: number },
): Promise<{ readonly told: number; readonly asked: number }> {
  const [row] = await db.query<{ told: number | null; asked: number | null }>(
    `SELECT SUM(CASE WHEN to_company = $1 AND told_at >= $3 THEN 1 ELSE 0 END) AS told,
       SUM(CASE WHEN from_company = $2 AND asked_at >= $3 AND (state <> 'expired' OR told_at IS NOT NULL)
         THEN 1 ELSE 0 END) AS asked
     FROM partner_ask WHERE to_company = $1 OR from_company = $2`,
    [toCompany, fromCompany, since],
  );
  return { told: Number(row?.told ?? 0), asked: Number(row?.asked ?? 0) };
}

/** Those that a person asked and that wait. */
export async function waitingOfPerson(db: Queryable, personId: string): Promise<PartnerAsk[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM partner_ask WHERE person_id = $1 AND state = 'asked' ORDER BY asked_at, id`,
    [personId],
  );
  return rows.map(toAsk);
}

/** Those that wait, on either side, of a company; of all, where none is named. Those that are still to be told come first. */
export async function waitingAsks(
  db: Queryable,
  { companyId, limit = 500 }: { readonly companyId?: string; readonly limit?: number } = {},
): Promise<PartnerAsk[]> {
  const of = companyId === undefined ? '' : 'AND (from_company = $2 OR to_company = $2)';
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM partner_ask WHERE state = 'asked' ${of}
     ORDER BY CASE WHEN told_at IS NULL THEN 0 ELSE 1 END, expires_at, id LIMIT $1`,
    companyId === undefined ? [limit] : [limit, companyId],
  );
  return rows.map(toAsk);
}

/** Those that a company asked for a call and that were not only proposed, the last first. */
export async function asksFor(db: Queryable, fromCompany: string, noticeId: string): Promise<PartnerAsk[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM partner_ask WHERE from_company = $1 AND notice_id = $2 AND state <> 'proposed'
     ORDER BY asked_at DESC, id`,
    [fromCompany, noticeId],
  );
  return rows.map(toAsk);
}

/** Two persons become one: what one asked or answered is the other's. */
export async function movePartners(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query('UPDATE partner_ask SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('UPDATE partner_ask SET decided_by = $2 WHERE decided_by = $1', [from, into]);
}

/** How many times companies were told of a person's: asked by it, and those that got its contact. */
export async function partnersToldOf(
  db: Queryable,
  sets: PersonSets,
): Promise<{ asked: number; given: number }> {
  const count = async (where: string): Promise<number> => {
    const { sql, params } = bind(`SELECT COUNT(*) AS count FROM partner_ask WHERE ${where}`, sets);
    return Number((await db.query<{ count: number }>(sql, params))[0]?.count ?? 0);
  };
  return {
    asked: await count('person_id = {person} AND told_at IS NOT NULL'),
    given: await count("(from_company IN {memberOf} OR to_company IN {memberOf}) AND state = 'accepted'"),
  };
}

/** A request between two companies, as staff look over all of them: nobody's words, nor who of them asks or answers. */
export interface ListedAsk {
  readonly id: string;
  readonly noticeId: string;
  /** Of the call, with its lot where it has several: it stays once the notice went. */
  readonly title: string;
  readonly fromCompany: string;
  readonly toCompany: string;
  readonly state: Exclude<AskState, 'proposed'>;
  /** Whether the other company was written to. */
  readonly isTold: boolean;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  readonly endedAt: number | undefined;
  readonly expiresAt: number | undefined;
}

/** Where a page of requests begins. */
export interface AskPlace {
  readonly at: number;
  readonly id: string;
}

interface ListedRow {
  readonly id: string;
  readonly notice_id: string;
  readonly title: string;
  readonly from_company: string;
  readonly to_company: string;
  readonly state: ListedAsk['state'];
  readonly asked_at: number;
  readonly told_at: number | null;
  readonly ended_at: number | null;
  readonly expires_at: number | null;
}

/** Requests that were asked, the last first; not what was only proposed. */
export async function asksBefore(
  db: Queryable,
  before: AskPlace | undefined,
  limit: number,
): Promise<ListedAsk[]> {
  const rows = await db.query<ListedRow>(
    `SELECT id, notice_id, title, from_company, to_company, state, asked_at, told_at, ended_at, expires_at
     FROM partner_ask WHERE state <> 'proposed' AND asked_at IS NOT NULL AND (asked_at, id) < ($1, $2)
     ORDER BY asked_at DESC, id DESC LIMIT $3`,
    [before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', limit],
  );
  return rows.map((row) => ({
    id: row.id,
    noticeId: row.notice_id,
    title: row.title,
    fromCompany: row.from_company,
    toCompany: row.to_company,
    state: row.state,
    isTold: row.told_at !== null,
    askedAt: Number(row.asked_at),
    endedAt: instant(row.ended_at),
    expiresAt: instant(row.expires_at),
  }));
}
