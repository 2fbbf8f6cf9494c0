import { paragraph } from '#src/channel/blocks.ts';
import type { Transaction } from '#src/storage/database.ts';
import { waitingIntroductions } from '#src/storage/introductions.ts';
import { lockListing } from '#src/storage/listed-companies.ts';
import { applicationsOf } from '#src/storage/training-applications.ts';
import { holdingTexts } from '#src/texts/company-holding.ts';
import { privacyTexts } from '#src/texts/privacy.ts';
import { sessionTexts } from '#src/texts/training-chat.ts';
import { withdraw } from '#src/training/admissions.ts';
import { isLive } from '#src/training/application.ts';
import { actOnIntroduction } from './introductions.ts';
import { nameOf } from './join-company.ts';
import { tellMembers } from './tell-members.ts';

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

/**
 * What others wait for from a company, before its file goes: buyers hear that it answers no more, and its place in a
 * session goes to the first of the waiting list.
 * @param conversationId where the company asked for it, which is answered there
 */
export async function endCompany(
  tx: Transaction,
  companyId: string,
  parts: {
    readonly mailIsOn: boolean;
    readonly now: number;
    readonly conversationId?: string | undefined;
  },
): Promise<void> {
  const { now, conversationId } = parts;
  await endWishes(tx, companyId, parts);
  for (const { id, state } of await applicationsOf(tx, companyId))
    if (isLive(state)) await withdraw(tx, id, { by: sessionTexts.theCompany, now, conversationId });
}

/** Ends a company whose period is over, as one that its people end; those who can still be told are told first. */
export const dropCompany =
  ({ mailIsOn }: { readonly mailIsOn: boolean }) =>
  async (tx: Transaction, companyId: string, now: number): Promise<void> => {
    const words = [paragraph(privacyTexts.companyDropped(await nameOf(tx, companyId, holdingTexts.yours)))];
    await tellMembers(tx, companyId, words, now);
    await endCompany(tx, companyId, { mailIsOn, now });
  };
