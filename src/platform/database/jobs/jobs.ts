import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Work to do. `attempts` counts the tries begun, this one included. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly attempts: number;
  /** When it was planned: earlier than now after an outage or a retry. */
  readonly dueAt: number;
  /** Set when it recurs. */
  readonly series: string | undefined;
}

/** A job that was given up, for staff. */
export interface DeadJob extends Job {
  readonly error: string;
  readonly finishedAt: number;
}

interface JobRow {
  id: string;
  kind: string;
  payload: string;
  attempts: number;
  due_at: number;
  series: string | null;
}

const COLUMNS = 'id, kind, payload, attempts, due_at, series';

const toJob = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  payload: JSON.parse(row.payload),
  attempts: row.attempts,
  dueAt: row.due_at,
  series: row.series ?? undefined,
});

/**
 * Adds work to do once, in the transaction of what it follows from.
 * @param job the same `key` never makes two, not even once the first is done
 * @returns whether it was added
 */
export async function addJob(
  tx: Transaction,
  job: { kind: string; key?: string; payload?: unknown; runAt: number; now: number },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO job (id, kind, key, payload, status, attempts, due_at, run_at, created_at)
     VALUES ($1, $2, $3, $4, 'open', 0, $5, $5, $6) ON CONFLICT (key) DO NOTHING RETURNING id`,
    [newId(job.now), job.kind, job.key ?? null, JSON.stringify(job.payload ?? null), job.runAt, job.now],
  );
  return rows.length > 0;
}

/** @returns whether somebody does the work of this key now: their claim holds */
export async function isUnderWay(db: Queryable, key: string, now: number): Promise<boolean> {
  const rows = await db.query("SELECT id FROM job WHERE key = $1 AND status = 'open' AND lease_until >= $2", [
    key,
    now,
  ]);
  return rows.length > 0;
}

/**
 * Makes sure that the next occurrence of a series is planned: at the given time, or earlier when an earlier one is
 * already waiting, as it is after an outage.
 */
export async function planOccurrence(
  tx: Transaction,
  occurrence: { series: string; at: number; now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO job (id, kind, series, payload, status, attempts, due_at, run_at, created_at)
     VALUES ($1, $2, $2, 'null', 'open', 0, $3, $3, $4)
     ON CONFLICT (series) WHERE status = 'open' AND series IS NOT NULL
     DO UPDATE SET due_at = excluded.due_at, run_at = excluded.run_at
       WHERE job.attempts = 0 AND excluded.run_at < job.run_at`,
    [newId(occurrence.now), occurrence.series, occurrence.at, occurrence.now],
  );
}

/** The next occurrence of a series; times in epoch milliseconds. */
export interface Occurrence {
  readonly runAt: number;
  /** Whether somebody does it now. */
  readonly isUnderWay: boolean;
}

/** The occurrence of a series that is waiting, or under way. */
export async function occurrenceOf(
  db: Queryable,
  series: string,
  now: number,
): Promise<Occurrence | undefined> {
  const [row] = await db.query<{ run_at: number; lease_until: number | null }>(
    "SELECT run_at, lease_until FROM job WHERE series = $1 AND status = 'open'",
    [series],
  );
  return (
    row && {
      runAt: Number(row.run_at),
      isUnderWay: row.lease_until !== null && Number(row.lease_until) >= now,
    }
  );
}

/**
 * Brings the next occurrence of a series forward to now, also one that waits after it failed. Asked again before it began,
 * it is still the same one.
 * @returns `under-way` when it runs already: no other one is planned for that
 */
export async function hastenOccurrence(
  tx: Transaction,
  { series, now }: { readonly series: string; readonly now: number },
): Promise<'planned' | 'under-way'> {
  await planOccurrence(tx, { series, at: now, now });
  const rows = await tx.query(
    `UPDATE job SET run_at = CASE WHEN run_at > $2 THEN $2 ELSE run_at END
     WHERE series = $1 AND status = 'open' AND (lease_until IS NULL OR lease_until < $2) RETURNING id`,
    [series, now],
  );
  return rows.length > 0 ? 'planned' : 'under-way';
}

/** Claims the job that is due first, of the kinds that this process knows. The claim is a lease. */
export async function claimJob(
  tx: Transaction,
  claim: { kinds: readonly string[]; owner: string; now: number; leaseMs: number },
): Promise<Job | undefined> {
  if (claim.kinds.length === 0) return undefined;
  const [row] = await tx.query<JobRow>(
    `SELECT ${COLUMNS} FROM job
     WHERE status = 'open' AND run_at <= $1 AND (lease_until IS NULL OR lease_until < $1)
       AND kind IN (${placeholders(claim.kinds, 2)})
     ORDER BY run_at, id LIMIT 1 {LOCK}`,
    [claim.now, ...claim.kinds],
  );
  if (!row) return undefined;
  await tx.query('UPDATE job SET attempts = attempts + 1, lease_owner = $2, lease_until = $3 WHERE id = $1', [
    row.id,
    claim.owner,
    claim.now + claim.leaseMs,
  ]);
  return toJob({ ...row, attempts: row.attempts + 1 });
}

/** A try under way: the owner and the number of the try, so that one that lost its lease writes nothing. */
export interface Try {
  readonly job: Job;
  readonly owner: string;
}

const IS_MINE = "WHERE id = $1 AND status = 'open' AND lease_owner = $2 AND attempts = $3";
const mine = ({ job, owner }: Try) => [job.id, owner, job.attempts] as const;

/** Keeps the claim of a long job. @returns false when it was lost */
export async function renewJob(db: Queryable, held: Try, until: number): Promise<boolean> {
  const sql = `UPDATE job SET lease_until = $4 ${IS_MINE} RETURNING id`;
  return (await db.query(sql, [...mine(held), until])).length > 0;
}

/** Marks a job done. @returns false when its claim was lost: somebody else does it */
export async function finishJob(tx: Transaction, held: Try, now: number): Promise<boolean> {
  const sql = `UPDATE job SET status = 'done', finished_at = $4, lease_owner = NULL, lease_until = NULL ${IS_MINE} RETURNING id`;
  return (await tx.query(sql, [...mine(held), now])).length > 0;
}

/**
 * Puts a job back for later, or gives it up, with what went wrong.
 * @param failure `retryAt` is undefined to give it up
 * @returns false when its claim was lost
 */
export async function failJob(
  tx: Transaction,
  held: Try,
  failure: { error: string; retryAt: number | undefined; now: number },
): Promise<boolean> {
  const { error, retryAt, now } = failure;
  const rows = await tx.query(
    `UPDATE job SET status = $4, run_at = COALESCE($5, run_at), finished_at = $6, last_error = $7,
       lease_owner = NULL, lease_until = NULL ${IS_MINE} RETURNING id`,
    [
      ...mine(held),
      retryAt === undefined ? 'dead' : 'open',
      retryAt ?? null,
      retryAt === undefined ? now : null,
      error.slice(0, 500),
    ],
  );
  return rows.length > 0;
}

/** Gives back a job that a stop cut short: that try does not count. */
export async function giveBackJob(tx: Transaction, held: Try): Promise<void> {
  const sql = `UPDATE job SET attempts = attempts - 1, lease_owner = NULL, lease_until = NULL ${IS_MINE}`;
  await tx.query(sql, [...mine(held)]);
}

/** When the next open job of some kinds is due, or undefined when there is none. */
export async function nextJobAt(db: Queryable, kinds: readonly string[]): Promise<number | undefined> {
  if (kinds.length === 0) return undefined;
  const [row] = await db.query<{ due: number | null }>(
    `SELECT MIN(CASE WHEN lease_until > run_at THEN lease_until ELSE run_at END) AS due
     FROM job WHERE status = 'open' AND kind IN (${placeholders(kinds, 1)})`,
    kinds,
  );
  return row?.due ?? undefined;
}

const placeholders = (values: readonly unknown[], first: number): string =>
  values.map((_, index) => `$${first + index}`).join(', ');

/** How many jobs are open and given up, for health and staff. */
export async function jobCounts(db: Queryable): Promise<{ open: number; dead: number }> {
  const rows = await db.query<{ status: string; count: number }>(
    "SELECT status, COUNT(*) AS count FROM job WHERE status IN ('open', 'dead') GROUP BY status",
  );
  const count = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
  return { open: count('open'), dead: count('dead') };
}

/** Jobs that were given up, the last ones first. */
export async function deadJobs(db: Queryable, limit = 100): Promise<DeadJob[]> {
  const rows = await db.query<JobRow & { last_error: string | null; finished_at: number }>(
    `SELECT ${COLUMNS}, last_error, finished_at FROM job WHERE status = 'dead' ORDER BY finished_at DESC, id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({ ...toJob(row), error: row.last_error ?? '', finishedAt: row.finished_at }));
}

/**
 * Has a job that was given up tried anew, from now on. An occurrence of a series becomes work to do once: the series
 * has gone on meanwhile.
 * @returns false when there is no such dead job
 */
export async function reviveJob(tx: Transaction, id: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE job SET status = 'open', series = NULL, attempts = 0, run_at = $2, finished_at = NULL
     WHERE id = $1 AND status = 'dead' RETURNING id`,
    [id, now],
  );
  return rows.length > 0;
}

/** Forgets what a job was about, once that is of no use: a person's address and words. */
export async function forgetJobPayload(tx: Transaction, id: string): Promise<void> {
  await tx.query("UPDATE job SET payload = 'null' WHERE id = $1", [id]);
}

/** Forgets jobs done before a moment; those given up stay. */
export async function forgetDoneJobs(tx: Transaction, before: number): Promise<void> {
  await tx.query("DELETE FROM job WHERE status = 'done' AND finished_at < $1", [before]);
}
