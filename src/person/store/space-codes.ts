import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Wrong tries that one code bears. */
export const MOST_TRIES = 5;

/** Codes asked for since some moments: from a browser, and for an address. A clock that went back counts none of the future. */
export async function countSpaceCodes(
  db: Queryable,
  asked: { browserKey: string; email: string; hourAgo: number; dayAgo: number; now: number },
): Promise<{ browser: number; addressInHour: number; addressInDay: number }> {
  const [row] = await db.query<{ browser: number | null; hour: number | null; day: number | null }>(
    `SELECT SUM(CASE WHEN browser_key = $1 AND created_at >= $3 THEN 1 ELSE 0 END) AS browser,
       SUM(CASE WHEN email = $2 AND created_at >= $3 THEN 1 ELSE 0 END) AS hour,
       SUM(CASE WHEN email = $2 THEN 1 ELSE 0 END) AS day
     FROM space_code WHERE (browser_key = $1 OR email = $2) AND created_at >= $4 AND created_at <= $5`,
    [asked.browserKey, asked.email, asked.hourAgo, asked.dayAgo, asked.now],
  );
  return {
    browser: Number(row?.browser ?? 0),
    addressInHour: Number(row?.hour ?? 0),
    addressInDay: Number(row?.day ?? 0),
  };
}

/** Notes that a code was asked for; those that the browser was given before no longer serve. @returns its id */
export async function addSpaceCode(
  tx: Transaction,
  asked: { browserKey: string; email: string; expiresAt: number; now: number },
): Promise<string> {
  const id = newId(asked.now);
  await endSpaceCodes(tx, asked.browserKey, asked.now);
  await tx.query(
    `INSERT INTO space_code (id, browser_key, email, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)`,
    [id, asked.browserKey, asked.email, asked.expiresAt, asked.now],
  );
  return id;
}

/** The codes that a browser was given no longer serve. */
export async function endSpaceCodes(tx: Transaction, browserKey: string, now: number): Promise<void> {
  await tx.query('UPDATE space_code SET ended_at = $2 WHERE browser_key = $1 AND ended_at IS NULL', [
    browserKey,
    now,
  ]);
}

/** The address for which a code was asked, while it may still serve. */
export async function askedEmail(db: Queryable, id: string, now: number): Promise<string | undefined> {
  const [row] = await db.query<{ email: string }>(
    'SELECT email FROM space_code WHERE id = $1 AND ended_at IS NULL AND expires_at >= $2',
    [id, now],
  );
  return row?.email;
}

/** What a code hashes to. */
export interface CodeHash {
  readonly salt: string;
  readonly digest: string;
}

/** Keeps what a code hashes to that is being mailed, and whose it is. */
export async function setSpaceCode(
  tx: Transaction,
  code: CodeHash & { readonly id: string; readonly personId: string },
): Promise<void> {
  await tx.query(
    'UPDATE space_code SET person_id = $2, salt = $3, digest = $4 WHERE id = $1 AND ended_at IS NULL',
    [code.id, code.personId, code.salt, code.digest],
  );
}

/** A code that is being tried. */
export interface TriedCode {
  readonly id: string;
  /** Absent where the address was nobody's. */
  readonly hash: CodeHash | undefined;
  /** Another try may follow this one. */
  readonly mayTryAgain: boolean;
}

/** Counts a try of the code that a browser waits for. @returns nothing when none may be tried */
export async function trySpaceCode(
  tx: Transaction,
  browserKey: string,
  now: number,
): Promise<TriedCode | undefined> {
  const [row] = await tx.query<{ id: string; salt: string | null; digest: string | null; tries: number }>(
    `UPDATE space_code SET tries = tries + 1
     WHERE browser_key = $1 AND ended_at IS NULL AND expires_at >= $2 AND tries < ${MOST_TRIES}
     RETURNING id, salt, digest, tries`,
    [browserKey, now],
  );
  if (!row) return undefined;
  const hash = row.salt !== null && row.digest !== null ? { salt: row.salt, digest: row.digest } : undefined;
  return { id: row.id, hash, mayTryAgain: Number(row.tries) < MOST_TRIES };
}

/** Uses a code, once. @returns whose it is */
export async function useSpaceCode(tx: Transaction, id: string, now: number): Promise<string | undefined> {
  const [row] = await tx.query<{ person_id: string | null }>(
    'UPDATE space_code SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING person_id',
    [id, now],
  );
  return row?.person_id ?? undefined;
}

/** Two persons become one: the codes of the one who goes are void. */
export async function forgetSpaceCodes(tx: Transaction, personId: string): Promise<void> {
  await tx.query('DELETE FROM space_code WHERE person_id = $1', [personId]);
}

/**
 * Whose an address is, and as they confirmed it: where it is several persons', the one who speaks for a company, then the
 * one who confirmed it last.
 */
export async function ownerOfAddress(
  db: Queryable,
  email: string,
): Promise<{ personId: string; address: string } | undefined> {
  const [row] = await db.query<{ person_id: string; value: string }>(
    `SELECT person_id, value FROM contact WHERE LOWER(value) = $1 AND kind = 'email'
     ORDER BY CASE WHEN EXISTS (SELECT 1 FROM company_member WHERE company_member.person_id = contact.person_id
         AND company_member.status = 'member') THEN 0 ELSE 1 END, confirmed_at DESC, person_id LIMIT 1`,
    [email],
  );
  return row && { personId: row.person_id, address: row.value };
}
