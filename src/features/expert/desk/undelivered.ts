import { paragraph } from '#src/channel/blocks.ts';
import { NEW_DESK_THREAD } from '#src/channel/port.ts';
import { addOutboundMessage, findMessage } from '#src/conversation/store/messages.ts';
import { abandonOutbox, waitingMessages } from '#src/conversation/store/outbox/outbox.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import { resetThread, threadOfConversation } from '#src/features/expert/store/case-threads.ts';
import { casesOf, findCase } from '#src/features/expert/store/cases.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { type DeskContext, introduce, tellThreads } from './threads.ts';

/** A thread that somebody goes on deleting is not made again for ever. */
const MADE_AGAIN_MAX = 3;

const WHY = {
  unreachable: deskTexts.unreachable,
  rejected: deskTexts.refusedByChannel,
  retry: deskTexts.tooOld,
} as const;

/**
 * What becomes of a message that will not arrive. An expert's words: the desk is told. Words for a thread of the desk
 * that is gone: the thread is made again, with the case's context and all that waited.
 * @returns true when what waited for the conversation was put elsewhere
 */
export async function handleUndelivered(
  tx: Transaction,
  context: DeskContext,
  lost: { conversationId: string; messageId: string; kind: keyof typeof WHY },
): Promise<boolean> {
  const thread = await threadOfConversation(tx, lost.conversationId);
  if (thread) {
    if (lost.kind !== 'unreachable' || thread.madeAgain >= MADE_AGAIN_MAX) return false;
    const row = await findCase(tx, thread.caseId);
    if (!row) return false;
    const waiting = await waitingMessages(tx, lost.conversationId);
    await abandonOutbox(tx, lost.conversationId, 'thread deleted');
    await resetThread(tx, thread, NEW_DESK_THREAD);
    await introduce(tx, context, row, thread);
    const say = (blocks: Parameters<typeof tellThreads>[3]) =>
      addOutboundMessage(tx, {
        conversationId: thread.conversationId,
        content: { blocks, kind: 'case' },
        now: context.now,
      });
    await say([paragraph(deskTexts.remade)]);
    for (const id of waiting) {
      const message = await findMessage(tx, id);
      // A card shows where the case stood; the new one shows where it stands.
      if (message?.author === 'bot' && message.content.replaces === undefined)
        await say(message.content.blocks);
    }
    return true;
  }
  const message = await findMessage(tx, lost.messageId);
  const [row] = await casesOf(tx, lost.conversationId);
  if (!row || message?.author !== 'expert') return false;
  const data = { messageId: message.id, kind: lost.kind };
  await addCaseEvent(tx, { caseId: row.id, type: 'undelivered', data, at: context.now });
  await tellThreads(tx, context, row.id, [paragraph(deskTexts.undelivered(WHY[lost.kind]))]);
  return false;
}
