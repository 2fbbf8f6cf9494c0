import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { readSetting, removeSetting, saveSetting } from '#src/platform/database/settings.ts';

/** Keeps the digest of a one-time link. */
export async function addEntryLink(
  db: Queryable,
  link: { digest: string; expiresAt: number },
): Promise<void> {
  await db.query('INSERT INTO entry_link (digest, expires_at) VALUES ($1, $2)', [
    link.digest,
    link.expiresAt,
  ]);
}

/** Uses a link. @returns false when it is unknown, used or out of date */
export async function useEntryLink(tx: Transaction, digest: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE entry_link SET used_at = $2 WHERE digest = $1 AND used_at IS NULL AND expires_at > $2
     RETURNING digest`,
    [digest, now],
  );
  return rows.length > 0;
}

/** Forgets the links that are out of date. */
export async function forgetEntryLinks(tx: Transaction, now: number): Promise<void> {
  await tx.query('DELETE FROM entry_link WHERE expires_at <= $1', [now]);
}

const NAME = 'local_address_';

/**
 * Notes where the server of a machine answers local access, for commands beside it; undefined takes the note away.
 * @param machine name of the machine: servers of several may share a database
 */
export async function noteLocalAddress(
  db: Database,
  machine: string,
  address: string | undefined,
): Promise<void> {
  if (address === undefined) await removeSetting(db, NAME + machine);
  else await saveSetting(db, NAME + machine, address);
}

/** Where the server of a machine last said that it answers local access. */
export const findLocalAddress = (db: Queryable, machine: string): Promise<string | undefined> =>
  readSetting(db, NAME + machine);
