import { paragraph } from '#src/channel/blocks.ts';
import {
  type ChannelHost,
  type HistoryItem,
  type InboundContent,
  type InboundMessage,
  NotTaken,
} from '#src/channel/port.ts';
import { maySay } from '#src/conversation/deliver/deliver.ts';
import type { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import type { DeskNews } from '#src/conversation/desk.ts';
import { isAlwaysHeard, isHeardWithoutRoom } from '#src/conversation/rules/always-heard.ts';
import { keptContent, LONGEST_KEPT } from '#src/conversation/rules/kept-content.ts';
import {
  type Conversation,
  findConversation,
  forgetConversation,
  markSeen,
  markUnreachable,
  openConversation,
} from '#src/conversation/store/conversations.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import { findFile } from '#src/conversation/store/files.ts';
import { NOTICE_KIND } from '#src/conversation/store/kinds.ts';
import {
  addInboundMessage,
  addOutboundMessage,
  changeInboundMessage,
  handledByRef,
  markHandled,
  messagesPage,
  recordDelivery,
  type StoredMessage,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { abandonOutbox, waitingMessages } from '#src/conversation/store/outbox/outbox.ts';
import { countStored, isKnown } from '#src/conversation/store/stored-bytes.ts';
import { boundsTexts, messageDeleted } from '#src/conversation/texts.ts';
import { textOf } from '#src/conversation/turn/handle.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { AddressBytes, bytesOf, type DailyBudgets, LEAST, limitOf, type Standing } from './daily-budget.ts';

export interface HostParts {
  readonly db: Database;
  readonly bus: LiveBus;
  readonly kick: (conversationId: string) => void;
  /** Said when something was written that must leave. */
  readonly wake?: (() => void) | undefined;
  /** The experts beside conversations; nobody is, when absent. */
  readonly desk?: DeskNews | undefined;
  /** What unknown people may store in a day; without it, as much as they send. */
  readonly budgets?: DailyBudgets | undefined;
  /** Whether the disk is too full for new messages. */
  readonly hasNoRoom?: (() => Promise<boolean>) | undefined;
  /** Hears from which network address a conversation is written. */
  readonly onSource?: ((conversationId: string, source: string) => void) | undefined;
  /** Hears that a message was not taken. */
  readonly onNotTaken?: ((why: NotTaken['why']) => void) | undefined;
  readonly now: () => number;
}

/** Seconds after which who finds the disk full may try again. */
const ROOM_RETRY_S = 30;

/** What is given of a conversation at once, however long it is and its messages are: the rest is asked for. */
const PAGE = { messages: 200, bytes: 128 * 1024 };

/** What the core offers to every channel: save first, then acknowledge, then answer. */
export function createHost(parts: HostParts): ChannelHost {
  const { db, bus, kick, wake, desk, now } = parts;
  const limits: Limits = { budgets: parts.budgets, addresses: new AddressBytes() };
  const receive: ChannelHost['receive'] = async (message) => {
    // Experts are heard even then: they answer people who wait. Their desk on the web is not a channel.
    const mayLackRoom = message.desk || isHeardWithoutRoom(message.content);
    if (!mayLackRoom && (await parts.hasNoRoom?.()))
      throw new NotTaken('disk', boundsTexts.noRoom, ROOM_RETRY_S);
    const saved = await saveInbound(db, message, { ...limits, experts: desk, now: now() });
    if (saved === 'duplicate') return 'duplicate';
    const { source } = message;
    for (const one of saved) {
      if (one.author !== 'company') continue;
      const { id, seq, at, conversationId } = one;
      const item: HistoryItem = { author: 'company', id, seq, at, text: textOf(one) };
      bus.publish(message.channel, message.conversationKey, { type: 'message', message: item });
      if (source !== undefined) parts.onSource?.(conversationId, source);
      if (!isChange(message.content)) kick(conversationId);
    }
    if (isChange(message.content) || saved.some(({ author }) => author !== 'company')) wake?.();
    return 'accepted';
  };
  return {
    receive: async (message) => {
      try {
        return await receive(message);
      } catch (error) {
        if (error instanceof Dropped) parts.onNotTaken?.('budget');
        if (error instanceof NotTaken) parts.onNotTaken?.(error.why);
        if (error instanceof Dropped) return 'accepted';
        throw error;
      }
    },
    history: async (channel, conversationKey, from) => {
      const conversation = await findConversation(db, channel, conversationKey);
      if (!conversation) return { items: [], next: undefined };
      // What waits to leave while a person holds the conversation will be withheld: a page must not read it first.
      const waiting = new Set(
        conversation.mode === 'human' ? await waitingMessages(db, conversation.id) : [],
      );
      const isSaid = (message: StoredMessage) =>
        message.author === 'company' ||
        (!message.withheld && (!waiting.has(message.id) || maySay(message, conversation)));
      for (let begin = from; ; ) {
        const { messages, next } = await messagesPage(db, conversation.id, begin, PAGE);
        const items = messages.filter(isSaid).map(toHistoryItem);
        // A page of which nothing was said is no end of the conversation.
        if (items.length > 0 || next === undefined) return { items, next };
        begin = 'after' in from ? { after: next } : { before: next };
      }
    },
    feedback: async (channel, conversationKey, { messageId, rating, reason }) => {
      const conversation = await findConversation(db, channel, conversationKey);
      if (!conversation) return false;
      const saved = await db.tx(async (tx) => {
        const given = { conversationId: conversation.id, messageId, rating, reason, now: now() };
        if (!(await saveFeedback(tx, given))) return false;
        await desk?.rated(tx, given);
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

/** A messenger's message beyond the day's budget, of which its sender was told: nothing of it is kept. */
class Dropped extends Error {}

interface Limits {
  readonly budgets: DailyBudgets | undefined;
  readonly addresses: AddressBytes;
}

/**
 * Records the delivery and its message, or the change of an earlier one, in one transaction.
 * @returns what is new in the conversation: nothing after the change of something that was never kept
 */
async function saveInbound(
  db: Database,
  message: InboundMessage,
  { now, experts, ...limits }: Limits & { readonly experts: DeskNews | undefined; readonly now: number },
): Promise<readonly StoredMessage[] | 'duplicate'> {
  const { content, isCut } = message.desk
    ? { content: message.content, isCut: false }
    : keptContent(message.content);
  const bytes = bytesOf(content);
  const saved = await db.tx(async (tx): Promise<readonly StoredMessage[] | 'duplicate'> => {
    const { channel, deliveryId, conversationKey: channelKey, address, speaker } = message;
    const id = await recordDelivery(tx, { channel, deliveryId: `${channelKey}\n${deliveryId}`, now });
    if (!id) return 'duplicate';
    if (content.type === 'left' || isChange(content)) {
      // What was never said can't change, and does not open a conversation.
      const known = await findConversation(tx, channel, channelKey);
      if (known && content.type === 'left') await closeConversation(tx, known.id, { experts, now });
      if (!known || content.type === 'left') return [];
      const deleted = content.type === 'delete';
      const text = deleted ? messageDeleted : content.text;
      const change = { conversationId: known.id, ref: content.of, text, deleted, now };
      const before = await handledByRef(tx, known.id, content.of);
      const changed = await changeInboundMessage(tx, change);
      const ids = changed.map((message) => message.id);
      await experts?.changed(tx, { conversation: known, before, messageIds: ids, change });
      return changed;
    }
    const { messageRef: ref, desk } = message;
    // On the desk one is an expert, whoever one is elsewhere: their own conversations stay apart.
    const person = desk || !speaker ? undefined : await openPerson(tx, { channel, ...speaker, now });
    const conversation = await openConversation(tx, {
      channel,
      channelKey,
      address,
      now,
      ...(desk ? { kind: 'desk' } : { personId: person?.id }),
    });
    const say = (text: string) => {
      const told = { blocks: [paragraph(text)], kind: NOTICE_KIND };
      return addOutboundMessage(tx, { conversationId: conversation.id, content: told, now });
    };
    const over = desk ? undefined : await beyondBudget(tx, conversation, { message, bytes, now, ...limits });
    if (over) return [await say(boundsTexts.budgetOnce(over.hours))];
    const kept = desk ? { ...content, speaker } : content;
    const added = await addInboundMessage(tx, {
      id,
      conversationId: conversation.id,
      content: kept,
      ref,
      now,
    });
    return isCut ? [added, await say(boundsTexts.cut(LONGEST_KEPT))] : [added];
  });
  if (saved !== 'duplicate' && message.source !== undefined) limits.addresses.add(message.source, bytes);
  return saved;
}

/**
 * Counts what a message stores in its conversation's day, and looks whether it still may.
 * @returns the hours to wait where a messenger's sender is to be told, once; undefined when the message may be kept
 * @throws NotTaken where the channel can tell its sender; Dropped when a messenger's sender has been told
 */
async function beyondBudget(
  tx: Transaction,
  conversation: Conversation,
  {
    message,
    bytes,
    budgets,
    addresses,
    now,
  }: Limits & { readonly message: InboundMessage; readonly bytes: number; readonly now: number },
): Promise<{ readonly hours: number } | undefined> {
  if (!budgets) return undefined;
  const stored = await countStored(tx, conversation.id, { bytes, now, dayMs: DAY_MS });
  const address = message.source === undefined ? undefined : addresses.of(message.source);
  const isBeyond = (standing: Standing): boolean =>
    stored.bytes > limitOf(budgets.perConversation, standing, LEAST.perConversation) ||
    (address !== undefined &&
      address.bytes + bytes > limitOf(budgets.perAddress, standing, LEAST.perAddress));
  if (!isBeyond('unknown')) return undefined;
  // A button or « stop » in a conversation that only begins is about nothing.
  const isHeard = conversation.lastSeq > 0 && isAlwaysHeard(message.content);
  if (isHeard && !isBeyond('heard')) return undefined;
  if ((await isKnown(tx, conversation)) && !isBeyond('known')) return undefined;
  const ownSeconds = Math.ceil((stored.since + DAY_MS - now) / 1_000);
  const own = limitOf(budgets.perConversation, 'unknown', LEAST.perConversation);
  const isOwn = stored.bytes > own;
  const seconds = isOwn ? ownSeconds : (address?.leftSeconds ?? ownSeconds);
  const hours = Math.ceil(seconds / 3_600);
  if (message.refusable) throw new NotTaken('budget', boundsTexts.budget(hours), seconds);
  if (stored.bytes - bytes > own) throw new Dropped();
  return { hours };
}

/** The hotline was removed: what waited there is dropped, how to write there is forgotten, and its experts are told. */
async function closeConversation(
  tx: Transaction,
  id: string,
  { experts, now }: { readonly experts: DeskNews | undefined; readonly now: number },
): Promise<void> {
  const waiting = await unhandledMessages(tx, id);
  await markHandled(
    tx,
    waiting.map((message) => message.id),
    now,
  );
  await abandonOutbox(tx, id, 'the hotline was removed');
  await markUnreachable(tx, id, now);
  await forgetConversation(tx, id);
  await experts?.left(tx, id);
}

type Change = Extract<InboundContent, { of: string }>;
const isChange = (content: InboundMessage['content']): content is Change =>
  content.type === 'edit' || content.type === 'delete';

function toHistoryItem(message: StoredMessage): HistoryItem {
  const { id, seq, at } = message;
  if (message.author === 'company') return { author: 'company', id, seq, at, text: textOf(message) };
  return { author: message.author, id, seq, at, blocks: message.content.blocks, rating: message.rating };
}
