import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import { unfollowBid } from './alert-notices.ts';

/**
 * What became of an answer: under way; deposited; not sent after all; won; lost; over, where the buyer ended the call.
 */
export const BID_STATES = ['open', 'deposited', 'unsent', 'won', 'lost', 'over'] as const;
export type BidState = (typeof BID_STATES)[number];

/** What a company, or a person who is of none, answers to a call. Times in epoch milliseconds. */
export interface Bid {
  readonly id: string;
  /** Who is written to; empty once they left a company that stays. */
  readonly personId: string;
  readonly companyId: string | undefined;
  readonly noticeId: string;
  readonly title: string;
  readonly buyer: string | undefined;
  /** Ids of its lots; none for the whole. */
  readonly lots: readonly string[];
  readonly state: BidState;
  /** The first instant at which it may be too late; absent where no date is told. */
  readonly closesAt: number | undefined;
  /** The version of the notice that is known to who answers. */
  readonly noticeVersion: number;
  /** When something is next to be said unasked; absent, nothing more is. */
  readonly nextAt: number | undefined;
  readonly openedAt: number;
  readonly changedAt: number;
  /** When the last hours were spoken of unasked, and what comes after the closing. */
  readonly calmAt: number | undefined;
  readonly closedAt: number | undefined;
  /** How many times it was asked unasked whether it was sent, and whether it was won. */
  readonly sentAsked: number;
  readonly wonAsked: number;
  /** The day of the letter of rejection, as it was told. */
  readonly rejectedOn: IsoDate | undefined;
  /** What they would change, in their words. */
  readonly lesson: string | undefined;
}

interface BidRow {
  readonly id: string;
  readonly person_id: string;
  readonly company_id: string | null;
  readonly notice_id: string;
  readonly title: string;
  readonly buyer: string | null;
  readonly lots: string;
  readonly state: BidState;
  readonly closes_at: number | null;
  readonly notice_version: number;
  readonly next_at: number | null;
  readonly opened_at: number;
  readonly changed_at: number;
  readonly calm_at: number | null;
  readonly closed_at: number | null;
  readonly sent_asked: number;
  readonly won_asked: number;
  readonly rejected_on: string | null;
  readonly lesson: string | null;
}

const COLUMNS = `id, person_id, company_id, notice_id, title, buyer, lots, state, closes_at,
  notice_version, next_at, opened_at, changed_at, calm_at, closed_at, sent_asked, won_asked, rejected_on, lesson`;
const instant = (value: number | null): number | undefined => (value === null ? undefined : Number(value));
const toBid = (row: BidRow): Bid => ({
  id: row.id,
  personId: row.person_id,
  companyId: row.company_id ?? undefined,
  noticeId: row.notice_id,
  title: row.title,
  buyer: row.buyer ?? undefined,
  lots: JSON.parse(row.lots),
  state: row.state,
  closesAt: instant(row.closes_at),
  noticeVersion: Number(row.notice_version),
  nextAt: instant(row.next_at),
  openedAt: Number(row.opened_at),
  changedAt: Number(row.changed_at),
  calmAt: instant(row.calm_at),
  closedAt: instant(row.closed_at),
  sentAsked: Number(row.sent_asked),
  wonAsked: Number(row.won_asked),
  rejectedOn: row.rejected_on ?? undefined,
  lesson: row.lesson ?? undefined,
});

/** A call, as it is answered. */
export interface BidCall {
  readonly noticeId: string;
  readonly noticeVersion: number;
  readonly title: string;
  readonly buyer: string | undefined;
  /** Ids of its lots; none for the whole. */
  readonly lots: readonly string[];
  readonly closesAt: number | undefined;
}

/** What an answer is opened with. */
export interface NewBid extends BidCall {
  readonly personId: string;
  readonly companyId: string | undefined;
  /** When something is first to be said unasked. */
  readonly nextAt: number | undefined;
  readonly now: number;
}

/** Given up before, or of another closing: what was said of its last hours and its closing is said anew. */
const BEGINS_AGAIN = `(bid.state IN ('unsent', 'over')
  OR (bid.state = 'open' AND COALESCE(bid.closes_at, 0) <> COALESCE(excluded.closes_at, 0)))`;

/**
 * Opens the answer to a call, or the one that was opened before: given up, or of other lots, it is taken up again, and
 * what is ticked stays.
 */
export async function openBid(tx: Transaction, bid: NewBid): Promise<Bid> {
  const { personId, companyId, noticeId, noticeVersion, title, buyer, lots, closesAt, nextAt, now } = bid;
  // What they opened before they were of a company is the company's now.
  if (companyId !== undefined)
    await tx.query(
      `UPDATE bid SET owner = $1, company_id = $1 WHERE owner = $2 AND notice_id = $3
         AND NOT EXISTS (SELECT 1 FROM bid AS other WHERE other.owner = $1 AND other.notice_id = $3)`,
      [companyId, personId, noticeId],
    );
  const rows = await tx.query<BidRow>(
    `INSERT INTO bid (id, owner, person_id, company_id, notice_id, title, buyer, lots, state, closes_at, opened_at,
       changed_at, next_at, notice_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $10, $11, $12)
     ON CONFLICT (owner, notice_id) DO UPDATE SET person_id = excluded.person_id, lots = excluded.lots,
       title = excluded.title, buyer = excluded.buyer, closes_at = excluded.closes_at, changed_at = excluded.changed_at,
       notice_version = excluded.notice_version,
       calm_at = CASE WHEN ${BEGINS_AGAIN} THEN NULL ELSE bid.calm_at END,
       closed_at = CASE WHEN ${BEGINS_AGAIN} THEN NULL ELSE bid.closed_at END,
       sent_asked = CASE WHEN ${BEGINS_AGAIN} THEN 0 ELSE bid.sent_asked END,
       next_at = CASE WHEN bid.state IN ('open', 'unsent', 'over') THEN excluded.next_at ELSE bid.next_at END,
       state = CASE WHEN bid.state IN ('unsent', 'over') THEN 'open' ELSE bid.state END
     RETURNING ${COLUMNS}`,
    [
      newId(now),
      companyId ?? personId,
      personId,
      companyId ?? null,
      noticeId,
      title,
      buyer ?? null,
      JSON.stringify(lots),
      closesAt ?? null,
      now,
      nextAt ?? null,
      noticeVersion,
    ],
  );
  return toBid(rows[0] as BidRow);
}

/** An answer that a person may speak of: their own, or their company's; who left one speaks of its answers no more. */
const OF_PERSON = `((company_id IS NULL AND person_id = $1) OR company_id IN (
  SELECT company_id FROM company_member WHERE person_id = $1 AND status = 'member'))`;

/** The answers of a person and of their company, the last touched first. */
export async function bidsOf(db: Queryable, personId: string, limit = 50): Promise<Bid[]> {
  const rows = await db.query<BidRow>(
    `SELECT ${COLUMNS} FROM bid WHERE ${OF_PERSON} ORDER BY changed_at DESC, id DESC LIMIT $2`,
    [personId, limit],
  );
  return rows.map(toBid);
}

/** One of them, by its id. */
export async function bidOfPerson(db: Queryable, personId: string, id: string): Promise<Bid | undefined> {
  const [row] = await db.query<BidRow>(`SELECT ${COLUMNS} FROM bid WHERE ${OF_PERSON} AND id = $2`, [
    personId,
    id,
  ]);
  return row && toBid(row);
}

/** An answer that nobody else changes until the end of the transaction. */
export async function lockBid(tx: Transaction, id: string): Promise<Bid | undefined> {
  const [row] = await tx.query<BidRow>(`SELECT ${COLUMNS} FROM bid WHERE id = $1 {ROWLOCK}`, [id]);
  return row && toBid(row);
}

/** Answers of which something may be said unasked by now, those that wait longest first. */
export async function dueBids(db: Queryable, now: number, limit: number): Promise<Bid[]> {
  const rows = await db.query<BidRow>(
    `SELECT ${COLUMNS} FROM bid WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2`,
    [now, limit],
  );
  return rows.map(toBid);
}

/** The companies that have an answer in one of some states. */
export async function companiesThatBid(
  db: Queryable,
  states: readonly BidState[],
): Promise<ReadonlySet<string>> {
  const { list, values } = placesFor(states, 1);
  const rows = await db.query<{ company_id: string }>(
    `SELECT DISTINCT company_id FROM bid WHERE company_id IS NOT NULL AND state IN ${list}`,
    values,
  );
  return new Set(rows.map(({ company_id }) => company_id));
}

/** Answers under way or deposited whose notice changed since who answers knew it. */
export async function bidsOfChanged(db: Queryable, limit: number): Promise<Bid[]> {
  const columns = COLUMNS.split(',').map((column) => `bid.${column.trim()}`);
  const rows = await db.query<BidRow>(
    `SELECT ${columns.join(', ')} FROM bid JOIN notice ON notice.id = bid.notice_id
     WHERE bid.state IN ('open', 'deposited') AND notice.version > bid.notice_version ORDER BY bid.id LIMIT $1`,
    [limit],
  );
  return rows.map(toBid);
}

/** What of an answer may change; what is absent stays, `null` empties. */
export interface BidChange {
  readonly state?: BidState;
  readonly closesAt?: number | null;
  readonly noticeVersion?: number;
  readonly calmAt?: number | null;
  readonly closedAt?: number | null;
  readonly sentAsked?: number;
  readonly wonAsked?: number;
  /** When something is next to be said unasked; `null`: nothing more. */
  readonly nextAt?: number | null;
  readonly rejectedOn?: IsoDate | null;
  readonly lesson?: string;
  readonly lessonBy?: string;
}

const COLUMN_OF: Readonly<Record<keyof BidChange, string>> = {
  state: 'state',
  closesAt: 'closes_at',
  noticeVersion: 'notice_version',
  calmAt: 'calm_at',
  closedAt: 'closed_at',
  sentAsked: 'sent_asked',
  wonAsked: 'won_asked',
  nextAt: 'next_at',
  rejectedOn: 'rejected_on',
  lesson: 'lesson',
  lessonBy: 'lesson_by',
};

/**
 * Changes an answer. Of one that is over, its company follows the call no more: it knows what became of it.
 * @param now given where the company itself changes something; what is only planned leaves it as lately touched as it was
 */
export async function changeBid(tx: Transaction, id: string, change: BidChange, now?: number): Promise<void> {
  const told = Object.entries(change) as [keyof BidChange, string | number | null][];
  const sets = told.map(([key], at) => `${COLUMN_OF[key]} = $${at + 2}`);
  if (now !== undefined) sets.push(`changed_at = $${told.length + 2}`);
  if (sets.length === 0) return;
  const values = [id, ...told.map(([, value]) => value), ...(now === undefined ? [] : [now])];
  await tx.query(`UPDATE bid SET ${sets.join(', ')} WHERE id = $1`, values);
  if (change.state !== undefined && !TOLD_BY_BID.includes(change.state)) await unfollowBid(tx, id);
}

/** While an answer is so, who follows its call is told of it by the answer. */
export const TOLD_BY_BID: readonly BidState[] = ['open', 'deposited'];

/** What of an answer is ticked. */
export async function stepsDone(db: Queryable, bidId: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ step: string }>('SELECT step FROM bid_step WHERE bid_id = $1', [bidId]);
  return new Set(rows.map(({ step }) => step));
}

/** Ticks a step; once is enough. */
export async function tickStep(
  tx: Transaction,
  { bidId, step, now }: { readonly bidId: string; readonly step: string; readonly now: number },
): Promise<void> {
  await tx.query('INSERT INTO bid_step (bid_id, step, done_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    bidId,
    step,
    now,
  ]);
}

/** What a person, or their company, said that they would change after an answer that was lost, the last said first. */
export async function lessonsOf(db: Queryable, personId: string, limit = 3): Promise<string[]> {
  const rows = await db.query<{ lesson: string }>(
    `SELECT lesson FROM bid WHERE ${OF_PERSON} AND lesson IS NOT NULL ORDER BY changed_at DESC, id DESC LIMIT $2`,
    [personId, limit],
  );
  return rows.map(({ lesson }) => lesson);
}

/** Two persons become one: what they answered goes along; of two answers to one call, that of who stays does. */
export async function moveBids(tx: Transaction, from: string, into: string): Promise<void> {
  const twice = `SELECT id FROM bid WHERE owner = $1
    AND notice_id IN (SELECT notice_id FROM bid WHERE owner = $2)`;
  await tx.query(`DELETE FROM bid_step WHERE bid_id IN (${twice})`, [from, into]);
  await tx.query(`DELETE FROM bid WHERE id IN (${twice})`, [from, into]);
  await tx.query('UPDATE bid SET owner = $2 WHERE owner = $1', [from, into]);
  await tx.query('UPDATE bid SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('UPDATE bid SET lesson_by = $2 WHERE lesson_by = $1', [from, into]);
}
