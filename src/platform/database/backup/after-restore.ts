import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { type Register, rulesOf } from '#src/platform/database/personal-data/register.ts';
import { readSetting, removeSetting, saveSetting } from '#src/platform/database/settings.ts';

/** Name of the setting that a store has while a copy is being read into it. */
const UNDER_WAY = 'restore_under_way';

/** Marks a store that is not yet what a copy says, less what was erased since: no server may use it. */
export async function markRestoring(tx: Transaction): Promise<void> {
  await saveSetting(tx, UNDER_WAY, '1');
}

export async function endRestoring(tx: Transaction): Promise<void> {
  await removeSetting(tx, UNDER_WAY);
}

/** Whether a restore into this store was cut short. */
export async function isRestoring(db: Queryable): Promise<boolean> {
  return (await readSetting(db, UNDER_WAY)) !== undefined;
}

/**
 * Ends all that opens something: sessions, codes, one-time links, and the secrets that signed other links. Who reads a
 * stolen copy, or kept an old link, comes in nowhere. Work that a dead server had begun is anybody's.
 */
export async function voidCredentials(tx: Transaction, register: Register): Promise<void> {
  for (const { table, kept } of rulesOf(register))
    if (kept === 'codes') await tx.query(`DELETE FROM ${table}`);
  await tx.query("DELETE FROM setting WHERE name LIKE 'secret!_%' ESCAPE '!'");
  await tx.query("UPDATE job SET lease_owner = NULL, lease_until = NULL WHERE status = 'open'");
}

/**
 * Keeps back what a copy had not sent yet: it may have left since. Staff say of each whether it leaves, and have time for
 * that from now on.
 * @returns how many messages, and how many mails
 */
export async function holdUnsent(tx: Transaction, now: number): Promise<{ messages: number; mails: number }> {
  const messages = await tx.query(
    "UPDATE outbox SET status = 'held', lease_until = NULL, run_at = $1 WHERE status = 'open' RETURNING id",
    [now],
  );
  const mails = await tx.query(
    `UPDATE job SET status = 'held', lease_owner = NULL, lease_until = NULL, finished_at = $1
     WHERE status = 'open' AND kind = 'mail' RETURNING id`,
    [now],
  );
  // Who was to be told that a question is answered now may have been since: nobody is told twice.
  await tx.query("UPDATE missed_question SET telling = 'skipped' WHERE telling = 'approved'");
  return { messages: messages.length, mails: mails.length };
}

/** Takes out of the queue what redoing erasures wrote: the notices of then have told it. */
export async function silenceNotices(tx: Transaction, now: number): Promise<void> {
  await tx.query(
    `UPDATE message SET withheld_at = $1
     WHERE id IN (SELECT message_id FROM outbox WHERE status = 'open')`,
    [now],
  );
  await tx.query("UPDATE outbox SET status = 'withheld', lease_until = NULL WHERE status = 'open'");
  await tx.query("DELETE FROM job WHERE status = 'open' AND kind = 'mail'");
}

/** Lets rows come in any order within a transaction, where the engine can; elsewhere they come in theirs. */
export async function deferReferences(tx: Transaction, dialect: Database['dialect']): Promise<void> {
  if (dialect === 'sqlite') await tx.query('PRAGMA defer_foreign_keys = ON');
}

/** Tables of a copy, each after those that its rows refer to; what this version does not know comes last. */
export function inOrderOfReference(tables: readonly string[], register: Register): string[] {
  // The register has them in the order in which rows may go.
  const known = rulesOf(register)
    .map(({ table }) => table)
    .reverse();
  const unknown = tables.filter((table) => !known.includes(table));
  return [...known.filter((table) => tables.includes(table)), ...unknown];
}
