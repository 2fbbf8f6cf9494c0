import type { ChannelAdapter, HistoryItem } from '#src/channel/port.ts';
import { errorText } from '#src/errors.ts';
import type { Logger } from '#src/logger.ts';
import { lockConversation } from '#src/storage/conversations.ts';
import type { Database } from '#src/storage/database.ts';
import { findMessage } from '#src/storage/messages.ts';
import {
  claimOutbox,
  freeOutbox,
  markFailed,
  markSent,
  nextDue,
  type OutboxItem,
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
const MAX_ATTEMPTS = 12;
const POLL_MS = 2_000;

/**
 * Sends what the outbox holds, in order within a conversation, again and again until the channel takes it. After
 * twelve tries (about an hour) a message becomes a dead letter that staff can see.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #tookOver = false;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Sends what is due now; called when something was written, and by the timer. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#sendDue()
      .catch((error) => this.#parts.logger.error({ err: error }, 'delivery failed'))
      .then(() => this.#plan());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #sendDue(): Promise<void> {
    const { db, now } = this.#parts;
    // A data folder has one server: what is claimed at its start belongs to one that died, and people would wait for
    // the claim to run out before they get anything more.
    if (!this.#tookOver) await db.tx(freeOutbox);
    this.#tookOver = true;
    while (!this.#stopped) {
      const item = await db.tx((tx) => claimOutbox(tx, now(), LEASE_MS));
      if (!item) return;
      await this.#sendOne(item);
    }
  }

  async #plan(): Promise<void> {
    this.#running = undefined;
    if (this.#stopped) return;
    if (this.#again) {
      this.#again = false;
      this.wake();
      return;
    }
    const due = await nextDue(this.#parts.db).catch(() => undefined);
    const wait = due === undefined ? POLL_MS : Math.min(POLL_MS, Math.max(10, due - this.#parts.now()));
    this.#timer = setTimeout(() => this.wake(), wait);
  }

  async #sendOne(item: OutboxItem): Promise<void> {
    const { db, adapters, bus, logger, now } = this.#parts;
    const message = await findMessage(db, item.messageId);
    const conversation = await db.tx((tx) => lockConversation(tx, item.conversationId));
    const adapter = conversation && adapters.get(conversation.channel);
    try {
      if (!message || message.author === 'company' || !conversation || !adapter)
        throw new Error('channel not running');
      const { id, seq, at } = message;
      const outbound = { id, seq, at, blocks: message.content.blocks };
      const item: HistoryItem = { author: message.author, ...outbound };
      bus.publish(conversation.channel, conversation.channelKey, { type: 'message', message: item });
      await adapter.send(conversation.address, outbound);
    } catch (error) {
      const retryAt = item.attempts >= MAX_ATTEMPTS ? undefined : now() + backoffMs(item.attempts, error);
      logger.warn(
        { err: error, outbox: item.id, attempts: item.attempts, dead: retryAt === undefined },
        'send failed',
      );
      await db.tx((tx) => markFailed(tx, item.id, { error: errorText(error), retryAt }));
      return;
    }
    await db.tx((tx) => markSent(tx, item.id, now()));
  }
}

/** One second, doubled at each try up to ten minutes, or what the platform asks for. */
function backoffMs(attempts: number, error: unknown): number {
  const asked = error instanceof Error && 'retryAfterMs' in error ? Number(error.retryAfterMs) : 0;
  return Math.max(asked, Math.min(600_000, 1_000 * 2 ** (attempts - 1)));
}
