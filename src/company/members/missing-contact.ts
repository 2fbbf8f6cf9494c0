import { paragraph } from '#src/channel/blocks.ts';
import { button } from '#src/channel/make-blocks.ts';
import { companyButtons } from '#src/company/chat/request.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { companyTexts as texts } from '#src/company/texts.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { contactOfCompany } from './news.ts';
import { tellMembers } from './tell.ts';

/** Who still speaks for a company that somebody left hears that its file says no more how to reach it. */
export async function tellMissingContact(tx: Transaction, companyId: string, now: number): Promise<void> {
  const { name, reach } = await contactOfCompany(tx, companyId);
  if (reach.length > 0) return;
  const choices = [button(companyButtons.edit, texts.editButton)];
  await tellMembers(
    tx,
    companyId,
    [paragraph(texts.contactLeft(name || holdingTexts.yours)), { type: 'choices', choices }],
    now,
  );
}
