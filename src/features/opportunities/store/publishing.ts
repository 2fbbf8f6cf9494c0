import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import type { NoticePlace } from './notices.ts';

/** What the team does with a notice, where it shows who did it. */
export type StaffAct = 'written' | 'corrected' | 'ended' | 'published';

/** Somebody of the team: their key, and their name as shown. */
export interface StaffMember {
  readonly key: string;
  readonly name: string;
}

/** An act on a notice; `at` in epoch milliseconds. */
export interface KeptStaffAct {
  readonly act: StaffAct;
  readonly byName: string;
  readonly at: number;
}

/** That a notice is published to the companies whom it fits. */
export interface Published {
  readonly noticeId: string;
  readonly byName: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of the notice, as it was then. */
  readonly version: number;
  /** How many companies it fitted then. */
  readonly companies: number;
}

/** Notes who did something with a notice. */
export async function noteStaffAct(
  tx: Transaction,
  act: { readonly noticeId: string; readonly act: StaffAct; readonly by: StaffMember; readonly now: number },
): Promise<void> {
  await tx.query(
    'INSERT INTO notice_staff_act (id, notice_id, act, by_key, by_name, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [newId(act.now), act.noticeId, act.act, act.by.key, act.by.name, act.now],
  );
}

/** What the team did with a notice, the first first. */
export async function staffActsOf(db: Queryable, noticeId: string): Promise<KeptStaffAct[]> {
  const rows = await db.query<{ act: StaffAct; by_name: string; at: number }>(
    'SELECT act, by_name, at FROM notice_staff_act WHERE notice_id = $1 ORDER BY at, id',
    [noticeId],
  );
  return rows.map(({ act, by_name, at }) => ({ act, byName: by_name, at: Number(at) }));
}

/**
 * Publishes a notice to the companies whom it fits: alerts send it. It is done once.
 * @returns whether it was not published before
 */
export async function publishNotice(
  tx: Transaction,
  publishing: {
    readonly noticeId: string;
    readonly by: StaffMember;
    readonly version: number;
    readonly companies: number;
    readonly now: number;
  },
): Promise<boolean> {
  const { noticeId, by, version, companies, now } = publishing;
  const rows = await tx.query(
    `INSERT INTO notice_published (notice_id, published_at, by_key, by_name, version, companies)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (notice_id) DO NOTHING RETURNING notice_id`,
    [noticeId, now, by.key, by.name, version, companies],
  );
  if (rows.length === 0) return false;
  await noteStaffAct(tx, { noticeId, act: 'published', by, now });
  return true;
}

interface Row {
  readonly notice_id: string;
  readonly published_at: number;
  readonly by_name: string;
  readonly version: number;
  readonly companies: number;
}

const COLUMNS = 'notice_id, published_at, by_name, version, companies';
const toPublished = (row: Row): Published => ({
  noticeId: row.notice_id,
  byName: row.by_name,
  at: Number(row.published_at),
  version: Number(row.version),
  companies: Number(row.companies),
});

/** Whether, when and by whom a notice was published. */
export async function publishingOf(db: Queryable, noticeId: string): Promise<Published | undefined> {
  const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM notice_published WHERE notice_id = $1`, [
    noticeId,
  ]);
  return row && toPublished(row);
}

/**
 * The notices that the team published after a place, the first published first: what alerts must send, whatever else they
 * read. Whoever reads on keeps the `at` and the `noticeId` of the last one.
 */
export async function publishedNotices(
  db: Queryable,
  after: NoticePlace,
  limit: number,
): Promise<Published[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM notice_published WHERE (published_at, notice_id) > ($1, $2)
     ORDER BY published_at, notice_id LIMIT $3`,
    [after.at, after.id, limit],
  );
  return rows.map(toPublished);
}
