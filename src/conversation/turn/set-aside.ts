import { paragraph } from '#src/channel/blocks.ts';
import { lockConversation, saveConversationState } from '#src/conversation/store/conversations.ts';
import {
  addOutboundMessage,
  markHandled,
  type StoredMessage,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { setMessagesAside, type TroubleWhy } from '#src/conversation/store/turn-trouble.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { setAsideText } from '#src/conversation/texts.ts';
import { relayCompany } from '#src/features/expert/relay.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { saidOf } from './handle.ts';
import type { TurnState } from './make-reply.ts';
import { EXPERT_BUTTON } from './reply.ts';

/**
 * Takes out of the way messages that cannot be read without harm: their author is told so and may have an expert, staff
 * see them, an expert who holds the conversation reads them as they are, and the conversation goes on without what was
 * spoken of before, which may be what does the harm.
 */
export async function setAsideBurst(
  tx: Transaction,
  set: {
    readonly conversationId: string;
    readonly burst: readonly Extract<StoredMessage, { author: 'company' }>[];
    readonly why: TroubleWhy;
    readonly surfaces: readonly string[];
    readonly now: number;
  },
): Promise<void> {
  const { conversationId, burst, why, surfaces, now } = set;
  const current = await lockConversation(tx, conversationId);
  const waiting = new Set((await unhandledMessages(tx, conversationId)).map(({ id }) => id));
  const left = burst.filter(({ id }) => waiting.has(id));
  const last = left.at(-1);
  if (!current || !last) return;
  const messageIds = left.map(({ id }) => id);
  await markHandled(tx, messageIds, now);
  await setMessagesAside(tx, { conversationId, messageIds, why, now });
  if (current.kind !== 'company') return;
  await relayCompany(tx, { surfaces, hours: await loadWorkingHours(tx), now }, conversationId, saidOf(left));
  // Whoever holds the conversation has just read it: the bot does not speak over a person.
  if (current.mode === 'human') return;
  const blocks = [paragraph(setAsideText), { type: 'choices', choices: [EXPERT_BUTTON] } as const];
  await addOutboundMessage(tx, {
    ...{ conversationId, content: { blocks, kind: 'refusal' }, replyTo: last.id, now },
  });
  const { thread: _, handout: __, ...state } = current.state as TurnState;
  await saveConversationState(tx, conversationId, { ...state, lastKind: 'refusal' }, now);
}
