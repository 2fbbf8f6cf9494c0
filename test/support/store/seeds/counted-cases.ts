import { lockConversation } from '#src/conversation/store/conversations.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import {
  addOutboundMessage,
  type OutboundContent,
  type StoredMessage,
} from '#src/conversation/store/messages.ts';
import { addCase, saveCaseRating, saveCaseState } from '#src/features/expert/store/cases.ts';
import type { Database } from '#src/platform/database/database.ts';
import { ask } from './stored-messages.ts';

/** Writes what figures are counted from, at the times that a test wants. */
export class CountedCases {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A question and what the bot made of it. */
  async question(
    conversationId: string,
    now: number,
    more: { kind?: string; rating?: string; text?: string } = {},
  ): Promise<StoredMessage> {
    const asked = await ask(this.#db, conversationId, more.text ?? 'Ai-je droit à une avance ?', now);
    const content: OutboundContent = {
      blocks: [{ type: 'paragraph', text: [{ text: 'Oui, "kind":"answer".' }] }],
      kind: more.kind ?? 'answer',
    };
    return this.#db.tx(async (tx) => {
      const said = await addOutboundMessage(tx, { conversationId, content, replyTo: asked.id, now });
      const { rating } = more;
      if (rating) await saveFeedback(tx, { conversationId, messageId: said.id, rating, now });
      return said;
    });
  }

  /** A case, open, or closed with its times. */
  async case(
    conversationId: string,
    openedAt: number,
    more: {
      reason?: string;
      firstAnswerMs?: number;
      closed?: { at: number; reason: string; resolvedMs?: number };
      rating?: { value: string; at: number };
    } = {},
  ): Promise<string> {
    const { firstAnswerMs, closed, rating } = more;
    return this.#db.tx(async (tx) => {
      const seq = async () => (await lockConversation(tx, conversationId))?.lastSeq ?? 0;
      const id = await addCase(tx, {
        conversationId,
        openReason: more.reason ?? 'asked',
        brief: { summary: '', tried: [] },
        lastSaid: '',
        seq: await seq(),
        at: openedAt,
      });
      if (closed || firstAnswerMs !== undefined) {
        await saveCaseState(tx, id, {
          state: closed ? 'closed' : 'waiting_company',
          owner: { key: 'web:nadia', name: 'Nadia' },
          stateSince: openedAt,
          waitedMs: 0,
          firstAnswerMs,
          endReason: closed?.reason,
          closedAt: closed?.at,
          resolvedMs: closed?.resolvedMs,
          at: closed?.at ?? openedAt,
          closedSeq: closed ? await seq() : undefined,
        });
      }
      if (rating) await saveCaseRating(tx, id, rating.value, rating.at);
      return id;
    });
  }
}
