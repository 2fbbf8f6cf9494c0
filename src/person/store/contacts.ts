import { withdrawMails } from '#src/company/store/consents.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { knownAs, noteInLedger } from '#src/platform/database/ledger/ledger.ts';

const KIND = 'email';

/** The mail address that a person proved to be theirs. */
export async function confirmedEmail(db: Queryable, personId: string): Promise<string | undefined> {
  const [row] = await db.query<{ value: string }>(
    'SELECT value FROM contact WHERE person_id = $1 AND kind = $2',
    [personId, KIND],
  );
  return row?.value;
}

/** The same, with when they proved it. */
export async function confirmedEmailSince(
  db: Queryable,
  personId: string,
): Promise<{ address: string; at: number } | undefined> {
  const [row] = await db.query<{ value: string; confirmed_at: number }>(
    'SELECT value, confirmed_at FROM contact WHERE person_id = $1 AND kind = $2',
    [personId, KIND],
  );
  return row && { address: row.value, at: Number(row.confirmed_at) };
}

/** The mail address that the person of a conversation proved to be theirs. */
export async function confirmedEmailIn(db: Queryable, conversationId: string): Promise<string | undefined> {
  const [row] = await db.query<{ value: string }>(
    `SELECT contact.value FROM contact JOIN conversation ON conversation.person_id = contact.person_id
     WHERE conversation.id = $1 AND contact.kind = $2`,
    [conversationId, KIND],
  );
  return row?.value;
}

/** Notes that somebody proved once more that the address which they confirmed is theirs. @returns whether they have one */
export async function reconfirm(tx: Transaction, personId: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE contact SET confirmed_at = $2 WHERE person_id = $1 AND kind = $3 RETURNING kind',
    [personId, now, KIND],
  );
  return rows.length > 0;
}

/** Keeps the digest of a code that is being sent to an address. The person's earlier codes no longer serve. */
export async function addContactCode(
  tx: Transaction,
  code: { personId: string; email: string; digest: string; expiresAt: number; now: number },
): Promise<void> {
  await endContactCodes(tx, code.personId, code.now);
  await tx.query(
    `INSERT INTO contact_code (id, person_id, kind, value, digest, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(code.now), code.personId, KIND, code.email, code.digest, code.expiresAt, code.now],
  );
}

/** Codes given since a moment: to a person, and to an address, whoever asked. A clock that went back counts none of the future. */
export async function countContactCodes(
  db: Queryable,
  asked: { personId: string; email: string; since: number; now: number },
): Promise<{ own: number; address: number }> {
  const [row] = await db.query<{ own: number | null; address: number | null }>(
    `SELECT SUM(CASE WHEN person_id = $1 THEN 1 ELSE 0 END) AS own,
       SUM(CASE WHEN LOWER(value) = LOWER($2) THEN 1 ELSE 0 END) AS address
     FROM contact_code WHERE created_at >= $3 AND created_at <= $4`,
    [asked.personId, asked.email, asked.since, asked.now],
  );
  return { own: Number(row?.own ?? 0), address: Number(row?.address ?? 0) };
}

/**
 * Uses a person's code, once: the address to which it was sent becomes theirs, in place of the one they had.
 * @returns that address, or undefined when the code is unknown, used, replaced or out of date
 */
export async function useContactCode(
  tx: Transaction,
  code: { personId: string; digest: string; now: number },
): Promise<string | undefined> {
  const [used] = await tx.query<{ value: string }>(
    `UPDATE contact_code SET ended_at = $3
     WHERE person_id = $1 AND digest = $2 AND ended_at IS NULL AND expires_at >= $3 RETURNING value`,
    [code.personId, code.digest, code.now],
  );
  if (!used) return undefined;
  await tx.query(
    `INSERT INTO contact (person_id, kind, value, confirmed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, kind) DO UPDATE SET value = excluded.value, confirmed_at = excluded.confirmed_at`,
    [code.personId, KIND, used.value, code.now],
  );
  return used.value;
}

/** The codes that a person was sent no longer serve. */
export async function endContactCodes(tx: Transaction, personId: string, now: number): Promise<void> {
  await tx.query('UPDATE contact_code SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL', [
    personId,
    now,
  ]);
}

/**
 * Forgets a person's address, and takes back what they agreed to have mailed there. Codes sent no longer serve; they stay counted until they are a day old, so that nobody is
 * given more of them by forgetting.
 * @returns whether there was an address
 */
export async function forgetContact(tx: Transaction, personId: string, now: number): Promise<boolean> {
  await endContactCodes(tx, personId, now);
  const rows = await tx.query('DELETE FROM contact WHERE person_id = $1 RETURNING kind', [personId]);
  if (rows.length === 0) return false;
  await withdrawMails(tx, personId, now);
  noteInLedger(tx, { type: 'unsubscribe', persons: await knownAs(tx, personId), at: now });
  return true;
}

/** Forgets, at night, the codes that nobody can use, and that are not counted, any more. */
export async function forgetOldContactCodes(tx: Transaction, now: number): Promise<void> {
  await tx.query('DELETE FROM contact_code WHERE created_at < $1', [now - DAY_MS]);
}

/** Two persons become one: the address that was confirmed last stays, and the codes of the one who goes are void. */
export async function moveContacts(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query(
    `INSERT INTO contact (person_id, kind, value, confirmed_at)
     SELECT $2, kind, value, confirmed_at FROM contact WHERE person_id = $1
     ON CONFLICT (person_id, kind) DO UPDATE SET value = excluded.value, confirmed_at = excluded.confirmed_at
       WHERE excluded.confirmed_at > contact.confirmed_at`,
    [from, into],
  );
  await tx.query('DELETE FROM contact WHERE person_id = $1', [from]);
  await tx.query(
    'UPDATE contact_code SET person_id = $2, ended_at = COALESCE(ended_at, created_at) WHERE person_id = $1',
    [from, into],
  );
}
