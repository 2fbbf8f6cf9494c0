import { cardKey } from '#src/company/rules/card-key.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { listedCompanies, onceListed } from '#src/company/store/listed-companies.ts';
import { KIND_FIELDS } from '#src/features/directory/rules/families.ts';
import { type PublicCard, toCard } from '#src/features/directory/rules/public-card.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** All that is read of a company's file for the public; nothing else leaves the store. */
const PUBLIC_FIELDS: readonly string[] = [
  'name',
  'seat',
  'activities',
  'territories',
  'engagements',
  ...Object.values(KIND_FIELDS).flatMap(({ kind, proof }) =>
    [kind, proof].filter((one) => one !== undefined),
  ),
];

/** The companies of the directory as they are at this moment, by name. Nothing is kept between two readings. */
export async function readCards(db: Queryable): Promise<PublicCard[]> {
  const listed = await listedCompanies(db, { purpose: DIRECTORY_CONSENT.purpose, fields: PUBLIC_FIELDS });
  return listed
    .flatMap(({ id, fields }) => toCard({ id, key: cardKey(id) }, fields) ?? [])
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || a.key.localeCompare(b.key));
}

/** The company of a key: its card, « left » when it was in the directory and is no more, or undefined. */
export async function readCard(db: Queryable, key: string): Promise<PublicCard | 'left' | undefined> {
  const { purpose } = DIRECTORY_CONSENT;
  const id = (await onceListed(db, purpose)).find((one) => cardKey(one) === key);
  if (id === undefined) return undefined;
  const [listed] = await listedCompanies(db, { purpose, fields: PUBLIC_FIELDS, only: id });
  return (listed && toCard({ id, key }, listed.fields)) ?? 'left';
}

/** What the public would read of a company, whether or not it is shown. */
export async function ownCard(db: Queryable, companyId: string): Promise<PublicCard | undefined> {
  const fields = (await companyFields(db, companyId)).filter(({ field }) => PUBLIC_FIELDS.includes(field));
  return toCard({ id: companyId, key: cardKey(companyId) }, fields);
}
