import { choicesOf, words } from '#src/channel/make-blocks.ts';
import type { Desk, InboundStored } from '#src/conversation/desk.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { stateAfter, withoutSubject } from '#src/conversation/memory.ts';
import { lockConversation, saveConversationState } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage, markHandled, unhandledMessages } from '#src/conversation/store/messages.ts';
import { setMessagesAside, type TroubleWhy } from '#src/conversation/store/turn-trouble.ts';
import { setAsideText } from '#src/conversation/texts.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { copyOf } from './handle.ts';

/**
 * Takes out of the way messages that cannot be read without harm: their author is told so and may have an expert, staff
 * see them, an expert who holds the conversation reads them as they are, and the conversation goes on without what was
 * spoken of before, which may be what does the harm.
 */
export async function setAsideBurst(
  tx: Transaction,
  set: {
    readonly conversationId: string;
    readonly burst: readonly InboundStored[];
    readonly why: TroubleWhy;
    readonly features: readonly Feature[];
    readonly desk: Desk | undefined;
    readonly now: number;
  },
): Promise<void> {
  const { conversationId, burst, why, features, desk, now } = set;
  const current = await lockConversation(tx, conversationId);
  const waiting = new Set((await unhandledMessages(tx, conversationId)).map(({ id }) => id));
  const unread = burst.filter(({ id }) => waiting.has(id));
  const last = unread.at(-1);
  if (!current || !last) return;
  const messageIds = unread.map(({ id }) => id);
  await markHandled(tx, messageIds, now);
  await setMessagesAside(tx, { conversationId, messageIds, why, now });
  if (current.kind !== 'company') return;
  await desk?.heard(tx, conversationId, copyOf(unread));
  // Whoever holds the conversation has just read it: the bot does not speak over a person.
  if (current.mode === 'human') return;
  const blocks = [...words(setAsideText), ...choicesOf([EXPERT_BUTTON])];
  const content = { blocks, kind: 'refusal' };
  await addOutboundMessage(tx, { conversationId, content, replyTo: last.id, now });
  const left = stateAfter(withoutSubject(current.state, features), features, {
    feature: '',
    said: { ...content, isReply: true },
    closing: { passing: undefined, given: undefined, question: '', questionBeside: '' },
    seq: last.seq,
  });
  await saveConversationState(tx, conversationId, left, now);
}
