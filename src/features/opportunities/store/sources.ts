import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** How far a source was read. */
export interface SourcePlace {
  readonly cursor: string | undefined;
  /** It asked not to be asked before this instant (epoch milliseconds). */
  readonly waitUntil: number | undefined;
}

export type RunState = 'running' | 'done' | 'more' | 'busy' | 'down' | 'malformed' | 'stopped';

/** What a reading gave: publications read, and of them those that made a notice, changed one, changed nothing, were refused. */
export interface RunCounts {
  readonly read: number;
  readonly new: number;
  readonly updated: number;
  readonly same: number;
  readonly refused: number;
}
export const NO_COUNTS: RunCounts = { read: 0, new: 0, updated: 0, same: 0, refused: 0 };

/** A reading of a source, as staff see it; times in epoch milliseconds. */
export interface Run {
  readonly id: string;
  readonly source: string;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly state: RunState;
  /** In French, when it did not go to its end. */
  readonly why: string | undefined;
  readonly counts: RunCounts;
}

/** What was not understood. */
export interface Refusal {
  readonly source: string;
  readonly reference: string;
  /** In French. */
  readonly why: string;
  readonly at: number;
}

export async function placeOfSource(db: Queryable, source: string): Promise<SourcePlace> {
  const [row] = await db.query<{ cursor: string | null; wait_until: number | null }>(
    'SELECT cursor, wait_until FROM notice_source WHERE source = $1',
    [source],
  );
  return {
    cursor: row?.cursor ?? undefined,
    waitUntil: row?.wait_until == null ? undefined : Number(row.wait_until),
  };
}

/**
 * Moves the place of a source on, unless somebody else moved it meanwhile.
 * @returns whether it was moved
 */
export async function movePlace(
  tx: Transaction,
  { source, from, to, now }: { source: string; from: string | undefined; to: string; now: number },
): Promise<boolean> {
  const rows =
    from === undefined
      ? await tx.query(
          `INSERT INTO notice_source (source, cursor, updated_at) VALUES ($1, $2, $3)
           ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at,
             wait_until = NULL WHERE notice_source.cursor IS NULL RETURNING source`,
          [source, to, now],
        )
      : await tx.query(
          `UPDATE notice_source SET cursor = $2, updated_at = $3, wait_until = NULL
           WHERE source = $1 AND cursor = $4 RETURNING source`,
          [source, to, now, from],
        );
  return rows.length > 0;
}

/** Notes until when a source asked to wait. */
export async function noteWait(tx: Transaction, source: string, until: number, now: number): Promise<void> {
  await tx.query(
    `INSERT INTO notice_source (source, wait_until, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (source) DO UPDATE SET wait_until = excluded.wait_until, updated_at = excluded.updated_at`,
    [source, until, now],
  );
}

/** Begins a reading. One that a stop cut short is ended. @returns its id */
export async function startRun(tx: Transaction, source: string, now: number): Promise<string> {
  await tx.query(
    "UPDATE notice_run SET state = 'stopped', ended_at = $2 WHERE source = $1 AND state = 'running'",
    [source, now],
  );
  const id = newId(now);
  await tx.query(
    `INSERT INTO notice_run (id, source, started_at, state, notices_read, notices_new, notices_updated, notices_same,
       notices_refused) VALUES ($1, $2, $3, 'running', 0, 0, 0, 0, 0)`,
    [id, source, now],
  );
  return id;
}

/** Notes what a reading gave so far. */
export async function noteRun(tx: Transaction, id: string, counts: RunCounts): Promise<void> {
  await tx.query(
    `UPDATE notice_run SET notices_read = $2, notices_new = $3, notices_updated = $4, notices_same = $5,
       notices_refused = $6 WHERE id = $1`,
    [id, counts.read, counts.new, counts.updated, counts.same, counts.refused],
  );
}

/** Ends a reading. @param end `why` in French */
export async function endRun(
  tx: Transaction,
  id: string,
  end: { readonly state: RunState; readonly why?: string | undefined; readonly now: number },
): Promise<void> {
  await tx.query('UPDATE notice_run SET state = $2, why = $3, ended_at = $4 WHERE id = $1', [
    id,
    end.state,
    end.why ?? null,
    end.now,
  ]);
}

interface RunRow {
  readonly id: string;
  readonly source: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly state: string;
  readonly why: string | null;
  readonly notices_read: number;
  readonly notices_new: number;
  readonly notices_updated: number;
  readonly notices_same: number;
  readonly notices_refused: number;
}

type CountsRow = Pick<
  RunRow,
  'notices_read' | 'notices_new' | 'notices_updated' | 'notices_same' | 'notices_refused'
>;
const countsOf = (row: CountsRow): RunCounts => ({
  read: Number(row.notices_read),
  new: Number(row.notices_new),
  updated: Number(row.notices_updated),
  same: Number(row.notices_same),
  refused: Number(row.notices_refused),
});

const toRun = (row: RunRow): Run => ({
  id: row.id,
  source: row.source,
  startedAt: Number(row.started_at),
  endedAt: row.ended_at === null ? undefined : Number(row.ended_at),
  state: row.state as RunState,
  why: row.why ?? undefined,
  counts: countsOf(row),
});

/** The last readings of a source, the last first. */
export async function lastRuns(db: Queryable, source: string, limit = 20): Promise<Run[]> {
  const rows = await db.query<RunRow>(
    'SELECT * FROM notice_run WHERE source = $1 ORDER BY started_at DESC, id DESC LIMIT $2',
    [source, limit],
  );
  return rows.map(toRun);
}

/** The last reading of a source that the source did not cut short. */
export async function lastGoodRun(db: Queryable, source: string): Promise<Run | undefined> {
  const [row] = await db.query<RunRow>(
    `SELECT * FROM notice_run WHERE source = $1 AND state IN ('done', 'more')
     ORDER BY started_at DESC, id DESC LIMIT 1`,
    [source],
  );
  return row && toRun(row);
}

/** What the readings of a source gave together since an instant (epoch milliseconds). */
export async function countsSince(db: Queryable, source: string, since: number): Promise<RunCounts> {
  const [row] = await db.query<CountsRow>(
    `SELECT COALESCE(SUM(notices_read), 0) AS notices_read, COALESCE(SUM(notices_new), 0) AS notices_new,
       COALESCE(SUM(notices_updated), 0) AS notices_updated, COALESCE(SUM(notices_same), 0) AS notices_same,
       COALESCE(SUM(notices_refused), 0) AS notices_refused
     FROM notice_run WHERE source = $1 AND started_at >= $2`,
    [source, since],
  );
  return row ? countsOf(row) : NO_COUNTS;
}

/** Keeps why something was not understood. */
export async function noteRefusal(tx: Transaction, { source, reference, why, at }: Refusal): Promise<void> {
  await tx.query(
    `INSERT INTO notice_refusal (source, reference, why, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (source, reference) DO UPDATE SET why = excluded.why, at = excluded.at`,
    [source, reference.slice(0, 200), why.slice(0, 1_000), at],
  );
}

/** What was refused is understood now. */
export async function dropRefusal(tx: Transaction, source: string, reference: string): Promise<void> {
  await tx.query('DELETE FROM notice_refusal WHERE source = $1 AND reference = $2', [source, reference]);
}

/** How far a list of refusals was read. */
export type RefusalPlace = Pick<Refusal, 'at' | 'source' | 'reference'>;

/**
 * What was not understood, of one source or of all, before a place, the last first: a page of it.
 * @param limit how many a page has
 */
export async function refusalsBefore(
  db: Queryable,
  { source, before }: { readonly source?: string | undefined; readonly before?: RefusalPlace | undefined },
  limit: number,
): Promise<Refusal[]> {
  const values: (string | number)[] = [limit];
  const where: string[] = [];
  if (source !== undefined) where.push(`source = $${values.push(source)}`);
  if (before) {
    const place = [before.at, before.source, before.reference].map((one) => `$${values.push(one)}`);
    where.push(`(at, source, reference) < (${place.join(', ')})`);
  }
  const rows = await db.query<{ source: string; reference: string; why: string; at: number }>(
    `SELECT source, reference, why, at FROM notice_refusal ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
     ORDER BY at DESC, source DESC, reference DESC LIMIT $1`,
    values,
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

/** How many publications of a source are not understood. */
export async function countRefusals(db: Queryable, source: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT COUNT(*) AS count FROM notice_refusal WHERE source = $1',
    [source],
  );
  return Number(row?.count ?? 0);
}

/** What was not understood, the last first. */
export async function lastRefusals(db: Queryable, limit = 100): Promise<Refusal[]> {
  const rows = await db.query<{ source: string; reference: string; why: string; at: number }>(
    'SELECT source, reference, why, at FROM notice_refusal ORDER BY at DESC, source DESC, reference DESC LIMIT $1',
    [limit],
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}
