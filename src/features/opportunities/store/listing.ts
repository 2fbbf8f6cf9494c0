import { type Publication, SOURCE_IDS } from '#src/features/opportunities/notice/notice.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { findPublished, type KeptNotice, type NoticePlace, noticesOf } from './notices.ts';

/**
 * The notices that came or changed last, before a place, the last first. Whoever reads on gives the `changedAt` and the
 * `id` of the last one.
 */
export const noticesChangedBefore = (
  db: Queryable,
  before: NoticePlace | undefined,
  limit: number,
): Promise<KeptNotice[]> => changedBefore(db, before, limit, '1 = 1');

/** Those of them that the team wrote. */
export const writtenNotices = (
  db: Queryable,
  before: NoticePlace | undefined,
  limit: number,
): Promise<KeptNotice[]> =>
  changedBefore(
    db,
    before,
    limit,
    "id IN (SELECT notice_id FROM notice_publication WHERE source = 'written')",
  );

async function changedBefore(
  db: Queryable,
  before: NoticePlace | undefined,
  limit: number,
  which: string,
): Promise<KeptNotice[]> {
  const values: (string | number)[] = [limit];
  const place = before
    ? `AND (changed_at, id) < ($${values.push(before.at)}, $${values.push(before.id)})`
    : '';
  return ordered(
    db,
    await db.query<{ id: string }>(
      `SELECT id FROM notice WHERE ${which} ${place} ORDER BY changed_at DESC, id DESC LIMIT $1`,
      values,
    ),
  );
}

/** The notices of some rows, in the order of these. */
async function ordered(db: Queryable, rows: readonly { readonly id: string }[]): Promise<KeptNotice[]> {
  const kept = new Map(
    (
      await noticesOf(
        db,
        rows.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  return rows.flatMap(({ id }) => kept.get(id) ?? []);
}

/** The notices that any source knows under a number. */
export async function noticesNumbered(db: Queryable, reference: string): Promise<KeptNotice[]> {
  const found = new Map<string, KeptNotice>();
  for (const source of SOURCE_IDS) {
    const notice = await findPublished(db, source, reference);
    if (notice) found.set(notice.id, notice);
  }
  return [...found.values()];
}

/** What the team wrote of a notice, as it stands; undefined for what it did not write. */
export async function writtenPublication(db: Queryable, noticeId: string): Promise<Publication | undefined> {
  const [row] = await db.query<{ content: string }>(
    `SELECT content FROM notice_publication WHERE notice_id = $1 AND source = 'written' AND kind = 'written'
     ORDER BY read_at DESC LIMIT 1`,
    [noticeId],
  );
  return row && JSON.parse(row.content);
}
