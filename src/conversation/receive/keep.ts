import { paragraph } from '#src/channel/blocks.ts';
import { type InboundContent, type InboundMessage, NotTaken } from '#src/channel/port.ts';
import type { DeskNews } from '#src/conversation/desk.ts';
import type { AlwaysHeard } from '#src/conversation/rules/always-heard.ts';
import { keptContent, LONGEST_KEPT } from '#src/conversation/rules/kept-content.ts';
import {
  type Conversation,
  findConversation,
  forgetConversation,
  giveConversation,
  markUnreachable,
  openConversation,
} from '#src/conversation/store/conversations.ts';
import { NOTICE_KIND } from '#src/conversation/store/kinds.ts';
import {
  addInboundMessage,
  addOutboundMessage,
  changeInboundMessage,
  handledByRef,
  markHandled,
  recordDelivery,
  type StoredMessage,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { abandonOutbox } from '#src/conversation/store/outbox/outbox.ts';
import { countStored, isKnown } from '#src/conversation/store/stored-bytes.ts';
import { boundsTexts, messageDeleted } from '#src/conversation/texts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { HotlineError } from '#src/platform/errors.ts';
import {
  type AddressBytes,
  bytesOf,
  type DailyBudgets,
  LEAST,
  limitOf,
  type Standing,
} from './daily-budget.ts';

/** A messenger's message beyond the day's budget, of which its sender was told: nothing of it is kept. */
export class Dropped extends Error {}

/** What keeping a message needs to know of what is around it. */
export interface Keeping {
  /** What unknown people may store in a day; as much as they send, when absent. */
  readonly budgets: DailyBudgets | undefined;
  readonly addresses: AddressBytes;
  /** What is heard beyond them. */
  readonly always: AlwaysHeard;
  /** The experts beside conversations; nobody is, when absent. */
  readonly experts: DeskNews | undefined;
  readonly now: number;
}

/** What changes an earlier message of its sender. */
type Change = Extract<InboundContent, { of: string }>;
export const isChange = (content: InboundMessage['content']): content is Change =>
  content.type === 'edit' || content.type === 'delete';

/** A message that changes no earlier one, within what is kept of one. */
interface NewMessage {
  readonly id: string;
  readonly content: Exclude<InboundContent, Change>;
  readonly isCut: boolean;
  readonly bytes: number;
}

/**
 * Records the delivery and its message, or the change of an earlier one, in one transaction.
 * @returns what is new in the conversation: nothing after the change of something that was never kept
 * @throws NotTaken where the channel can tell its sender; Dropped when a messenger's sender has been told
 */
export async function keepInbound(
  db: Database,
  message: InboundMessage,
  around: Keeping,
): Promise<readonly StoredMessage[] | 'duplicate'> {
  const { content, isCut } = message.desk
    ? { content: message.content, isCut: false }
    : keptContent(message.content);
  const bytes = bytesOf(content);
  const kept = await db.tx(async (tx): Promise<readonly StoredMessage[] | 'duplicate'> => {
    const { channel, deliveryId, conversationKey } = message;
    const id = await recordDelivery(tx, {
      channel,
      deliveryId: `${conversationKey}\n${deliveryId}`,
      now: around.now,
    });
    if (!id) return 'duplicate';
    if (content.type === 'left') return keepDeparture(tx, message, around);
    if (isChange(content)) return keepChange(tx, message, content, around);
    return keepMessage(tx, message, { id, content, isCut, bytes }, around);
  });
  if (kept !== 'duplicate' && message.source !== undefined) around.addresses.add(message.source, bytes);
  return kept;
}

/** The hotline was removed: what waited there is dropped, how to write there is forgotten, and its experts are told. */
async function keepDeparture(
  tx: Transaction,
  { channel, conversationKey }: InboundMessage,
  { experts, now }: Keeping,
): Promise<readonly StoredMessage[]> {
  const conversation = await findConversation(tx, channel, conversationKey);
  if (!conversation) return [];
  const { id } = conversation;
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
  return [];
}

/** What was never kept can't change, and does not open a conversation. */
async function keepChange(
  tx: Transaction,
  { channel, conversationKey }: InboundMessage,
  content: Change,
  { experts, now }: Keeping,
): Promise<readonly StoredMessage[]> {
  const conversation = await findConversation(tx, channel, conversationKey);
  if (!conversation) return [];
  const deleted = content.type === 'delete';
  const text = deleted ? messageDeleted : content.text;
  const change = { conversationId: conversation.id, ref: content.of, text, deleted, now };
  const before = await handledByRef(tx, conversation.id, content.of);
  const changed = await changeInboundMessage(tx, change);
  const messageIds = changed.map(({ id }) => id);
  await experts?.changed(tx, { conversation, before, messageIds, change });
  return changed;
}

/** Adds a message to its conversation, which it may open; who is beyond the day's budget is told so instead. */
async function keepMessage(
  tx: Transaction,
  message: InboundMessage,
  { id, content, isCut, bytes }: NewMessage,
  around: Keeping,
): Promise<readonly StoredMessage[]> {
  const { channel, conversationKey: channelKey, address, speaker, messageRef: ref, desk } = message;
  const { now } = around;
  // On the desk one is an expert, whoever one is elsewhere: their own conversations stay apart.
  const person = desk || !speaker ? undefined : await openPerson(tx, { channel, ...speaker, now });
  const conversation = await openConversation(tx, {
    channel,
    channelKey,
    address,
    now,
    ...(desk ? { kind: 'desk' } : { personId: person?.id }),
  });
  const conversationId = conversation.id;
  if (person && conversation.personId !== person.id) {
    // A page that still shows what its browser no longer may: the person is another since.
    if (message.refusable) throw new HotlineError('input', boundsTexts.notYours);
    await giveConversation(tx, conversationId, person.id);
  }
  const say = (text: string) => {
    const told = { blocks: [paragraph(text)], kind: NOTICE_KIND };
    return addOutboundMessage(tx, { conversationId, content: told, now });
  };
  const over = desk ? undefined : await beyondBudget(tx, conversation, { message, bytes }, around);
  if (over) return [await say(boundsTexts.budgetOnce(over.hours, around.always.examples))];
  const own = desk ? { ...content, speaker } : content;
  const added = await addInboundMessage(tx, { id, conversationId, content: own, ref, now });
  return isCut ? [added, await say(boundsTexts.cut(LONGEST_KEPT))] : [added];
}

/**
 * Counts what a message stores in its conversation's day, and looks whether it still may.
 * @returns the hours to wait where a messenger's sender is to be told, once; undefined when the message may be kept
 * @throws NotTaken where the channel can tell its sender; Dropped when a messenger's sender has been told
 */
async function beyondBudget(
  tx: Transaction,
  conversation: Conversation,
  { message, bytes }: { readonly message: InboundMessage; readonly bytes: number },
  { budgets, addresses, always, now }: Keeping,
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
  const isHeard = conversation.lastSeq > 0 && always.isHeard(message.content);
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
