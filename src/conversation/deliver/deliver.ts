import { setTimeout as sleep } from 'node:timers/promises';
import { type ChannelAdapter, DeliveryError, type HistoryItem, type SendReceipt } from '#src/channel/port.ts';
import type { DeskWitness } from '#src/conversation/desk.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { type MaySay, maySayOf } from '#src/conversation/rules/may-say.ts';
import {
  type Conversation,
  lockConversation,
  markUnreachable,
} from '#src/conversation/store/conversations.ts';
import { REPLY_KINDS } from '#src/conversation/store/kinds.ts';
import {
  findMessage,
  refOfMessage,
  type SaidMessage,
  saveMessageRef,
  withholdMessage,
} from '#src/conversation/store/messages.ts';
import {
  abandonOutbox,
  type BusyChannels,
  claimOutbox,
  freeOutbox,
  markFailed,
  markSent,
  markWithheld,
  nextDue,
  nextTryBefore,
  type OutboxItem,
  renewOutbox,
  STUCK_AFTER_MS,
  setAside,
} from '#src/conversation/store/outbox/outbox.ts';
import { HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { Outage } from '#src/platform/database/outage.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { LiveBus } from './live-bus.ts';

export interface DeliveryParts {
  readonly db: Database;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly features: readonly Feature[];
  readonly bus: LiveBus;
  readonly logger: Logger;
  readonly now: () => number;
  /** The experts beside conversations; nobody is, when absent. */
  readonly desk?: DeskWitness | undefined;
}

/** A sender that dies gives its message back after this. */
const LEASE_MS = 60_000;
/** A platform that is down for hours comes back; what is older than this no longer answers anything. */
const GIVE_UP_MS = 12 * HOUR_MS;
/** Waits between tries double from a second up to this. */
const MAX_WAIT_MS = 60_000;
/** Messages on their way at once on a channel: a slow conversation, or a slow channel, must not hold the others. */
const SENDERS = 24;
/** Of these, messages that failed before: each may take its whole time to fail again, and what passes must not wait. */
const FAILING_SENDERS = 8;
/** A file that could not be uploaded for so long is offered as a link. */
const LINKS_AFTER_MS = 3 * MINUTE_MS;
const POLL_MS = 2_000;

/**
 * Sends what the outbox holds, in order within a conversation and side by side between them and between channels, again
 * and again until the channel takes it. A message that fails for a minute is tried apart, and those after it leave, in
 * order; a file that can't be uploaded becomes a link. What a channel will never take, or not within half a day, becomes
 * a dead letter that staff can see.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #maySay: MaySay;
  readonly #senders = new Set<Promise<void>>();
  /** How many messages are on their way on each channel, and how many of them failed before. */
  readonly #leaving = new Map<string, { all: number; failing: number }>();
  /** When a message last left on each channel: a platform that takes others' is not down. */
  readonly #lastSent = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #takeOver: Promise<void> | undefined;
  readonly #outage: Outage;
  readonly #abort = new AbortController();
  /** The store is not asked before this moment of the process's clock. */
  #restsUntil = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#maySay = maySayOf(parts.features);
    this.#outage = new Outage(parts.db, parts.logger, 'delivery');
  }

  /** Sends what is due now; called when something was written, and by the timer. */
  wake(): void {
    if (this.#stopped || this.#senders.size >= SENDERS * this.#parts.adapters.size) return;
    clearTimeout(this.#timer);
    const sender: Promise<void> = this.#sendDue()
      .catch((error) => this.#storeFailed(error))
      .then(() => {
        this.#senders.delete(sender);
        return this.#plan();
      });
    this.#senders.add(sender);
  }

  /** Sends what is to leave now; what a channel refuses waits for its next try. @returns whether anything was */
  async settle(): Promise<boolean> {
    const due = await nextDue(this.#parts.db, this.#parts.now(), this.#busy());
    const isDue = due !== undefined && due <= this.#parts.now();
    if (isDue) this.wake();
    const senders = [...this.#senders];
    await Promise.all(senders);
    return isDue || senders.length > 0;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#abort.abort();
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
      this.#outage.ended();
      if (!item) return;
      this.#count(item, 1);
      // What is due in another conversation leaves by another sender meanwhile.
      this.wake();
      // A long message takes a slow platform a while: what leaves here must not leave a second time.
      const renewal = setInterval(() => {
        renewOutbox(db, item.id, now() + LEASE_MS).catch(() => undefined);
      }, LEASE_MS / 4);
      await this.#sendOne(item).finally(() => {
        clearInterval(renewal);
        this.#count(item, -1);
      });
    }
  }

  #count({ channel, failingSince }: OutboxItem, more: number): void {
    const { all, failing } = this.#leaving.get(channel) ?? { all: 0, failing: 0 };
    this.#leaving.set(channel, {
      all: all + more,
      failing: failing + (failingSince === undefined ? 0 : more),
    });
  }

  #busy(): BusyChannels {
    const channels = [...this.#leaving];
    return {
      all: channels.flatMap(([channel, { all }]) => (all >= SENDERS ? [channel] : [])),
      failing: channels.flatMap(([channel, { failing }]) => (failing >= FAILING_SENDERS ? [channel] : [])),
    };
  }

  async #plan(): Promise<void> {
    if (this.#stopped) return;
    const { db, now } = this.#parts;
    const due = await nextDue(db, now(), this.#busy()).catch((error) => this.#storeFailed(error));
    if (this.#stopped) return;
    const wait = due === undefined ? POLL_MS : Math.min(POLL_MS, Math.max(10, due - now()));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), Math.max(wait, this.#restsUntil - performance.now()));
  }

  /** What is due stays due: the store is asked again a while later, however many wait for it. */
  #storeFailed(error: unknown): undefined {
    if (this.#restsUntil > performance.now()) return;
    this.#restsUntil = performance.now() + this.#outage.failed(error);
  }

  async #sendOne(item: OutboxItem): Promise<void> {
    let sent: { message: SaidMessage; conversation: Conversation; receipt: SendReceipt };
    try {
      const { message, conversation } = await this.#read(item);
      if (!this.#maySay(message, conversation) || (await this.#isStale(message)))
        return await this.#withhold(item);
      sent = { message, conversation, receipt: await this.#send(message, conversation, item) };
    } catch (error) {
      return await this.#failed(item, error);
    }
    this.#lastSent.set(item.channel, this.#parts.now());
    await this.#noteSent(item, sent);
  }

  /**
   * Notes what left, again and again while the store fails: forgotten, it would leave a second time. The claim is kept
   * meanwhile; a stop leaves it to the next start, which marks what it repeats.
   */
  async #noteSent(
    item: OutboxItem,
    sent: { message: SaidMessage; conversation: Conversation; receipt: SendReceipt },
  ): Promise<void> {
    const { db, logger, desk, now } = this.#parts;
    const { message, conversation, receipt } = sent;
    const { ref, thread } = receipt;
    const noteAll = async (tx: Transaction) => {
      await markSent(tx, item.id, now());
      if (ref) await saveMessageRef(tx, item.messageId, ref);
      // Said anew where the earlier message could not be changed: what comes next changes this one.
      const { replaces } = message.content;
      if (ref && replaces) await saveMessageRef(tx, replaces, ref);
      if (thread) await desk?.placed(tx, conversation.id, thread);
    };
    while (true) {
      try {
        return await db.tx(noteAll);
      } catch (error) {
        const storeWorks = await db
          .tx((tx) => markSent(tx, item.id, now()))
          .then(
            () => true,
            () => false,
          );
        // Where it was said is lost; that it was said is not.
        if (storeWorks) return void logger.error({ err: error, outbox: item.id }, 'sent, not all noted');
        if (this.#stopped) throw error;
        const pause = this.#outage.failed(error);
        await sleep(pause, undefined, { signal: this.#abort.signal }).catch(() => undefined);
      }
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
    if (author !== 'bot' || !REPLY_KINDS.has(content.kind)) return false;
    const { db, desk } = this.#parts;
    return (await desk?.wasHeldSince(db, conversationId, at)) ?? false;
  }

  /** A person took the conversation since the bot wrote this: nobody is told it, and the experts see that. */
  async #withhold(item: OutboxItem): Promise<void> {
    const { db, desk, now } = this.#parts;
    await db.tx(async (tx) => {
      await markWithheld(tx, item.id);
      await withholdMessage(tx, item.messageId, now());
      await desk?.withheld(tx, item.conversationId, item.messageId);
    });
  }

  async #send(
    message: SaidMessage,
    conversation: Conversation,
    { failingSince }: OutboxItem,
  ): Promise<SendReceipt> {
    const { db, adapters, bus, now } = this.#parts;
    const { id, seq, at, content } = message;
    const replaces = content.replaces ? await refOfMessage(db, content.replaces) : undefined;
    const outbound = { id, seq, at, blocks: content.blocks, ...(replaces && { replaces }) };
    const shown: HistoryItem = { author: message.author, ...outbound };
    bus.publish(conversation.channel, conversation.channelKey, { type: 'message', message: shown });
    const adapter = adapters.get(conversation.channel);
    if (!adapter) throw new Error('channel not running');
    const givesLinks = failingSince !== undefined && now() - failingSince >= LINKS_AFTER_MS;
    return await adapter.send(
      conversation.address,
      givesLinks ? { ...outbound, filesMayBeLinks: true } : outbound,
    );
  }

  async #failed(item: OutboxItem, error: unknown): Promise<void> {
    const { db, logger, desk, now } = this.#parts;
    const { conversationId, messageId, attempts } = item;
    const kind = error instanceof DeliveryError ? error.kind : 'retry';
    const dead = kind !== 'retry' || now() - item.createdAt > GIVE_UP_MS;
    logger.warn({ err: error, outbox: item.id, attempts, dead }, 'send failed');
    await db.tx(async (tx) => {
      if (dead && (await desk?.lost(tx, { conversationId, messageId, kind }))) return;
      if (kind === 'unreachable') {
        await markUnreachable(tx, conversationId, now());
        await abandonOutbox(tx, conversationId, errorText(error));
        return;
      }
      await this.#noteFailure(tx, item, error, dead);
    });
  }

  /** Plans the next try of what failed, unless it is dead; what only this conversation fails at lets others pass. */
  async #noteFailure(tx: Transaction, item: OutboxItem, error: unknown, isDead: boolean): Promise<void> {
    const at = this.#parts.now();
    const { failingSince, isStuck, retryAt, notBefore } = nextTry(item, error, at);
    // What comes before, and fails too, is always tried first, and this right after it: order holds when a whole
    // platform comes back.
    const before = await nextTryBefore(tx, item.id);
    const inOrder = Math.max(before === undefined ? retryAt : before + 1, notBefore);
    const failure = { error: errorText(error), retryAt: isDead ? undefined : inOrder, failingSince };
    await markFailed(tx, item.id, failure);
    const lastPassed = this.#lastSent.get(item.channel) ?? 0;
    if (isStuck && failingSince !== undefined && lastPassed > failingSince) await setAside(tx, item.id, at);
  }
}

/** When a message that failed is tried again, of itself alone, and whether it has failed for so long that others may pass. */
function nextTry(
  { attempts, failingSince: before }: OutboxItem,
  error: unknown,
  at: number,
): {
  readonly failingSince: number | undefined;
  readonly isStuck: boolean;
  readonly retryAt: number;
  readonly notBefore: number;
} {
  const rest = error instanceof DeliveryError ? (error.retryAfterMs ?? 0) : 0;
  // A platform that asks for rest refuses nothing: nobody overtakes a message that waits for its turn.
  const failingSince = rest > 0 ? before && at + rest : (before ?? at);
  const stuckAt = failingSince === undefined ? Number.POSITIVE_INFINITY : failingSince + STUCK_AFTER_MS;
  const isStuck = stuckAt <= at;
  const wanted = at + backoffMs(attempts, { rest, isStuck });
  // The try that lets others pass comes in time.
  const retryAt = isStuck ? wanted : Math.min(wanted, stuckAt);
  return { failingSince, isStuck, retryAt, notBefore: at + rest };
}

/**
 * One second, doubled at each try up to a minute, which is the pause of what failed for a minute; or what the platform
 * asks for when it is longer. A part of chance keeps what failed together from coming back together.
 */
function backoffMs(attempts: number, { rest, isStuck }: { rest: number; isStuck: boolean }): number {
  const pause = isStuck ? MAX_WAIT_MS : Math.min(MAX_WAIT_MS, 1_000 * 2 ** (attempts - 1));
  return Math.max(rest, Math.round(pause * (0.9 + 0.1 * Math.random())));
}
