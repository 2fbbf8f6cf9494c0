import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** What a buyer gave to the team. Times in epoch milliseconds. */
export interface BuyerNeed {
  readonly id: string;
  /** The opportunity that it became. */
  readonly noticeId: string;
  readonly personId: string;
  readonly conversationId: string;
  readonly title: string;
  /** Whom the team may call back, in the buyer's words. */
  readonly contact: string;
  readonly givenAt: number;
}

interface Row {
  readonly id: string;
  readonly notice_id: string;
  readonly person_id: string;
  readonly conversation_id: string;
  readonly title: string;
  readonly contact: string;
  readonly given_at: number;
}

const COLUMNS = ['id', 'notice_id', 'person_id', 'conversation_id', 'title', 'contact', 'given_at']
  .map((column) => `buyer_need.${column}`)
  .join(', ');
const toNeed = (row: Row): BuyerNeed => ({
  id: row.id,
  noticeId: row.notice_id,
  personId: row.person_id,
  conversationId: row.conversation_id,
  title: row.title,
  contact: row.contact,
  givenAt: Number(row.given_at),
});

/** Keeps what a buyer gave. @returns its id */
export async function addNeed(tx: Transaction, need: Omit<BuyerNeed, 'id'>): Promise<string> {
  const id = newId(need.givenAt);
  await tx.query(
    `INSERT INTO buyer_need (id, notice_id, person_id, conversation_id, title, contact, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, need.noticeId, need.personId, need.conversationId, need.title, need.contact, need.givenAt],
  );
  return id;
}

/** One of a person's, locked. */
export async function lockNeedOf(
  tx: Transaction,
  { id, personId }: { readonly id: string; readonly personId: string },
): Promise<BuyerNeed | undefined> {
  const [row] = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM buyer_need WHERE id = $1 AND person_id = $2 {ROWLOCK}`,
    [id, personId],
  );
  return row && toNeed(row);
}

/** What a buyer gave and became a notice; undefined for all other notices. */
export async function needOfNotice(db: Queryable, noticeId: string): Promise<BuyerNeed | undefined> {
  const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM buyer_need WHERE notice_id = $1`, [noticeId]);
  return row && toNeed(row);
}

/** Needs that were given since an instant: of a person, and of all. */
export async function countNeeds(
  db: Queryable,
  { personId, since }: { readonly personId: string; readonly since: number },
): Promise<{ readonly own: number; readonly all: number }> {
  const [row] = await db.query<{ own: number | null; total: number }>(
    `SELECT SUM(CASE WHEN person_id = $1 THEN 1 ELSE 0 END) AS own, COUNT(*) AS total
     FROM buyer_need WHERE given_at >= $2`,
    [personId, since],
  );
  return { own: Number(row?.own ?? 0), all: Number(row?.total ?? 0) };
}

/** Needs whose buyers do not know yet what became of them, once something did. */
export async function decidedNeeds(db: Queryable, limit: number): Promise<BuyerNeed[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM buyer_need JOIN notice ON notice.id = buyer_need.notice_id
     WHERE buyer_need.told_at IS NULL AND (notice.kind = 'annulation' OR EXISTS (
       SELECT 1 FROM notice_published WHERE notice_published.notice_id = buyer_need.notice_id))
     ORDER BY buyer_need.given_at, buyer_need.id LIMIT $1`,
    [limit],
  );
  return rows.map(toNeed);
}

/** How many wait for the team. */
export async function countWaitingNeeds(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM buyer_need JOIN notice ON notice.id = buyer_need.notice_id
     WHERE notice.kind = 'written' AND buyer_need.told_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM notice_published WHERE notice_published.notice_id = buyer_need.notice_id)`,
  );
  return Number(row?.count ?? 0);
}

/** Notes that the buyer knows what became of it. @returns whether they did not before */
export async function markNeedTold(tx: Transaction, id: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE buyer_need SET told_at = $2 WHERE id = $1 AND told_at IS NULL RETURNING id',
    [id, now],
  );
  return rows.length > 0;
}

/** Two persons become one. */
export async function moveNeeds(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query('UPDATE buyer_need SET person_id = $2 WHERE person_id = $1', [from, into]);
}
