import { companyOf } from '#src/company/chat/step.ts';
import type { Form } from '#src/company/form/form.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { type Bidder, bidderOf } from '#src/features/opportunities/matching/bidder.ts';
import type { ByteVector } from '#src/features/opportunities/matching/vectors.ts';
import { companyVectors } from '#src/features/opportunities/store/meanings.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** The company of a person, as it may answer a call. */
export interface OwnCompany {
  readonly id: string;
  readonly name: string | undefined;
  readonly siret: string | undefined;
  /** Undefined while its file does not tell what it does and where. */
  readonly bidder: Bidder | undefined;
  /** What it means by what it does; undefined until the reader has read it. */
  readonly vector: ByteVector | undefined;
  /** Names of what its file does not tell, of what a call is weighed by. */
  readonly untold: readonly string[];
}

/** What of a file a call is weighed by. */
const NEEDED = ['siret', 'activities', 'territories', 'turnover', 'headcount'];

/** Reads the company of a person; undefined where they are of none. */
export async function ownCompany(
  db: Queryable,
  personId: string | undefined,
  form: Form,
): Promise<OwnCompany | undefined> {
  const id = personId === undefined ? undefined : await companyOf(db, personId);
  if (id === undefined) return undefined;
  const fields = await companyFields(db, id);
  const told = new Map(fields.map(({ field, shown }) => [field, shown]));
  const labels = new Map(form.fields.map((field) => [field.id, field.label]));
  return {
    id,
    name: told.get('name'),
    siret: told.get('siret'),
    bidder: bidderOf(id, fields, form),
    vector: (await companyVectors(db, [id])).get(id),
    untold: NEEDED.filter((field) => !told.has(field)).map((field) => labels.get(field) ?? field),
  };
}
