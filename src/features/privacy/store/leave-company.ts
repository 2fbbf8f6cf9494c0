import { aboutContact, PERSONAL_FIELDS } from '#src/company/store/personal-data.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { knownAs, noteInLedger } from '#src/platform/database/ledger/ledger.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { NO_SETS } from '#src/platform/database/personal-data/person-sets.ts';
import type { Register } from '#src/platform/database/personal-data/register.ts';
import { blotColleagues, blotOut } from './blot-out.ts';

/** A person leaves a company's file: alone, the file goes with them; else, what it said of them goes, and what they read of the others. */
export async function leaveCompany(
  tx: Transaction,
  leaving: { personId: string; companyId: string; alone: boolean; now: number },
  register: Register,
): Promise<void> {
  const { personId, companyId, alone, now } = leaving;
  const persons = await knownAs(tx, personId);
  noteInLedger(tx, { type: 'leave', persons, company: companyId, alone, at: now });
  if (alone) {
    await eraseRows(tx, { ...NO_SETS, companies: [companyId] }, now, register);
    return;
  }
  await blotOut(tx, personId);
  await blotColleagues(tx, leaving);
  const own = 'company_id = $1 AND person_id = $2';
  const personal = PERSONAL_FIELDS.map((_, index) => `$${index + 3}`).join(', ');
  await tx.query(`DELETE FROM company_field WHERE ${aboutContact('$2', '($1)')}`, [companyId, personId]);
  await tx.query(`DELETE FROM company_field WHERE ${own} AND field IN (${personal})`, [
    companyId,
    personId,
    ...PERSONAL_FIELDS,
  ]);
  await tx.query(`UPDATE company_field SET person_id = NULL WHERE ${own}`, [companyId, personId]);
  await tx.query(`DELETE FROM company_invitation WHERE ${own}`, [companyId, personId]);
  // Coming back does not ask for alerts anew.
  await tx.query(`UPDATE alert SET is_on = 0 WHERE ${own}`, [companyId, personId]);
  await tx.query(`DELETE FROM company_member WHERE ${own}`, [companyId, personId]);
}
