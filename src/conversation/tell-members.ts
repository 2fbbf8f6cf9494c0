import type { Block } from '#src/channel/blocks.ts';
import { membersOf } from '#src/storage/company-members.ts';
import { conversationsOf } from '#src/storage/conversations.ts';
import type { Transaction } from '#src/storage/database.ts';
import { addOutboundMessage } from '#src/storage/messages.ts';

/** Says something where a person last wrote, but not over an expert. */
export async function tell(
  tx: Transaction,
  personId: string,
  blocks: readonly Block[],
  now: number,
): Promise<void> {
  const where = (await conversationsOf(tx, personId)).find(({ mode }) => mode !== 'human');
  if (where)
    await addOutboundMessage(tx, { conversationId: where.id, content: { blocks, kind: 'referencing' }, now });
}

/** Says something to everybody who speaks for a company. @returns how many they are */
export async function tellMembers(
  tx: Transaction,
  companyId: string,
  blocks: readonly Block[],
  now: number,
): Promise<number> {
  const members = (await membersOf(tx, companyId)).filter(({ status }) => status === 'member');
  for (const { personId } of members) await tell(tx, personId, blocks, now);
  return members.length;
}
