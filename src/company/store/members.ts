import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** Where a person stands with a company: `pending` until a member says yes. */
export type MemberStatus = 'pending' | 'member' | 'refused';

/** A person who speaks for a company, or asks to. */
export interface Member {
  readonly companyId: string;
  readonly personId: string;
  readonly status: MemberStatus;
  readonly askedAt: number;
}

interface MemberRow {
  company_id: string;
  person_id: string;
  status: MemberStatus;
  asked_at: number;
}
const COLUMNS = 'company_id, person_id, status, asked_at';
const toMember = (row: MemberRow): Member => ({
  companyId: row.company_id,
  personId: row.person_id,
  status: row.status,
  askedAt: Number(row.asked_at),
});

/** Makes a person a member at once: who signs the company up, or proved to be a member already. */
export async function addMember(
  tx: Transaction,
  member: { companyId: string; personId: string; now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO company_member (company_id, person_id, status, asked_at, decided_at) VALUES ($1, $2, 'member', $3, $3)
     ON CONFLICT (company_id, person_id) DO UPDATE SET status = 'member', decided_at = excluded.decided_at`,
    [member.companyId, member.personId, member.now],
  );
}

/** Days that a person who was refused waits before they may ask again. */
const ASK_AGAIN_MS = 7 * DAY_MS;

/**
 * A person asks to speak for a company.
 * @returns false when they are a member, wait already, or were refused a short while ago
 */
export async function askToJoin(
  tx: Transaction,
  member: { companyId: string; personId: string; now: number },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO company_member (company_id, person_id, status, asked_at) VALUES ($1, $2, 'pending', $3)
     ON CONFLICT (company_id, person_id) DO UPDATE SET status = 'pending', asked_at = excluded.asked_at
       WHERE company_member.status = 'refused' AND company_member.asked_at < $4
     RETURNING person_id`,
    [member.companyId, member.personId, member.now, member.now - ASK_AGAIN_MS],
  );
  return rows.length > 0;
}

/** A member says yes or no to who asks. @returns false when that was decided before */
export async function decideMember(
  tx: Transaction,
  decision: { companyId: string; personId: string; by: string; accepted: boolean; now: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE company_member SET status = $3, decided_at = $4, decided_by = $5
     WHERE company_id = $1 AND person_id = $2 AND status = 'pending' RETURNING person_id`,
    [
      decision.companyId,
      decision.personId,
      decision.accepted ? 'member' : 'refused',
      decision.now,
      decision.by,
    ],
  );
  return rows.length > 0;
}

/** Those who speak for a company or ask to, the first come first. */
export async function membersOf(db: Queryable, companyId: string): Promise<Member[]> {
  const rows = await db.query<MemberRow>(
    `SELECT ${COLUMNS} FROM company_member WHERE company_id = $1 ORDER BY asked_at, person_id`,
    [companyId],
  );
  return rows.map(toMember);
}

/** Companies that a person speaks for, or asks to, the last asked first. */
export async function membershipsOf(db: Queryable, personId: string): Promise<Member[]> {
  const rows = await db.query<MemberRow>(
    `SELECT ${COLUMNS} FROM company_member WHERE person_id = $1 ORDER BY asked_at DESC, company_id`,
    [personId],
  );
  return rows.map(toMember);
}

/** The other members of a company who confirmed the same address as a person: the same one elsewhere, or a colleague. */
export async function membersWithAddressOf(
  db: Queryable,
  { companyId, personId }: { companyId: string; personId: string },
): Promise<string[]> {
  const rows = await db.query<{ person_id: string }>(
    `SELECT theirs.person_id FROM contact AS mine
     JOIN contact AS theirs ON theirs.kind = mine.kind AND LOWER(theirs.value) = LOWER(mine.value)
     JOIN company_member ON company_member.person_id = theirs.person_id
     WHERE mine.person_id = $1 AND mine.kind = 'email' AND theirs.person_id <> $1
       AND company_member.company_id = $2 AND company_member.status = 'member'
     ORDER BY company_member.asked_at, theirs.person_id`,
    [personId, companyId],
  );
  return rows.map((row) => row.person_id);
}

/** Keeps the digest of a code by which a member invites somebody. @returns false when that code is taken */
export async function addInvitation(
  tx: Transaction,
  invitation: { digest: string; companyId: string; personId: string; expiresAt: number; now: number },
): Promise<boolean> {
  await tx.query('DELETE FROM company_invitation WHERE expires_at < $1', [invitation.now]);
  const rows = await tx.query(
    `INSERT INTO company_invitation (digest, company_id, person_id, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (digest) DO NOTHING RETURNING digest`,
    [invitation.digest, invitation.companyId, invitation.personId, invitation.expiresAt],
  );
  return rows.length > 0;
}

/** Uses an invitation, once. @returns the company, or undefined when it is unknown, used or out of date */
export async function useInvitation(
  tx: Transaction,
  { digest, now }: { digest: string; now: number },
): Promise<string | undefined> {
  const [used] = await tx.query<{ company_id: string }>(
    `UPDATE company_invitation SET used_at = $2
     WHERE digest = $1 AND used_at IS NULL AND expires_at >= $2 RETURNING company_id`,
    [digest, now],
  );
  return used?.company_id;
}

/** Keeps the digest of a code by which the team lets somebody of a company in. @returns false when that code is taken */
export async function addTeamInvitation(
  tx: Transaction,
  invitation: { digest: string; companyId: string; byName: string; expiresAt: number; now: number },
): Promise<boolean> {
  await tx.query('DELETE FROM company_team_invitation WHERE expires_at < $1', [invitation.now]);
  const rows = await tx.query(
    `INSERT INTO company_team_invitation (digest, company_id, by_name, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (digest) DO NOTHING RETURNING digest`,
    [invitation.digest, invitation.companyId, invitation.byName, invitation.expiresAt],
  );
  return rows.length > 0;
}

/** Uses an invitation of the team, once. @returns the company and who gave it, or undefined when it is unknown, used or out of date */
export async function useTeamInvitation(
  tx: Transaction,
  { digest, now }: { digest: string; now: number },
): Promise<{ companyId: string; byName: string } | undefined> {
  const [used] = await tx.query<{ company_id: string; by_name: string }>(
    `UPDATE company_team_invitation SET used_at = $2
     WHERE digest = $1 AND used_at IS NULL AND expires_at >= $2 RETURNING company_id, by_name`,
    [digest, now],
  );
  return used && { companyId: used.company_id, byName: used.by_name };
}
