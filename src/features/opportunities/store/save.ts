import { createHash } from 'node:crypto';
import { changesBetween } from '#src/features/opportunities/notice/changes.ts';
import {
  type Closing,
  type Notice,
  OPEN_KINDS,
  type Publication,
} from '#src/features/opportunities/notice/notice.ts';
import { together } from '#src/features/opportunities/notice/together.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { insertRows } from '#src/platform/database/bulk-insert.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';

/** What a publication did. `same`: it was known, as it is, or its time was over before it came: it is then of no notice. */
export interface Saved {
  readonly did: 'new' | 'updated' | 'same';
  readonly noticeId: string | undefined;
}

/** How long a notice stays once it is closed, for who bid to look back. */
const KEPT_CLOSED_MS = 365 * DAY_MS;
/** A contract that ended is renewed by then, or is not. */
const KEPT_RENEWAL_MS = 90 * DAY_MS;
/** One that tells no date. */
const KEPT_OPEN_MS = 400 * DAY_MS;

/**
 * Keeps a publication: it is a notice of its own, or tells more of one that is known, by what they name in common. What it
 * changes of it is kept too. The order in which publications come does not matter.
 * @param now epoch milliseconds
 */
export async function savePublication(
  tx: Transaction,
  publication: Publication,
  now: number,
): Promise<Saved> {
  const content = JSON.stringify(publication);
  const digest = createHash('sha256').update(content).digest('base64url');
  const { source, reference, kind } = publication;
  const [known] = await tx.query<{ notice_id: string; digest: string }>(
    'SELECT notice_id, digest FROM notice_publication WHERE source = $1 AND reference = $2',
    [source, reference],
  );
  if (known?.digest === digest) return { did: 'same', noticeId: known.notice_id };
  const found = known?.notice_id ?? (await noticeKnownBy(tx, publication));
  const noticeId = found ?? newId(now);
  const told = { noticeId, publication, now };
  if (found === undefined) {
    const notice = together([publication]);
    // What would go tonight need not come.
    if (forgetAt(notice, now) < now) return { did: 'same', noticeId: undefined };
    await addNotice(tx, told, notice);
  }
  await tx.query(
    `INSERT INTO notice_publication (source, reference, notice_id, kind, digest, content, read_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (source, reference) DO UPDATE SET kind = excluded.kind, digest = excluded.digest,
       content = excluded.content, read_at = excluded.read_at`,
    [source, reference, noticeId, kind, digest, content, now],
  );
  await addKeys(tx, noticeId, publication);
  if (found === undefined) return { did: 'new', noticeId };
  return { did: (await tellAnew(tx, told)) ? 'updated' : 'same', noticeId };
}

/** The notice that something names: its number, its procedure, what it follows; or a call of another source that is alike. */
async function noticeKnownBy(tx: Transaction, publication: Publication): Promise<string | undefined> {
  const byName = await oldestWith(tx, publication.keys);
  if (byName !== undefined || publication.likeness.length === 0) return byName;
  const alike = await oldestWith(tx, publication.likeness);
  if (alike === undefined) return undefined;
  // Two notices of one source that are alike are two: lots that are published apart.
  const same = await tx.query(
    'SELECT reference FROM notice_publication WHERE notice_id = $1 AND source = $2 LIMIT 1',
    [alike, publication.source],
  );
  return same.length === 0 ? alike : undefined;
}

async function oldestWith(tx: Transaction, keys: readonly string[]): Promise<string | undefined> {
  const { list, values } = placesFor(keys, 1);
  const [row] = await tx.query<{ notice_id: string | null }>(
    `SELECT MIN(notice_id) AS notice_id FROM notice_key WHERE key IN ${list}`,
    values,
  );
  return row?.notice_id ?? undefined;
}

async function addKeys(tx: Transaction, noticeId: string, { keys, likeness }: Publication): Promise<void> {
  for (const key of new Set([...keys, ...likeness]))
    await tx.query('INSERT INTO notice_key (key, notice_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      key,
      noticeId,
    ]);
}

interface Told {
  readonly noticeId: string;
  readonly publication: Publication;
  readonly now: number;
}

async function addNotice(tx: Transaction, { noticeId, now }: Told, notice: Notice): Promise<void> {
  await tx.query(
    `INSERT INTO notice (id, kind, content, published_on, open_until, version, first_seen_at, changed_at, forget_at)
     VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7)`,
    [
      noticeId,
      notice.kind,
      JSON.stringify(notice),
      notice.publishedOn ?? null,
      openUntil(notice, now),
      now,
      forgetAt(notice, now),
    ],
  );
}

/** Puts together again all that tells of a notice. @returns whether what it tells changed */
async function tellAnew(tx: Transaction, { noticeId, publication, now }: Told): Promise<boolean> {
  const [row] = await tx.query<{ content: string; version: number }>(
    'SELECT content, version FROM notice WHERE id = $1',
    [noticeId],
  );
  const rows = await tx.query<{ content: string }>(
    'SELECT content FROM notice_publication WHERE notice_id = $1',
    [noticeId],
  );
  const [first, ...others] = rows.map(({ content }): Publication => JSON.parse(content));
  if (!row || !first) return false;
  const before: Notice = JSON.parse(row.content);
  const notice = together([first, ...others]);
  const changes = changesBetween(before, notice);
  const hasChanged = changes.length > 0;
  const version = Number(row.version) + (hasChanged ? 1 : 0);
  await tx.query(
    `UPDATE notice SET kind = $2, content = $3, published_on = $4, open_until = $5, version = $6, forget_at = $7,
       changed_at = CASE WHEN $8 = 1 THEN $9 ELSE changed_at END WHERE id = $1`,
    [
      noticeId,
      notice.kind,
      JSON.stringify(notice),
      notice.publishedOn ?? null,
      openUntil(notice, now),
      version,
      forgetAt(notice, now),
      hasChanged ? 1 : 0,
      now,
    ],
  );
  if (!hasChanged) return false;
  const { source, reference } = publication;
  await insertRows(
    tx,
    'notice_change',
    changes.map(({ field, before: was, after: is }) => ({
      notice_id: noticeId,
      version,
      field,
      before_value: JSON.stringify(was),
      after_value: JSON.stringify(is),
      source,
      reference,
      at: now,
    })),
  );
  return true;
}

const openUntil = (notice: Notice, now: number): number =>
  OPEN_KINDS.includes(notice.kind) ? (lastInstant(notice.closing) ?? forgetAt(notice, now)) : 0;

const lastInstant = (closing: Closing | undefined): number | null =>
  closing === undefined ? null : Math.max(closing.at, closing.orAt ?? closing.at);

function forgetAt({ closing, renewal, expectedOn, publishedOn }: Notice, now: number): number {
  const at = (day: string) => instantOf(day, '12:00');
  const closes = lastInstant(closing);
  if (closes !== null) return closes + KEPT_CLOSED_MS;
  if (renewal) return at(renewal.endsOn) + KEPT_RENEWAL_MS;
  const told = expectedOn ?? publishedOn;
  return (told === undefined ? now : at(told)) + KEPT_OPEN_MS;
}
