import { paragraph } from '#src/channel/blocks.ts';
import { nameOf } from '#src/company/members/join.ts';
import { tellMembers } from '#src/company/members/tell.ts';
import { lockListing } from '#src/company/store/listed-companies.ts';
import { actOnIntroduction } from '#src/features/directory/introductions/send.ts';
import { waitingIntroductions } from '#src/features/directory/store/introductions.ts';
import { privacyTexts } from '#src/features/privacy/texts.ts';
import { withdraw } from '#src/features/training/admissions.ts';
import { sessionTexts } from '#src/features/training/chat/texts.ts';
import { isLive } from '#src/features/training/rules/application.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { holdingTexts } from './texts.ts';

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
