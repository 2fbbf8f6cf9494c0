import { keepDispute } from '#src/company/holding/dispute.ts';
import { membersOf } from '#src/company/store/members.ts';
import { findIntroduction } from '#src/features/directory/store/introductions.ts';
import type { Transaction } from '#src/platform/database/database.ts';

/**
 * Somebody says of a wish to be put in touch that the file is not held by its company: its buyer, or who received it.
 * @returns what they are told, or undefined when the wish is not theirs
 */
export async function disputeIntroduction(
  tx: Transaction,
  { id, personId, words, now }: { id: string; personId: string; words: string; now: number },
): Promise<string | undefined> {
  const wish = await findIntroduction(tx, id);
  if (!wish) return undefined;
  const { companyId } = wish;
  if (wish.personId === personId)
    return keepDispute(tx, { companyId, personId, origin: 'buyer', words, now });
  const isHolder = (await membersOf(tx, companyId)).some(
    (one) => one.personId === personId && one.status === 'member',
  );
  return isHolder ? keepDispute(tx, { companyId, personId, origin: 'holder', words, now }) : undefined;
}
