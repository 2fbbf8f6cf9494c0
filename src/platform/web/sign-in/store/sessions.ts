import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { readSetting, saveSetting } from '#src/platform/database/settings.ts';

/** An expert or a member of the staff, as the provider (or the local access) knows them. */
export interface StaffMember {
  readonly id: string;
  readonly name: string | undefined;
  /** The address that the provider vouches for. */
  readonly email: string | undefined;
}

/** A session that still holds. Times are epoch milliseconds. */
export interface StaffSession {
  readonly digest: string;
  readonly member: StaffMember;
  /** How they came in. */
  readonly method: string;
  /** What the provider said of their roles when they signed in. */
  readonly roles: readonly string[];
  readonly seenAt: number;
  /** When the provider said so last. */
  readonly rolesAt: number;
  readonly endsAt: number;
}

interface SessionRow {
  digest: string;
  member_id: string;
  name: string | null;
  email: string | null;
  method: string;
  roles: string;
  seen_at: number;
  ends_at: number;
  roles_at: number;
}

/**
 * Opens a session, with the member brought up to date: a name that is not given leaves the one they had.
 * @param session.replaces digest of the browser's earlier session, which ends
 * @returns the member's name, when they have one
 */
export async function openSession(
  tx: Transaction,
  session: Omit<StaffSession, 'seenAt' | 'rolesAt'> & {
    replaces?: string | undefined;
    expiresAt: number;
    now: number;
  },
): Promise<string | undefined> {
  const { member, now } = session;
  if (session.replaces !== undefined) await endSession(tx, session.replaces);
  const [kept] = await tx.query<{ name: string | null }>(
    `INSERT INTO staff_member (id, name, email, created_at, signed_in_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (id) DO UPDATE SET name = COALESCE(excluded.name, staff_member.name), email = excluded.email,
       signed_in_at = excluded.signed_in_at
     RETURNING name`,
    [member.id, member.name ?? null, member.email ?? null, now],
  );
  await tx.query(
    `INSERT INTO staff_session (digest, member_id, method, roles, created_at, seen_at, roles_at, expires_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7)`,
    [
      session.digest,
      member.id,
      session.method,
      JSON.stringify(session.roles),
      now,
      session.expiresAt,
      session.endsAt,
    ],
  );
  return kept?.name ?? undefined;
}

/** The session of a digest, unless it ended or ran out. */
export async function findSession(
  db: Queryable,
  digest: string,
  now: number,
): Promise<StaffSession | undefined> {
  const [row] = await db.query<SessionRow>(
    `SELECT s.digest, s.member_id, m.name, m.email, s.method, s.roles, s.seen_at, s.ends_at,
       COALESCE(s.roles_at, s.created_at) AS roles_at
     FROM staff_session s JOIN staff_member m ON m.id = s.member_id
     WHERE s.digest = $1 AND s.expires_at > $2 AND s.ends_at > $2`,
    [digest, now],
  );
  return (
    row && {
      digest: row.digest,
      member: { id: row.member_id, name: row.name ?? undefined, email: row.email ?? undefined },
      method: row.method,
      roles: JSON.parse(row.roles) as string[],
      seenAt: Number(row.seen_at),
      rolesAt: Number(row.roles_at),
      endsAt: Number(row.ends_at),
    }
  );
}

/** Puts off the end of a session that is being used. */
export async function touchSession(
  db: Queryable,
  session: { digest: string; expiresAt: number; now: number },
): Promise<void> {
  await db.query('UPDATE staff_session SET seen_at = $2, expires_at = $3 WHERE digest = $1', [
    session.digest,
    session.now,
    session.expiresAt,
  ]);
}

/** Keeps what the provider says again of a session's member. */
export async function saveRoles(
  tx: Transaction,
  said: {
    digest: string;
    memberId: string;
    email: string | undefined;
    roles: readonly string[];
    now: number;
  },
): Promise<void> {
  await tx.query('UPDATE staff_session SET roles = $2, roles_at = $3 WHERE digest = $1', [
    said.digest,
    JSON.stringify(said.roles),
    said.now,
  ]);
  await tx.query('UPDATE staff_member SET email = $2 WHERE id = $1', [said.memberId, said.email ?? null]);
}

export async function endSession(db: Queryable, digest: string): Promise<void> {
  await db.query('DELETE FROM staff_session WHERE digest = $1', [digest]);
}

/** Keeps the name that a member wants to be known by. */
export async function renameMember(db: Queryable, id: string, name: string): Promise<void> {
  await db.query('UPDATE staff_member SET name = $2 WHERE id = $1', [id, name]);
}

/** Those who signed in since a moment and have a name, in order of name. */
export async function namedMembers(db: Queryable, since: number): Promise<{ id: string; name: string }[]> {
  return db.query<{ id: string; name: string }>(
    'SELECT id, name FROM staff_member WHERE name IS NOT NULL AND signed_in_at >= $1 ORDER BY name, id',
    [since],
  );
}

/** Forgets the sessions that ran out. */
export async function forgetSessions(tx: Transaction, now: number): Promise<void> {
  await tx.query('DELETE FROM staff_session WHERE expires_at <= $1 OR ends_at <= $1', [now]);
}

/** Members whose name, address or id is this text, whatever the case of its letters. */
export async function findMembers(db: Queryable, text: string): Promise<StaffMember[]> {
  const wanted = text.trim().toLocaleLowerCase('fr');
  const rows = await db.query<{ id: string; name: string | null; email: string | null }>(
    'SELECT id, name, email FROM staff_member ORDER BY name, id',
  );
  const is = (value: string | null) => value?.toLocaleLowerCase('fr') === wanted;
  return rows
    .filter(({ id, name, email }) => id === text.trim() || is(name) || is(email))
    .map(({ id, name, email }) => ({ id, name: name ?? undefined, email: email ?? undefined }));
}

const REVOKED = 'sessions_revoked_at';

/** Ends all the sessions of a member, and tells every server of this store. @returns how many there were */
export async function revokeSessions(tx: Transaction, memberId: string, now: number): Promise<number> {
  const rows = await tx.query('DELETE FROM staff_session WHERE member_id = $1 RETURNING digest', [memberId]);
  await saveSetting(tx, REVOKED, `${now}:${rows.length}:${memberId}`);
  return rows.length;
}

/** A word that changes each time that somebody's sessions are ended from outside of their own browser. */
export const lastRevocation = async (db: Queryable): Promise<string> =>
  (await readSetting(db, REVOKED)) ?? '';
