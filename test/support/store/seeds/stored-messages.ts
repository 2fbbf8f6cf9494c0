import { openConversation } from '#src/conversation/store/conversations.ts';
import {
  addInboundMessage,
  addOutboundMessage,
  recordDelivery,
  type StoredMessage,
} from '#src/conversation/store/messages.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** A time to count from, so that no test depends on the clock. */
export const T0 = Date.UTC(2026, 10, 24, 9);

/** Opens a conversation of the web channel. @returns its id */
export async function conversationOf(db: Database, channelKey: string): Promise<string> {
  const key = { channel: 'web', channelKey, address: { page: channelKey }, now: T0 };
  return (await db.tx((tx) => openConversation(tx, key))).id;
}

/** Saves what a company says, as a channel does: its delivery, then its message. */
export function ask(db: Database, conversationId: string, text: string, now = T0): Promise<StoredMessage> {
  return db.tx(async (tx) => {
    const id = await recordDelivery(tx, { channel: 'web', deliveryId: newId(), now });
    if (!id) throw new Error('a new delivery was taken for an old one');
    return addInboundMessage(tx, { id, conversationId, content: { type: 'text', text }, now });
  });
}

/** Saves what the bot says and queues it. */
export function say(
  db: Database,
  conversationId: string,
  text: string,
  options: { replyTo?: string; now?: number } = {},
): Promise<StoredMessage> {
  const content = { blocks: [{ type: 'paragraph', text: [{ text }] } as const], kind: 'answer' };
  const { replyTo, now = T0 } = options;
  return db.tx((tx) => addOutboundMessage(tx, { conversationId, content, replyTo, now }));
}
