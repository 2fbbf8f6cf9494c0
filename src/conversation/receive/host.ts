import type { Browsers } from '#src/channel/browsers.ts';
import { type ChannelHost, type Feedback, type InboundMessage, NotTaken } from '#src/channel/port.ts';
import type { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import type { DeskNews } from '#src/conversation/desk.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { type AlwaysHeard, alwaysHeardOf } from '#src/conversation/rules/always-heard.ts';
import { maySayOf } from '#src/conversation/rules/may-say.ts';
import { findConversation, markSeen } from '#src/conversation/store/conversations.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import { findFile } from '#src/conversation/store/files.ts';
import type { StoredMessage } from '#src/conversation/store/messages.ts';
import { boundsTexts } from '#src/conversation/texts.ts';
import type { Database } from '#src/platform/database/database.ts';
import { AddressBytes, type DailyBudgets } from './daily-budget.ts';
import { historyPage, toHistoryItem } from './history.ts';
import { Dropped, isChange, keepInbound } from './keep.ts';

export interface HostParts {
  readonly db: Database;
  readonly bus: LiveBus;
  /** Who writes from which browser. */
  readonly browsers: Browsers;
  /** Those that are heard here, and may speak beside an expert. */
  readonly features: readonly Feature[];
  /** Has a conversation answered. @param characters of what was written, zero for a button */
  readonly kick: (conversationId: string, characters: number) => void;
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

/** What the core offers to every channel: save first, then acknowledge, then answer. */
export function createHost(parts: HostParts): ChannelHost {
  const { db, bus } = parts;
  const addresses = new AddressBytes();
  const always = alwaysHeardOf(parts.features);
  const maySay = maySayOf(parts.features);
  return {
    receive: async (message) => {
      try {
        return await receive(parts, { addresses, always }, message);
      } catch (error) {
        if (error instanceof Dropped) parts.onNotTaken?.('budget');
        if (error instanceof NotTaken) parts.onNotTaken?.(error.why);
        if (error instanceof Dropped) return 'accepted';
        throw error;
      }
    },
    history: async (channel, conversationKey, from) => {
      const conversation = await findConversation(db, channel, conversationKey);
      return conversation ? historyPage(db, conversation, from, maySay) : { items: [], next: undefined };
    },
    feedback: (channel, conversationKey, given) => rate(parts, { channel, conversationKey, ...given }),
    seen: (channel, conversationKey, seq) => db.tx((tx) => markSeen(tx, { channel, conversationKey, seq })),
    subscribe: (channel, conversationKey, listener) => bus.subscribe(channel, conversationKey, listener),
    readFile: (fileId) => findFile(db, fileId),
    browsers: parts.browsers,
  };
}

/** Keeps a message, shows it to the pages that watch its conversation, and has it answered. */
async function receive(
  parts: HostParts,
  { addresses, always }: { addresses: AddressBytes; always: AlwaysHeard },
  message: InboundMessage,
): Promise<'accepted' | 'duplicate'> {
  // Experts are heard even then: they answer people who wait. Their desk on the web is not a channel.
  const mayLackRoom = message.desk || always.isHeardWithoutRoom(message.content);
  if (!mayLackRoom && (await parts.hasNoRoom?.()))
    throw new NotTaken('disk', boundsTexts.noRoom, ROOM_RETRY_S);
  const { db, budgets, desk: experts, now } = parts;
  const kept = await keepInbound(db, message, { budgets, addresses, always, experts, now: now() });
  if (kept === 'duplicate') return 'duplicate';
  for (const one of kept) if (one.author === 'company') announce(parts, message, one);
  if (isChange(message.content) || kept.some(({ author }) => author !== 'company')) parts.wake?.();
  return 'accepted';
}

/** Tells of what was kept; a change is shown, and was answered already. */
function announce(
  { bus, kick, onSource }: HostParts,
  { channel, conversationKey, content, source }: InboundMessage,
  kept: StoredMessage,
): void {
  bus.publish(channel, conversationKey, { type: 'message', message: toHistoryItem(kept) });
  if (source !== undefined) onSource?.(kept.conversationId, source);
  if (!isChange(content)) kick(kept.conversationId, 'text' in content ? (content.text?.length ?? 0) : 0);
}

/** Keeps what somebody thought of a message, and lets the experts of the case know. @returns whether it could be rated */
async function rate(
  { db, desk, wake, now }: HostParts,
  { channel, conversationKey, ...given }: Feedback & { channel: string; conversationKey: string },
): Promise<boolean> {
  const conversation = await findConversation(db, channel, conversationKey);
  if (!conversation) return false;
  const rated = await db.tx(async (tx) => {
    const rating = { conversationId: conversation.id, ...given, now: now() };
    if (!(await saveFeedback(tx, rating))) return false;
    await desk?.rated(tx, rating);
    return true;
  });
  wake?.();
  return rated;
}
