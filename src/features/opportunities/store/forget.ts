import type { Transaction } from '#src/platform/database/database.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';

/**
 * Takes away some of the notices whose time is over, with all that tells of them.
 * @param now epoch milliseconds
 * @returns how many went
 */
export async function forgetNotices(tx: Transaction, now: number, size: number): Promise<number> {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM notice WHERE forget_at < $1 ORDER BY forget_at, id LIMIT $2',
    [now, size],
  );
  if (rows.length === 0) return 0;
  const { list, values } = placesFor(
    rows.map(({ id }) => id),
    1,
  );
  for (const table of [
    'alert_notice',
    'notice_meaning',
    'notice_staff_act',
    'notice_published',
    'notice_change',
    'notice_key',
    'notice_publication',
  ])
    await tx.query(`DELETE FROM ${table} WHERE notice_id IN ${list}`, values);
  await tx.query(`DELETE FROM notice WHERE id IN ${list}`, values);
  return rows.length;
}

/** Takes away readings and refusals of before an instant. @returns how many went */
export async function forgetReadings(tx: Transaction, before: number, size: number): Promise<number> {
  const runs = await tx.query(
    `DELETE FROM notice_run WHERE id IN (
       SELECT id FROM notice_run WHERE started_at < $1 ORDER BY started_at, id LIMIT $2) RETURNING id`,
    [before, size],
  );
  const refusals = await tx.query(
    `DELETE FROM notice_refusal WHERE (source, reference) IN (
       SELECT source, reference FROM notice_refusal WHERE at < $1 ORDER BY at, source, reference LIMIT $2)
     RETURNING source`,
    [before, size],
  );
  return Math.max(runs.length, refusals.length);
}
