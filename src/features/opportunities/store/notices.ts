import type { ByteVector } from '#src/features/opportunities/matching/vectors.ts';
import type { Change, ChangeField } from '#src/features/opportunities/notice/changes.ts';
import type { Notice, SourceId } from '#src/features/opportunities/notice/notice.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import { parted, READER } from './meanings.ts';

/** A notice as it is kept. */
export interface KeptNotice {
  readonly id: string;
  readonly notice: Notice;
  /** Grows by one each time that what it tells changes; 1 at first. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly firstSeenAt: number;
  readonly changedAt: number;
  /** Until when it may be answered: its closing, or when it goes where none is told; 0 for what cannot be answered. */
  readonly openUntil: number;
  /**
   * What each of its lots means, in their order, those that can't be read undefined; undefined until the reader has read
   * them as they are now.
   */
  readonly vectors?: readonly (ByteVector | undefined)[] | undefined;
}

/** A change of a notice, and what told it. */
export interface KeptChange extends Change {
  readonly noticeId: string;
  readonly version: number;
  readonly source: SourceId;
  readonly reference: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How far a list was read: the age and the id of the last one. */
export interface NoticePlace {
  readonly at: number;
  readonly id: string;
}

interface Row {
  readonly id: string;
  readonly content: string;
  readonly version: number;
  readonly first_seen_at: number;
  readonly changed_at: number;
  readonly open_until: number;
  readonly vectors: Uint8Array | null;
}

const COLUMNS = `id, content, version, first_seen_at, changed_at, open_until, (
  SELECT vectors FROM notice_meaning
  WHERE notice_id = notice.id AND notice_meaning.version = notice.version AND reader = '${READER}') AS vectors`;

function kept(row: Row): KeptNotice {
  const notice: Notice = JSON.parse(row.content);
  return {
    id: row.id,
    notice,
    version: Number(row.version),
    firstSeenAt: Number(row.first_seen_at),
    changedAt: Number(row.changed_at),
    openUntil: Number(row.open_until),
    vectors: row.vectors ? parted(row.vectors, notice.lots.length) : undefined,
  };
}

/** A notice by its id. */
export async function findNotice(db: Queryable, id: string): Promise<KeptNotice | undefined> {
  const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM notice WHERE id = $1`, [id]);
  return row && kept(row);
}

/** The notice of which a publication tells. */
export async function findPublished(
  db: Queryable,
  source: SourceId,
  reference: string,
): Promise<KeptNotice | undefined> {
  const [row] = await db.query<Row>(
    `SELECT ${COLUMNS} FROM notice
     WHERE id = (SELECT notice_id FROM notice_publication WHERE source = $1 AND reference = $2)`,
    [source, reference],
  );
  return row && kept(row);
}

/** The notices of some ids that are still there. */
export async function noticesOf(db: Queryable, ids: readonly string[]): Promise<KeptNotice[]> {
  if (ids.length === 0) return [];
  const { list, values } = placesFor(ids, 1);
  return (await db.query<Row>(`SELECT ${COLUMNS} FROM notice WHERE id IN ${list}`, values)).map(kept);
}

/**
 * The notices that came or changed after a place, the first ones first: what is to be matched. Whoever reads on keeps the
 * `changedAt` and the `id` of the last one.
 */
export async function noticesChangedAfter(
  db: Queryable,
  after: NoticePlace,
  limit: number,
): Promise<KeptNotice[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM notice WHERE (changed_at, id) > ($1, $2) ORDER BY changed_at, id LIMIT $3`,
    [after.at, after.id, limit],
  );
  return rows.map(kept);
}

/**
 * The notices that may still be answered after an instant, those that close first before. Whoever reads on gives the
 * `openUntil` and the `id` of the last one.
 */
export async function openNotices(
  db: Queryable,
  after: NoticePlace | number,
  { limit }: { readonly limit: number },
): Promise<KeptNotice[]> {
  // How ids sort is the database's own affair: no id is after all others.
  const [where, values] =
    typeof after === 'number'
      ? ['open_until > $1', [after]]
      : ['(open_until, id) > ($1, $2)', [after.at, after.id]];
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM notice WHERE ${where} ORDER BY open_until, id LIMIT $${values.length + 1}`,
    [...values, limit],
  );
  return rows.map(kept);
}

/**
 * The notices that may be answered no more at an instant, those that last came or changed before: what was given is among
 * them. Whoever reads on gives the `changedAt` and the `id` of the last one.
 */
export async function closedNotices(
  db: Queryable,
  now: number,
  {
    before = { at: now + 1, id: '' },
    limit,
  }: { readonly before?: NoticePlace | undefined; readonly limit: number },
): Promise<KeptNotice[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM notice WHERE (changed_at, id) < ($1, $2) AND open_until <= $3
     ORDER BY changed_at DESC, id DESC LIMIT $4`,
    [before.at, before.id, now, limit],
  );
  return rows.map(kept);
}

/** What changed of a notice after a version, in order: what who follows it is told. */
export async function changesAfter(db: Queryable, noticeId: string, version = 0): Promise<KeptChange[]> {
  const rows = await db.query<ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} FROM notice_change WHERE notice_id = $1 AND version > $2 ORDER BY version, field`,
    [noticeId, version],
  );
  return rows.map(keptChange);
}

/** What changed of all notices from an instant on (epoch milliseconds), the first first. */
export async function changesSince(db: Queryable, since: number, limit: number): Promise<KeptChange[]> {
  const rows = await db.query<ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} FROM notice_change WHERE at >= $1 ORDER BY at, notice_id, version, field LIMIT $2`,
    [since, limit],
  );
  return rows.map(keptChange);
}

const CHANGE_COLUMNS = 'notice_id, version, field, before_value, after_value, source, reference, at';
interface ChangeRow {
  readonly notice_id: string;
  readonly version: number;
  readonly field: string;
  readonly before_value: string;
  readonly after_value: string;
  readonly source: string;
  readonly reference: string;
  readonly at: number;
}

const keptChange = (row: ChangeRow): KeptChange => ({
  noticeId: row.notice_id,
  version: Number(row.version),
  field: row.field as ChangeField,
  before: JSON.parse(row.before_value),
  after: JSON.parse(row.after_value),
  source: row.source as SourceId,
  reference: row.reference,
  at: Number(row.at),
});
