import type { ChannelHost, HistoryItem, InboundMessage } from '#src/channel/port.ts';
import { findConversation, openConversation } from '#src/storage/conversations.ts';
import type { Database } from '#src/storage/database.ts';
import { saveFeedback } from '#src/storage/feedback.ts';
import {
  addInboundMessage,
  messagesAfter,
  recordDelivery,
  type StoredMessage,
} from '#src/storage/messages.ts';
import { textOf } from './handle.ts';
import type { LiveBus } from './live-bus.ts';

export interface HostParts {
  readonly db: Database;
  readonly bus: LiveBus;
  readonly kick: (conversationId: string) => void;
  readonly now: () => number;
}

/** Messages of the past that a page shows at first. */
const SHOWN = 200;
/** Messages that a page catches up with: all that it missed, within reason. */
const CATCH_UP = 5_000;

/** What the core offers to every channel: save first, then acknowledge, then answer. */
export function createHost({ db, bus, kick, now }: HostParts): ChannelHost {
  return {
    receive: async (message) => {
      const saved = await saveInbound(db, message, now());
      if (!saved) return 'duplicate';
      const item: HistoryItem = {
        author: 'company',
        id: saved.id,
        seq: saved.seq,
        at: saved.at,
        text: textOf(saved),
      };
      bus.publish(message.channel, message.conversationKey, { type: 'message', message: item });
      kick(saved.conversationId);
      return 'accepted';
    },
    history: async (channel, conversationKey, afterSeq) => {
      const conversation = await findConversation(db, channel, conversationKey);
      if (!conversation) return [];
      const limit = afterSeq > 0 ? CATCH_UP : SHOWN;
      return (await messagesAfter(db, conversation.id, afterSeq, limit)).map(toHistoryItem);
    },
    feedback: async (channel, conversationKey, { messageId, rating, reason }) => {
      const conversation = await findConversation(db, channel, conversationKey);
      if (!conversation) return false;
      return db.tx((tx) =>
        saveFeedback(tx, { conversationId: conversation.id, messageId, rating, reason, now: now() }),
      );
    },
    subscribe: (channel, conversationKey, listener) => bus.subscribe(channel, conversationKey, listener),
  };
}

/** Records the delivery and its message in one transaction; undefined when this delivery was already recorded. */
async function saveInbound(
  db: Database,
  message: InboundMessage,
  now: number,
): Promise<StoredMessage | undefined> {
  return db.tx(async (tx) => {
    const { channel, deliveryId, conversationKey: channelKey, address, content } = message;
    const id = await recordDelivery(tx, { channel, deliveryId: `${channelKey}\n${deliveryId}`, now });
    if (!id) return undefined;
    const conversation = await openConversation(tx, { channel, channelKey, address, now });
    return addInboundMessage(tx, { id, conversationId: conversation.id, content, now });
  });
}

function toHistoryItem(message: StoredMessage): HistoryItem {
  const { id, seq, at } = message;
  if (message.author === 'company') return { author: 'company', id, seq, at, text: textOf(message) };
  return { author: message.author, id, seq, at, blocks: message.content.blocks, rating: message.rating };
}
