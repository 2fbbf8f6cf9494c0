import type { Queryable } from '#src/platform/database/database.ts';

/**
 * Whether something tells a person from a stranger who may come back under any number of names: an address that they
 * confirmed, an account of a messaging platform, or a company that the team approved.
 */
export async function isKnownPerson(db: Queryable, personId: string): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 AS known FROM contact WHERE person_id = $1
     UNION ALL SELECT 1 FROM person_identity WHERE person_id = $1 AND channel <> 'web'
     UNION ALL SELECT 1 FROM company_member JOIN company ON company.id = company_member.company_id
       WHERE company_member.person_id = $1 AND company_member.status = 'member'
         AND company.holder_state = 'approved'`,
    [personId],
  );
  return rows.length > 0;
}
