import { withState } from '#src/conversation/memory.ts';
import { lockConversation, saveConversationState } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { startCase } from '#src/features/expert/chat/case-steps.ts';
import { adoptRequest, requestsToAdopt } from '#src/features/expert/store/adopted-requests.ts';
import type { Database } from '#src/platform/database/database.ts';

/**
 * Makes a case of each wish for a person that was kept before experts could take over; the company is told where it
 * wrote. Each is its own transaction: a stop in the middle loses none and opens none twice.
 */
export async function adoptRequests(
  db: Database,
  { surfaces, now }: { surfaces: readonly string[]; now: () => number },
): Promise<number> {
  const waiting = await requestsToAdopt(db);
  for (const request of waiting) {
    await db.tx(async (tx) => {
      const conversation = await lockConversation(tx, request.conversationId);
      if (!(await adoptRequest(tx, request.id, now())) || !conversation) return;
      const context = { surfaces, hours: await loadWorkingHours(tx), now: now() };
      const wish = { reason: 'asked', request: request.body, at: request.at } as const;
      const { fresh, blocks, asking } = await startCase(tx, context, conversation, wish);
      if (!fresh) return;
      await addOutboundMessage(tx, {
        conversationId: conversation.id,
        content: { blocks, kind: 'case' },
        now: now(),
      });
      const state = withState(conversation.state, { asking, asked: asking && 'expert' });
      await saveConversationState(tx, conversation.id, state, now());
    });
  }
  return waiting.length;
}
