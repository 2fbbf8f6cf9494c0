import type { Transaction } from '#src/platform/database/database.ts';

/**
 * Two persons become one: companies, invitations, what they gave and agreed to go along. Where both ask for the same
 * company, a member stays one; of two forms, the one touched last stays.
 */
export async function moveCompanies(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query(
    `INSERT INTO company_member (company_id, person_id, status, asked_at, decided_at, decided_by)
     SELECT company_id, $2, status, asked_at, decided_at, decided_by FROM company_member WHERE person_id = $1
     ON CONFLICT (company_id, person_id) DO UPDATE SET status = excluded.status, decided_at = excluded.decided_at
       WHERE excluded.status = 'member' OR company_member.status = 'refused'`,
    [from, into],
  );
  await tx.query('DELETE FROM company_member WHERE person_id = $1', [from]);
  await tx.query('UPDATE company_member SET decided_by = $2 WHERE decided_by = $1', [from, into]);
  await tx.query('UPDATE company_invitation SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('UPDATE company_field SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('UPDATE consent SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query(
    `INSERT INTO referencing_draft (person_id, draft, conversation_id, started_at, updated_at, reminders, reminded_at)
     SELECT $2, draft, conversation_id, started_at, updated_at, reminders, reminded_at
     FROM referencing_draft WHERE person_id = $1
     ON CONFLICT (person_id) DO UPDATE SET draft = excluded.draft, conversation_id = excluded.conversation_id,
       updated_at = excluded.updated_at, reminders = excluded.reminders, reminded_at = excluded.reminded_at
       WHERE excluded.updated_at > referencing_draft.updated_at`,
    [from, into],
  );
  await tx.query('DELETE FROM referencing_draft WHERE person_id = $1', [from]);
}
