import { paragraph } from '#src/channel/blocks.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { nameOf } from '#src/company/members/join.ts';
import { tellMembers } from '#src/company/members/tell.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import { privacyTexts } from '#src/features/privacy/texts.ts';
import type { BeforeCompany } from '#src/platform/database/personal-data/sweep.ts';

/** Ends a company whose period is over, as one that its people end; those who can still be told are told first. */
export const dropCompany =
  ({ mailIsOn, others }: { readonly mailIsOn: boolean; readonly others: OthersDo }): BeforeCompany =>
  async (tx, companyId, now) => {
    const words = [paragraph(privacyTexts.companyDropped(await nameOf(tx, companyId, holdingTexts.yours)))];
    await tellMembers(tx, companyId, words, now);
    await others.companyEnds(tx, companyId, { mailIsOn, now });
  };
