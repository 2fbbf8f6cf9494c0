import type { Block } from '#src/channel/blocks.ts';
import { isUnreachable, lastSeenSeq, lockConversation } from '#src/conversation/store/conversations.ts';
import { lastWritten } from '#src/conversation/store/last-said.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import type { Alert } from '#src/features/opportunities/store/alerts.ts';
import { type MayBeTold, mayBeTold } from '#src/person/unasked/rules/may-be-told.ts';
import { stopSaid } from '#src/person/unasked/rules/stop-words.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';

/** Whether a company can be told now; « held » and « unseen » (what was last told still waits on a page) are for now. */
export type MayReach = Exclude<MayBeTold, 'channel'> | 'unseen';

/** What was told, where it is kept. */
export interface Told {
  readonly messageId: string;
  readonly seq: number;
}

/** What is told. */
export interface Telling {
  readonly kind: string;
  readonly blocks: readonly Block[];
  readonly now: number;
  /** When it says nothing useful any more, where that is known; what was written by then stays. Epoch milliseconds. */
  readonly until?: number | undefined;
  /** It does not wait for the hours that were chosen: they would come too late. */
  readonly isUrgent?: boolean | undefined;
}

/** PORT. A way by which what is told to a company reaches it. */
export interface Delivery {
  /** Whether it can be told now; what it is told in is locked until the end of the transaction. */
  may(tx: Transaction, alert: Alert): Promise<MayReach>;
  /** Tells it something. @returns the message, and its place in the conversation */
  send(tx: Transaction, alert: Alert, told: Telling): Promise<Told>;
}

/** In the conversation in which alerts were asked for; on a page, what is new waits there, and nothing is added until it was seen. */
export const conversationDelivery: Delivery = {
  may: async (tx, alert) => {
    const conversation = await lockConversation(tx, alert.conversationId);
    if (!conversation) return 'unreachable';
    const { personId, channel, mode } = conversation;
    // Who speaks there now may be somebody else.
    if (personId !== undefined && personId !== alert.personId) return 'group';
    const [last] = await lastWritten(tx, alert.conversationId, { since: alert.askedAt, most: 1 });
    const hasStopped = last !== undefined && stopSaid(bareWords(last)) !== undefined;
    const isGone = await isUnreachable(tx, alert.conversationId);
    const may = mayBeTold({ personId, channel, mode, isUnreachable: isGone, hasStopped });
    if (may !== 'channel') return may;
    if (hasStopped) return 'stopped';
    if (mode === 'human') return 'held';
    const seen = await lastSeenSeq(tx, alert.conversationId);
    return alert.sentSeq !== undefined && seen < alert.sentSeq ? 'unseen' : 'now';
  },
  send: async (tx, { conversationId }, { kind, blocks, now }) => {
    const { id, seq } = await addOutboundMessage(tx, { conversationId, content: { blocks, kind }, now });
    return { messageId: id, seq };
  },
};
