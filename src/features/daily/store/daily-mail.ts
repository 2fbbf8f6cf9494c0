import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** Whether a member of the staff wants the mail of the morning. */
export async function wantsDailyMail(db: Queryable, memberId: string): Promise<boolean> {
  const rows = await db.query('SELECT member_id FROM daily_mail WHERE member_id = $1', [memberId]);
  return rows.length > 0;
}

/** Notes that a member wants the mail of the morning, or no more. */
export async function setDailyMail(
  tx: Transaction,
  { memberId, isWanted, now }: { memberId: string; isWanted: boolean; now: number },
): Promise<void> {
  if (isWanted)
    await tx.query(
      'INSERT INTO daily_mail (member_id, since) VALUES ($1, $2) ON CONFLICT (member_id) DO NOTHING',
      [memberId, now],
    );
  else await tx.query('DELETE FROM daily_mail WHERE member_id = $1', [memberId]);
}

/** Members who want the mail, have an address, and signed in since a moment: who left the team does not. */
export async function dailyReaders(
  db: Queryable,
  since: number,
): Promise<{ readonly id: string; readonly email: string }[]> {
  return db.query<{ id: string; email: string }>(
    `SELECT staff_member.id, staff_member.email FROM daily_mail
     JOIN staff_member ON staff_member.id = daily_mail.member_id
     WHERE staff_member.email IS NOT NULL AND staff_member.signed_in_at >= $1 ORDER BY staff_member.id`,
    [since],
  );
}

/** The members of the staff who have a name and an address, and signed in since a moment. */
export async function membersWithAddress(
  db: Queryable,
  since: number,
): Promise<{ readonly name: string; readonly email: string }[]> {
  return db.query<{ name: string; email: string }>(
    `SELECT name, email FROM staff_member
     WHERE name IS NOT NULL AND email IS NOT NULL AND signed_in_at >= $1 ORDER BY id`,
    [since],
  );
}
