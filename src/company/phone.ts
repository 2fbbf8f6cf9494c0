import { draftOf } from '#src/company/form/draft.ts';
import { spacedPhone } from '#src/company/form/readers/phone.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { membershipsOf } from '#src/company/store/members.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/**
 * The telephone that a person gave: to the form that they are filling, else in the file of their company. « 06 12 34 56 78 »;
 * undefined where they gave none. It is said to that person only.
 */
export async function phoneGivenBy(db: Queryable, personId: string): Promise<string | undefined> {
  const filled = draftOf((await findDraft(db, personId))?.draft)?.answers.phone?.value;
  if (typeof filled === 'string') return spacedPhone(filled);
  const own = (await membershipsOf(db, personId)).find(({ status }) => status === 'member');
  const fields = own ? await companyFields(db, own.companyId) : [];
  return fields.find(({ field }) => field === 'phone')?.shown;
}
