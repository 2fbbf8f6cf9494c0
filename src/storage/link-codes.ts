import type { Queryable, Transaction } from './database.ts';

/**
 * Keeps a code's digest for a person; their earlier unused codes no longer serve, and codes out of date are forgotten.
 * @returns false when somebody holds the same code: another one must be drawn
 */
export async function addLinkCode(
  tx: Transaction,
  code: { digest: string; personId: string; expiresAt: number; now: number },
): Promise<boolean> {
  await tx.query('DELETE FROM link_code WHERE expires_at < $2 OR (person_id = $1 AND used_at IS NULL)', [
    code.personId,
    code.now,
  ]);
  const rows = await tx.query(
    `INSERT INTO link_code (digest, person_id, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (digest) DO NOTHING RETURNING digest`,
    [code.digest, code.personId, code.expiresAt],
  );
  return rows.length > 0;
}

/**
 * Uses a code, once. One's own stays unused: it is meant for another channel.
 * @param code.personId who writes it
 * @returns whose it is, or undefined when it is unknown, used or out of date
 */
export async function useLinkCode(
  tx: Transaction,
  code: { digest: string; personId: string; now: number },
): Promise<string | undefined> {
  const valid = 'digest = $1 AND used_at IS NULL AND expires_at >= $2';
  const [used] = await tx.query<{ person_id: string }>(
    `UPDATE link_code SET used_at = $2 WHERE ${valid} AND person_id <> $3 RETURNING person_id`,
    [code.digest, code.now, code.personId],
  );
  const [own] = used
    ? []
    : await tx.query(`SELECT digest FROM link_code WHERE ${valid} AND person_id = $3`, [
        code.digest,
        code.now,
        code.personId,
      ]);
  return used?.person_id ?? (own && code.personId);
}

/** What a code is for: the tries of each are counted by themselves. */
export type CodePurpose = 'link' | 'contact' | 'company';

/** Notes a try of a code, and forgets everybody's before `since`. */
export async function addLinkAttempt(
  tx: Transaction,
  attempt: { personId: string; purpose?: CodePurpose; now: number; since: number },
): Promise<void> {
  const { personId, purpose = 'link', now, since } = attempt;
  await tx.query('DELETE FROM link_attempt WHERE at < $1', [since]);
  await tx.query('INSERT INTO link_attempt (person_id, at, purpose) VALUES ($1, $2, $3)', [
    personId,
    now,
    purpose,
  ]);
}

/** Tries since a moment: of a person, and of everybody. */
export async function countLinkAttempts(
  db: Queryable,
  personId: string,
  since: number,
  purpose: CodePurpose = 'link',
): Promise<{ own: number; all: number }> {
  const rows = await db.query<{ own: number; total: number }>(
    `SELECT SUM(CASE WHEN person_id = $1 THEN 1 ELSE 0 END) AS own, COUNT(*) AS total
     FROM link_attempt WHERE at >= $2 AND purpose = $3`,
    [personId, since, purpose],
  );
  return { own: Number(rows[0]?.own ?? 0), all: Number(rows[0]?.total ?? 0) };
}
