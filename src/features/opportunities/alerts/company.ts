import type { Form } from '#src/company/form/form.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { type Bidder, bidderOf } from '#src/features/opportunities/matching/bidder.ts';
import { companyVectors } from '#src/features/opportunities/store/meanings.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Matched } from './rules/select.ts';
import { profileFor, type Wanted } from './rules/wanted.ts';

/** A company as its file tells it; undefined where that does not tell yet what it does, or where. */
export const bidderIn = async (db: Queryable, companyId: string, form: Form): Promise<Bidder | undefined> =>
  bidderOf(companyId, await companyFields(db, companyId), form);

/** A company as its alerts are matched; undefined where its file does not tell enough. */
export async function matchedIn(
  db: Queryable,
  { companyId, wanted }: { readonly companyId: string; readonly wanted: Wanted },
  form: Form,
): Promise<Matched | undefined> {
  const bidder = await bidderIn(db, companyId, form);
  const vectors = await companyVectors(db, [companyId]);
  return bidder && { profile: profileFor(bidder, wanted, vectors.get(companyId)), wanted };
}
