import type { ChannelHost, HistoryItem, InboundContent, InboundMessage } from '#src/channel/port.ts';
import {
  findConversation,
  forgetConversation,
  markSeen,
  markUnreachable,
  openConversation,
} from '#src/storage/conversations.ts';
import type { Database, Transaction } from '#src/storage/database.ts';
import { saveFeedback } from '#src/storage/feedback.ts';
import { findFile } from '#src/storage/files.ts';
import {
  addInboundMessage,
  changeInboundMessage,
  handledByRef,
  markHandled,
  messagesAfter,
  recordDelivery,
  type StoredMessage,
  unhandledMessages,
} from '#src/storage/messages.ts';
import { abandonOutbox, waitingMessages } from '#src/storage/outbox.ts';
import { openPerson } from '#src/storage/persons.ts';
import { messageDeleted } from '#src/texts/conversation.ts';
import { afterRating } from './after-rating.ts';
import { maySay } from './deliver.ts';
import { textOf } from './handle.ts';
import type { LiveBus } from './live-bus.ts';
import { noteChange, noteLeft, relayChange } from './relay-change.ts';

export interface HostParts {
  readonly db: Database;
  readonly bus: LiveBus;
  readonly kick: (conversationId: string) => void;
  /** Said when something was written that must leave. */
  readonly wake?: (() => void) | undefined;
  /** Places of messaging platforms where experts work. */
  readonly surfaces?: readonly string[] | undefined;
  readonly now: () => number;
}

/** Messages of the past that a page shows at first. */
const SHOWN = 200;
/** Messages that a page catches up with: all that it missed, within reason. */
const CATCH_UP = 5_000;

/** What the core offers to every channel: save first, then acknowledge, then answer. */
export function createHost({ db, bus, kick, wake, surfaces, now }: HostParts): ChannelHost {
  return {
    receive: async (message) => {
      const saved = await saveInbound(db, message, now());
      if (saved === 'duplicate') return 'duplicate';
      for (const one of saved) {
        const { id, seq, at } = one;
        const item: HistoryItem = { author: 'company', id, seq, at, text: textOf(one) };
        bus.publish(message.channel, message.conversationKey, { type: 'message', message: item });
        if (!isChange(message.content)) kick(one.conversationId);
      }
      if (isChange(message.content)) wake?.();
      return 'accepted';
    },
    history: async (channel, conversationKey, afterSeq) => {
      const conversation = await findConversation(db, channel, conversationKey);
      if (!conversation) return [];
      const limit = afterSeq > 0 ? CATCH_UP : SHOWN;
      const messages = await messagesAfter(db, conversation.id, afterSeq, limit);
      // What waits to leave while a person holds the conversation will be withheld: a page must not read it first.
      const waiting = new Set(
        conversation.mode === 'human' ? await waitingMessages(db, conversation.id) : [],
      );
      const isSaid = (message: StoredMessage) =>
        message.author === 'company' ||
        (!message.withheld && (!waiting.has(message.id) || maySay(message, conversation)));
      return messages.filter(isSaid).map(toHistoryItem);
    },
    feedback: async (channel, conversationKey, { messageId, rating, reason }) => {
      const conversation = await findConversation(db, channel, conversationKey);
      if (!conversation) return false;
      const saved = await db.tx(async (tx) => {
        const given = { conversationId: conversation.id, messageId, rating, reason, now: now() };
        if (!(await saveFeedback(tx, given))) return false;
        await afterRating(tx, { ...given, surfaces: surfaces ?? [] });
        return true;
      });
      wake?.();
      return saved;
    },
    seen: (channel, conversationKey, seq) => db.tx((tx) => markSeen(tx, { channel, conversationKey, seq })),
    subscribe: (channel, conversationKey, listener) => bus.subscribe(channel, conversationKey, listener),
    readFile: (fileId) => findFile(db, fileId),
  };
}

/**
 * Records the delivery and its message, or the change of an earlier one, in one transaction.
 * @returns what is new in the conversation: nothing after the change of something that was never kept
 */
async function saveInbound(
  db: Database,
  message: InboundMessage,
  now: number,
): Promise<readonly StoredMessage[] | 'duplicate'> {
  return db.tx(async (tx) => {
    const { channel, deliveryId, conversationKey: channelKey, address, content, speaker } = message;
    const id = await recordDelivery(tx, { channel, deliveryId: `${channelKey}\n${deliveryId}`, now });
    if (!id) return 'duplicate';
    if (content.type === 'left' || isChange(content)) {
      // What was never said can't change, and does not open a conversation.
      const known = await findConversation(tx, channel, channelKey);
      if (known && content.type === 'left') await closeConversation(tx, known.id, now);
      if (!known || content.type === 'left') return [];
      const deleted = content.type === 'delete';
      const text = deleted ? messageDeleted : content.text;
      const change = { conversationId: known.id, ref: content.of, text, deleted, now };
      const before = await handledByRef(tx, known.id, content.of);
      const changed = await changeInboundMessage(tx, change);
      const ids = changed.map((message) => message.id);
      if (before) await relayChange(tx, { conversation: known, before, change });
      else await noteChange(tx, known.id, ids, change);
      return changed;
    }
    const { messageRef: ref, desk } = message;
    // On the desk one is an expert, whoever one is elsewhere: their own conversations stay apart.
    const person = desk || !speaker ? undefined : await openPerson(tx, { channel, ...speaker, now });
    const conversation = await openConversation(tx, {
      ...{ channel, channelKey, address, now },
      ...(desk ? { kind: 'desk' } : { personId: person?.id }),
    });
    const kept = desk ? { ...content, speaker } : content;
    return [await addInboundMessage(tx, { id, conversationId: conversation.id, content: kept, ref, now })];
  });
}

/** The hotline was removed: what waited there is dropped, how to write there is forgotten, and its experts are told. */
async function closeConversation(tx: Transaction, id: string, now: number): Promise<void> {
  const waiting = await unhandledMessages(tx, id);
  await markHandled(
    tx,
    waiting.map((message) => message.id),
    now,
  );
  await abandonOutbox(tx, id, 'the hotline was removed');
  await markUnreachable(tx, id, now);
  await forgetConversation(tx, id);
  await noteLeft(tx, id, now);
}

type Change = Extract<InboundContent, { of: string }>;
const isChange = (content: InboundMessage['content']): content is Change =>
  content.type === 'edit' || content.type === 'delete';

function toHistoryItem(message: StoredMessage): HistoryItem {
  const { id, seq, at } = message;
  if (message.author === 'company') return { author: 'company', id, seq, at, text: textOf(message) };
  return { author: message.author, id, seq, at, blocks: message.content.blocks, rating: message.rating };
}
