import type { Block } from '#src/channel/blocks.ts';
import { membersOf } from '#src/company/store/members.ts';
import { conversationsOf } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import type { Transaction } from '#src/platform/database/database.ts';

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
