import { type ChannelAdapter, DeliveryError, type HistoryItem, type SendReceipt } from '#src/channel/port.ts';
import { INTRODUCTION_KIND } from '#src/directory/introduction.ts';
import { errorText } from '#src/errors.ts';
import type { Logger } from '#src/logger.ts';
import { addCaseEvent, wasHeldSince } from '#src/storage/case-events.ts';
import { saveThreadPlace } from '#src/storage/case-threads.ts';
import { currentCase } from '#src/storage/cases.ts';
import { type Conversation, lockConversation, markUnreachable } from '#src/storage/conversations.ts';
import type { Database, Transaction } from '#src/storage/database.ts';
import {
  findMessage,
  refOfMessage,
  type SaidMessage,
  saveMessageRef,
  withholdMessage,
} from '#src/storage/messages.ts';
import {
  abandonOutbox,
  claimOutbox,
  freeOutbox,
  markFailed,
  markSent,
  markWithheld,
  nextDue,
  type OutboxItem,
  renewOutbox,
} from '#src/storage/outbox.ts';
import { NEWS_KIND } from '#src/training/news.ts';
import { CONTACT_KIND } from './contact-dialog.ts';
import type { LiveBus } from './live-bus.ts';
import { NOTICE_KIND } from './notice-kind.ts';
import { PRIVACY_KIND } from './privacy-kind.ts';

/** A message that will not arrive, and why. */
export interface Undelivered {
  readonly conversationId: string;
  readonly messageId: string;
  readonly kind: DeliveryError['kind'];
}

export interface DeliveryParts {
  readonly db: Database;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly bus: LiveBus;
  readonly logger: Logger;
  readonly now: () => number;
  /**
   * Tells whoever must know of a message that will not arrive, before it is put among the dead letters.
   * @returns true when what waits for the conversation was taken care of otherwise
   */
  readonly onUndelivered?: ((tx: Transaction, lost: Undelivered) => Promise<boolean>) | undefined;
}

/** What is said while a person holds the conversation too: who came, the end, mail of answers, news, introductions, one's own data. */
const ABOUT_CASE: ReadonlySet<string | undefined> = new Set([
  'case',
  'case-end',
  CONTACT_KIND,
  NEWS_KIND,
  INTRODUCTION_KIND,
  PRIVACY_KIND,
  NOTICE_KIND,
]);

/** What the bot answers to questions. */
const ANSWERS: ReadonlySet<string | undefined> = new Set(['answer', 'refusal', 'handoff', 'help']);

/** A sender that dies gives its message back after this. */
const LEASE_MS = 60_000;
/** A platform that is down for hours comes back; what is older than this no longer answers anything. */
const GIVE_UP_MS = 12 * 3_600_000;
/** Waits between tries double from a second up to this. */
const MAX_WAIT_MS = 60_000;
/** Messages on their way at once on a channel: a slow conversation, or a slow channel, must not hold the others. */
const SENDERS = 24;
const POLL_MS = 2_000;

/**
 * Sends what the outbox holds, in order within a conversation and side by side between them and between channels, again
 * and again until the channel takes it. What a channel will never take, or not within half a day, becomes a dead letter that staff can see.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #senders = new Set<Promise<void>>();
  /** How many messages are on their way on each channel. */
  readonly #leaving = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #takeOver: Promise<void> | undefined;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Sends what is due now; called when something was written, and by the timer. */
  wake(): void {
    if (this.#stopped || this.#senders.size >= SENDERS * this.#parts.adapters.size) return;
    clearTimeout(this.#timer);
    const sender: Promise<void> = this.#sendDue()
      .catch((error) => this.#parts.logger.error({ err: error }, 'delivery failed'))
      .then(() => {
        this.#senders.delete(sender);
        return this.#plan();
      });
    this.#senders.add(sender);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    while (this.#senders.size > 0) await Promise.all(this.#senders);
  }

  async #sendDue(): Promise<void> {
    const { db, now } = this.#parts;
    // A SQLite file has one server: what is claimed at its start belongs to one that died, and people would wait for
    // the claim to run out before they get anything more. On PostgreSQL another replica may be sending it.
    if (db.dialect === 'sqlite') this.#takeOver ??= db.tx(freeOutbox);
    await this.#takeOver?.catch((error) => {
      this.#takeOver = undefined;
      throw error;
    });
    while (!this.#stopped) {
      const item = await db.tx((tx) => claimOutbox(tx, now(), LEASE_MS, this.#busy()));
      if (!item) return;
      this.#count(item.channel, 1);
      // What is due in another conversation leaves by another sender meanwhile.
      this.wake();
      // A long message takes a slow platform a while: what leaves here must not leave a second time.
      const renewal = setInterval(() => {
        renewOutbox(db, item.id, now() + LEASE_MS).catch(() => undefined);
      }, LEASE_MS / 4);
      await this.#sendOne(item).finally(() => {
        clearInterval(renewal);
        this.#count(item.channel, -1);
      });
    }
  }

  #count(channel: string, more: number): void {
    this.#leaving.set(channel, (this.#leaving.get(channel) ?? 0) + more);
  }

  /** Channels on which nothing more may leave for now. */
  #busy(): string[] {
    return [...this.#leaving].flatMap(([channel, count]) => (count >= SENDERS ? [channel] : []));
  }

  async #plan(): Promise<void> {
    if (this.#stopped) return;
    const due = await nextDue(this.#parts.db, this.#busy()).catch(() => undefined);
    if (this.#stopped) return;
    const wait = due === undefined ? POLL_MS : Math.min(POLL_MS, Math.max(10, due - this.#parts.now()));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), wait);
  }

  async #sendOne(item: OutboxItem): Promise<void> {
    const { db, now } = this.#parts;
    try {
      const { message, conversation } = await this.#read(item);
      if (!maySay(message, conversation) || (await this.#isStale(message))) return await this.#withhold(item);
      const { ref, thread } = await this.#send(message, conversation);
      await db.tx(async (tx) => {
        await markSent(tx, item.id, now());
        if (ref) await saveMessageRef(tx, item.messageId, ref);
        // Said anew where the earlier message could not be changed: what comes next changes this one.
        const { replaces } = message.content;
        if (ref && replaces) await saveMessageRef(tx, replaces, ref);
        if (thread)
          await saveThreadPlace(tx, conversation.id, { address: thread.address, threadKey: thread.key });
      });
    } catch (error) {
      await this.#failed(item, error);
    }
  }

  /** What is to be sent, and where, as they are now. */
  async #read(item: OutboxItem): Promise<{ message: SaidMessage; conversation: Conversation }> {
    const { db, adapters } = this.#parts;
    const message = await findMessage(db, item.messageId);
    const conversation = await db.tx((tx) => lockConversation(tx, item.conversationId));
    const served = conversation && adapters.has(conversation.channel);
    if (!message || message.author === 'company' || !served) throw new Error('channel not running');
    return { message, conversation };
  }

  /** An answer of the bot that a person overtook: they came, and may be gone already, while it could not leave. */
  async #isStale({ author, content, conversationId, at }: SaidMessage): Promise<boolean> {
    if (author !== 'bot' || !ANSWERS.has(content.kind)) return false;
    return wasHeldSince(this.#parts.db, conversationId, at);
  }

  /** A person took the conversation since the bot wrote this: nobody is told it, and the experts see that. */
  async #withhold(item: OutboxItem): Promise<void> {
    const { db, now } = this.#parts;
    await db.tx(async (tx) => {
      await markWithheld(tx, item.id);
      await withholdMessage(tx, item.messageId, now());
      const row = await currentCase(tx, item.conversationId);
      const data = { messageId: item.messageId };
      if (row) await addCaseEvent(tx, { caseId: row.id, type: 'withheld', data, at: now() });
    });
  }

  async #send(message: SaidMessage, conversation: Conversation): Promise<SendReceipt> {
    const { db, adapters, bus } = this.#parts;
    const { id, seq, at, content } = message;
    const replaces = content.replaces ? await refOfMessage(db, content.replaces) : undefined;
    const outbound = { id, seq, at, blocks: content.blocks, ...(replaces && { replaces }) };
    const shown: HistoryItem = { author: message.author, ...outbound };
    bus.publish(conversation.channel, conversation.channelKey, { type: 'message', message: shown });
    const adapter = adapters.get(conversation.channel);
    if (!adapter) throw new Error('channel not running');
    return await adapter.send(conversation.address, outbound);
  }

  async #failed(item: OutboxItem, error: unknown): Promise<void> {
    const { db, logger, now } = this.#parts;
    const kind = error instanceof DeliveryError ? error.kind : 'retry';
    const dead = kind !== 'retry' || now() - item.createdAt > GIVE_UP_MS;
    logger.warn({ err: error, outbox: item.id, attempts: item.attempts, dead }, 'send failed');
    await db.tx(async (tx) => {
      const { conversationId, messageId } = item;
      const handled = dead && (await this.#parts.onUndelivered?.(tx, { conversationId, messageId, kind }));
      if (handled) return;
      if (kind === 'unreachable') {
        await markUnreachable(tx, item.conversationId, now());
        await abandonOutbox(tx, item.conversationId, errorText(error));
        return;
      }
      const retryAt = dead ? undefined : now() + backoffMs(item.attempts, error);
      await markFailed(tx, item.id, { error: errorText(error), retryAt });
    });
  }
}

/** Whether a message may still be said: while a person holds the conversation, the bot answers nothing. */
export const maySay = ({ author, content }: SaidMessage, { kind, mode }: Conversation): boolean =>
  author === 'expert' || kind === 'desk' || mode !== 'human' || ABOUT_CASE.has(content.kind);

/** One second, doubled at each try up to a minute, or what the platform asks for when it is longer. */
function backoffMs(attempts: number, error: unknown): number {
  const asked = error instanceof DeliveryError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(asked, Math.min(MAX_WAIT_MS, 1_000 * 2 ** (attempts - 1)));
}
