import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { saveSetting } from '#src/platform/database/settings.ts';
import { openConversation } from './conversations.ts';
import { addInboundMessage, addOutboundMessage, recordDelivery } from './messages.ts';

/** Ends the transaction of a trial, which leaves no trace. */
class Undone extends Error {
  override name = 'Undone';
}

/**
 * Proves that a message could be kept: one is kept, with what is said back, in a transaction that is undone; then a
 * tiny row is put on disk for good, since a full disk refuses only what is to stay.
 * @throws what the store answers when it can keep nothing
 */
export async function proveWrite(db: Database, now: number): Promise<void> {
  const trial = newId(now);
  const kept = db.tx(async (tx) => {
    const place = { channel: 'trial', channelKey: trial };
    const id = await recordDelivery(tx, { channel: place.channel, deliveryId: trial, now });
    const { id: conversationId } = await openConversation(tx, { ...place, address: {}, now });
    const content = { type: 'text', text: 'ready?' } as const;
    await addInboundMessage(tx, { id: id ?? trial, conversationId, content, now });
    await addOutboundMessage(tx, { conversationId, content: { blocks: [] }, now });
    throw new Undone();
  });
  await kept.catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
  await saveSetting(db, 'write_probe', String(now));
}
