import { cardKey } from '#src/company/rules/card-key.ts';
import { companyFields } from '#src/company/store/companies.ts';
import type { DirectoryParts } from '#src/features/directory/chat/turn.ts';
import { type PublicCard, toCard } from '#src/features/directory/rules/public-card.ts';
import { PUBLIC_FIELDS } from '#src/features/directory/search/read-cards.ts';
import type { Queryable } from '#src/platform/database/database.ts';

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
