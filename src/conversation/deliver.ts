import { type ChannelAdapter, DeliveryError, type HistoryItem } from '#src/channel/port.ts';
import { errorText } from '#src/errors.ts';
import type { Logger } from '#src/logger.ts';
import { lockConversation, markUnreachable } from '#src/storage/conversations.ts';
import type { Database } from '#src/storage/database.ts';
import { findMessage, saveMessageRef } from '#src/storage/messages.ts';
import {
  abandonOutbox,
  claimOutbox,
  freeOutbox,
  markFailed,
  markSent,
  nextDue,
  type OutboxItem,
  renewOutbox,
} from '#src/storage/outbox.ts';
import type { LiveBus } from './live-bus.ts';

export interface DeliveryParts {
  readonly db: Database;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly bus: LiveBus;
  readonly logger: Logger;
  readonly now: () => number;
}

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
      const ref = await this.#send(item);
      await db.tx(async (tx) => {
        await markSent(tx, item.id, now());
        if (ref) await saveMessageRef(tx, item.messageId, ref);
      });
    } catch (error) {
      await this.#failed(item, error);
    }
  }

  async #send(item: OutboxItem): Promise<string | undefined> {
    const { db, adapters, bus } = this.#parts;
    const message = await findMessage(db, item.messageId);
    const conversation = await db.tx((tx) => lockConversation(tx, item.conversationId));
    const adapter = conversation && adapters.get(conversation.channel);
    if (!message || message.author === 'company' || !conversation || !adapter)
      throw new Error('channel not running');
    const { id, seq, at } = message;
    const outbound = { id, seq, at, blocks: message.content.blocks };
    const shown: HistoryItem = { author: message.author, ...outbound };
    bus.publish(conversation.channel, conversation.channelKey, { type: 'message', message: shown });
    return (await adapter.send(conversation.address, outbound)).ref;
  }

  async #failed(item: OutboxItem, error: unknown): Promise<void> {
    const { db, logger, now } = this.#parts;
    const kind = error instanceof DeliveryError ? error.kind : 'retry';
    const dead = kind !== 'retry' || now() - item.createdAt > GIVE_UP_MS;
    logger.warn({ err: error, outbox: item.id, attempts: item.attempts, dead }, 'send failed');
    await db.tx(async (tx) => {
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

/** One second, doubled at each try up to a minute, or what the platform asks for when it is longer. */
function backoffMs(attempts: number, error: unknown): number {
  const asked = error instanceof DeliveryError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(asked, Math.min(MAX_WAIT_MS, 1_000 * 2 ** (attempts - 1)));
}
