import { lockListing } from '#src/company/store/listed-companies.ts';
import { askedIntroductions, waitingIntroductions } from '#src/features/directory/store/introductions.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { actOnIntroduction } from './send.ts';

/** Ends the wishes of buyers that wait for a company which is in the directory no more: each buyer hears it. */
export async function endWishes(
  tx: Transaction,
  companyId: string,
  parts: { readonly mailIsOn: boolean; readonly now: number },
): Promise<number> {
  await lockListing(tx, companyId);
  const wishes = await waitingIntroductions(tx, companyId);
  for (const { id } of wishes) await actOnIntroduction(tx, id, { type: 'leave' }, parts);
  return wishes.length;
}

/** Ends the wishes of a buyer who goes: each company hears it. */
export async function callOffWishes(
  tx: Transaction,
  personId: string,
  parts: { readonly mailIsOn: boolean; readonly now: number },
): Promise<void> {
  for (const { id } of await askedIntroductions(tx, personId))
    await actOnIntroduction(tx, id, { type: 'cancel' }, parts);
}
