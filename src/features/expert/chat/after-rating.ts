import { paragraph } from '#src/channel/blocks.ts';
import { withState } from '#src/conversation/memory.ts';
import { lockConversation, saveConversationState } from '#src/conversation/store/conversations.ts';
import { lastRatings } from '#src/conversation/store/feedback.ts';
import { addOutboundMessage, findMessage } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { tellThreads } from '#src/features/expert/desk/threads.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import { casesOf, currentCase, saveCaseRating } from '#src/features/expert/store/cases.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { startCase } from './case-steps.ts';

/** As many bad ratings in a row call a person. */
const BAD_IN_A_ROW = 2;

/** What a rating leads to: a case when the bot missed twice in a row, or the rating of the case that has ended. */
export async function afterRating(
  tx: Transaction,
  given: {
    conversationId: string;
    messageId: string;
    rating: string;
    surfaces: readonly string[];
    now: number;
  },
): Promise<void> {
  const { now, rating, surfaces } = given;
  const conversation = await lockConversation(tx, given.conversationId);
  const message = await findMessage(tx, given.messageId);
  if (!conversation || !message || message.author === 'company') return;
  const context = { surfaces, hours: await loadWorkingHours(tx), now };
  const cases = await casesOf(tx, conversation.id);
  if (message.content.kind === 'case-end') {
    const rated = cases.find(
      ({ closedSeq = 0, openedSeq }) => openedSeq < message.seq && message.seq <= closedSeq,
    );
    if (!rated) return;
    await saveCaseRating(tx, rated.id, rating, now);
    await addCaseEvent(tx, { caseId: rated.id, type: 'rated', data: { rating }, at: now });
    await tellThreads(tx, context, rated.id, [paragraph(deskTexts.rated(rating))]);
    return;
  }
  if (rating !== 'down' || (await currentCase(tx, conversation.id))) return;
  const last = await lastRatings(tx, conversation.id, cases[0]?.closedSeq ?? 0, BAD_IN_A_ROW);
  if (last.length < BAD_IN_A_ROW || last.some((one) => one !== 'down')) return;
  const words = await startCase(tx, context, conversation, { reason: 'ratings' });
  const content = { blocks: words.blocks, kind: 'case' };
  await addOutboundMessage(tx, { conversationId: conversation.id, content, now });
  const state = withState(conversation.state, { asking: words.asking, asked: words.asking && 'expert' });
  await saveConversationState(tx, conversation.id, state, now);
}
