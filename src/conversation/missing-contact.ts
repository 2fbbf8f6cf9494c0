import { paragraph } from '#src/channel/blocks.ts';
import type { Transaction } from '#src/storage/database.ts';
import { holdingTexts } from '#src/texts/company-holding.ts';
import { companyTexts as texts } from '#src/texts/referencing-company.ts';
import { companyButtons } from './company-request.ts';
import { contactOfCompany } from './introduction-news.ts';
import { button } from './said.ts';
import { tellMembers } from './tell-members.ts';

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
