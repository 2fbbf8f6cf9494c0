import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';

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
  // Alerts look at what changed: they held it back until now.
  await tx.query('UPDATE notice SET changed_at = $2 WHERE id = $1 AND changed_at < $2', [noticeId, now]);
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

/**
 * Of some notices, those that the team wrote on the site and has not published: nobody is told of them yet. One that another
 * source tells of too is public.
 */
export async function unpublishedOf(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { list, values } = placesFor(ids, 1);
  const rows = await db.query<{ notice_id: string }>(
    `SELECT DISTINCT notice_id FROM notice_staff_act WHERE act = 'written' AND notice_id IN ${list}
     AND NOT EXISTS (SELECT 1 FROM notice_published WHERE notice_published.notice_id = notice_staff_act.notice_id)
     AND NOT EXISTS (SELECT 1 FROM notice_publication
       WHERE notice_publication.notice_id = notice_staff_act.notice_id AND source <> 'written')`,
    values,
  );
  return new Set(rows.map(({ notice_id }) => notice_id));
}

/** Whether, when and by whom a notice was published. */
export async function publishingOf(db: Queryable, noticeId: string): Promise<Published | undefined> {
  const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM notice_published WHERE notice_id = $1`, [
    noticeId,
  ]);
  return row && toPublished(row);
}
