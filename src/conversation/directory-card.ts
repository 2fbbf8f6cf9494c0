import { type PublicCard, toCard } from '#src/directory/public-card.ts';
import { cardKey, PUBLIC_FIELDS } from '#src/directory/read-cards.ts';
import { companyFields } from '#src/storage/companies.ts';
import type { Queryable } from '#src/storage/database.ts';
import type { DirectoryParts } from './directory-turn.ts';

/** What the public would read of a company, whether or not it is shown. */
export async function ownCard(db: Queryable, companyId: string): Promise<PublicCard | undefined> {
  const fields = (await companyFields(db, companyId)).filter(({ field }) => PUBLIC_FIELDS.includes(field));
  return toCard({ id: companyId, key: cardKey(companyId) }, fields);
}

/** Where its page is; undefined where there is nothing to show. */
export async function cardUrlOf(
  db: Queryable,
  companyId: string,
  { cardUrl }: Pick<DirectoryParts, 'cardUrl'>,
): Promise<string | undefined> {
  const card = await ownCard(db, companyId);
  return card && cardUrl(card.slug);
}
