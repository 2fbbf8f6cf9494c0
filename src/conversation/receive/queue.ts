import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeBurst, waitForMore } from '#src/conversation/rules/burst.ts';
import {
  conversationsBeingRead,
  conversationsWaiting,
  freeConversations,
  LEASE_MS,
  markReading,
  releaseConversation,
  renewConversations,
  takeConversation,
} from '#src/conversation/store/conversation-leases.ts';
import { type StoredMessage, unhandledMessages } from '#src/conversation/store/messages.ts';
import {
  forgetTrouble,
  noteProcessEnd,
  noteWorkerEnd,
  type TroubleWhy,
  type TurnTrouble,
  troubleIn,
} from '#src/conversation/store/turn-trouble.ts';
import { proveWrite } from '#src/conversation/store/write-probe.ts';
import { WorkerEnded } from '#src/conversation/workers/worker-ended.ts';
import type { Database } from '#src/platform/database/database.ts';
import { Outage } from '#src/platform/database/outage.ts';
import { type ErrorCode, HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';

type CompanyMessage = Extract<StoredMessage, { author: 'company' }>;

/** How a burst is answered. */
export interface HandleHow {
  /** A worker ended under it before. */
  readonly isSuspect: boolean;
  /** The whole process died under it, time and again: it is read where it harms nobody. */
  readonly isAlone: boolean;
  /** Said, and waited for, before its words are read. */
  readonly onStart: () => Promise<void>;
}

export interface QueueParts {
  readonly db: Database;
  /** Answers a burst. @throws WorkerEnded when a worker ended while it read its words */
  readonly handle: (
    conversationId: string,
    burst: readonly CompanyMessage[],
    how: HandleHow,
  ) => Promise<void>;
  /** Takes a burst out of the way, says so to its author, and keeps it for staff. */
  readonly setAside: (
    conversationId: string,
    burst: readonly CompanyMessage[],
    why: TroubleWhy,
  ) => Promise<void>;
  /** Said each time a reply is being prepared. */
  readonly onStart: (conversationId: string) => void;
  /** Said when something was answered, so that it is sent at once. */
  readonly onDone: () => void;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Workers that may end under a message before it is set aside. */
const MOST_WORKERS = 2;
/** Deaths of the process under a message, which may have had any other cause, before it is tried alone. */
const MOST_DEATHS = 3;
/** A turn that fails for another reason is tried again, with growing pauses, for this long; then it is set aside. */
const PATIENCE_MS = 120_000;
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 15_000;
/** What nobody answers is looked for so often: another replica may have died with it. */
const POLL_MS = 2_000;
/** A message is taken by the replica that saved it, unless that one dies first. */
const FRESH_MS = 2_000;

/**
 * One queue per conversation: its messages are answered in order, one burst at a time, whatever happens in other
 * conversations. What waits is in the database, so a restart, or another replica, takes it up again. A replica answers
 * a conversation while it holds its lease; whoever saves a message tries to take it.
 */
export class ConversationQueue {
  readonly #parts: QueueParts;
  readonly #owner = randomUUID();
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #outage: Outage;
  readonly #ending = new AbortController();
  #lookTimer: NodeJS.Timeout | undefined;
  #renewTimer: NodeJS.Timeout | undefined;

  constructor(parts: QueueParts) {
    this.#parts = parts;
    this.#outage = new Outage(parts.db, parts.logger, 'queue');
  }

  get #stopped(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Takes up what a stop left unanswered, then what other replicas leave. */
  async start(): Promise<void> {
    const { db, now } = this.#parts;
    if (db.dialect === 'sqlite') {
      // The server before this one died while it read their words.
      for (const id of await conversationsBeingRead(db)) await this.#noteDeath(id);
      await db.tx(freeConversations);
    }
    await this.#look(0);
    this.#lookAfter(POLL_MS);
    this.#renewTimer = setInterval(() => {
      if (this.#running.size > 0)
        renewConversations(db, this.#owner, now()).catch((error) => this.#outage.failed(error));
    }, LEASE_MS / 4);
  }

  /** Looks at a conversation's waiting messages, now or once those before them are answered. */
  kick(conversationId: string): void {
    if (this.#stopped) return;
    if (this.#running.has(conversationId)) {
      this.#again.add(conversationId);
      return;
    }
    const run = this.#drain(conversationId).finally(() => {
      this.#running.delete(conversationId);
      if (this.#again.delete(conversationId)) this.kick(conversationId);
    });
    this.#running.set(conversationId, run);
  }

  /** Answers what waits for an answer. @returns whether anything did */
  async settle(): Promise<boolean> {
    await this.#look(0);
    const running = [...this.#running.values()];
    await Promise.allSettled(running);
    return running.length > 0;
  }

  /** Waits for the turns under way; the rest stays in the database for the next start. */
  async stop(): Promise<void> {
    this.#ending.abort();
    clearTimeout(this.#lookTimer);
    await Promise.allSettled(this.#running.values());
    clearInterval(this.#renewTimer);
  }

  /** Looks for what waits, again and again; ever more rarely while the store can't be reached. */
  #lookAfter(wait: number): void {
    if (this.#stopped) return;
    this.#lookTimer = setTimeout(async () => {
      const next = await this.#look().then(
        () => {
          this.#outage.ended();
          return POLL_MS;
        },
        (error) => Math.max(POLL_MS, this.#outage.failed(error)),
      );
      this.#lookAfter(next);
    }, wait);
  }

  /** @param age what was saved within this is left to the replica that saved it: none takes all from the others */
  async #look(age = FRESH_MS): Promise<void> {
    const { db } = this.#parts;
    const now = this.#parts.now();
    const waiting = await conversationsWaiting(db, now, age === 0 ? undefined : now - age);
    for (const id of waiting) this.kick(id);
  }

  /** Answers what waits in a conversation, until nothing does or another replica answers it. */
  async #drain(conversationId: string): Promise<void> {
    let failing = NOT_FAILING;
    while (!this.#stopped) {
      try {
        if (!(await this.#answerAsHolder(conversationId))) return;
        failing = NOT_FAILING;
        if (companyMessages(await unhandledMessages(this.#parts.db, conversationId)).length === 0) return;
      } catch (error) {
        if (this.#stopped) return;
        failing = await this.#failed(conversationId, error, failing);
      }
    }
  }

  /** @returns false when another replica is answering the conversation */
  async #answerAsHolder(conversationId: string): Promise<boolean> {
    const { db, now } = this.#parts;
    // Who holds the conversation looks again once it has released it: a message saved meanwhile is not forgotten.
    const taken = await takeConversation(db, { conversationId, owner: this.#owner, now: now() });
    if (!taken) return false;
    try {
      if (taken.diedReading) await this.#noteDeath(conversationId);
      await this.#answerAll(conversationId);
    } finally {
      await releaseConversation(db, conversationId, this.#owner);
    }
    return true;
  }

  /** Waits before the next try; a message that fails for too long for a reason of ours is set aside. */
  async #failed(conversationId: string, error: unknown, failing: Failing): Promise<Failing> {
    if (isOfStore(error) && !(await this.#storeAnswers())) {
      await this.#rest(this.#outage.failed(error));
      return { ...failing, since: undefined };
    }
    const { logger } = this.#parts;
    logger.error({ err: error, conversation: conversationId }, 'turn failed, trying again');
    const since = failing.since ?? performance.now();
    const isHopeless = isOurs(error) && performance.now() - since > PATIENCE_MS;
    if (isHopeless) await this.#giveUp(conversationId);
    const next = isHopeless ? NOT_FAILING : { ...failing, since };
    await this.#rest(next.pauseMs);
    return { ...next, pauseMs: Math.min(MAX_RETRY_MS, next.pauseMs * 2) };
  }

  /** Whether the store keeps something: what it refused then was of one message. */
  async #storeAnswers(): Promise<boolean> {
    const { db, now } = this.#parts;
    return proveWrite(db, now()).then(
      () => true,
      () => false,
    );
  }

  /** Waits, but not longer than the queue lives. */
  async #rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#ending.signal }).catch(() => undefined);
  }

  async #answerAll(conversationId: string): Promise<void> {
    const { now, onStart, onDone } = this.#parts;
    while (!this.#stopped) {
      const { burst, trouble } = await this.#nextBurst(conversationId);
      if (burst.length === 0) return;
      onStart(conversationId);
      const wait = trouble ? 0 : waitForMore(burst, now());
      if (wait > 0) {
        await this.#rest(wait);
        // The next start answers it.
        if (this.#stopped) return;
        if ((await this.#nextBurst(conversationId)).burst.length > burst.length) continue;
      }
      await this.#answer(conversationId, burst, trouble);
      onDone();
    }
  }

  /** The messages to answer together; one under which something ended is read by itself, so that no other is blamed. */
  async #nextBurst(
    conversationId: string,
  ): Promise<{ burst: CompanyMessage[]; trouble: TurnTrouble | undefined }> {
    const { db } = this.#parts;
    const waiting = companyMessages(await unhandledMessages(db, conversationId));
    const [first] = waiting;
    if (!first) return { burst: [], trouble: undefined };
    const troubles = await troubleIn(db, conversationId);
    const trouble = troubles.get(first.id);
    if (trouble) return { burst: [first], trouble };
    const sound = waiting.findIndex(({ id }) => troubles.has(id));
    return { burst: takeBurst(sound < 0 ? waiting : waiting.slice(0, sound)), trouble };
  }

  async #answer(
    conversationId: string,
    burst: readonly CompanyMessage[],
    trouble: TurnTrouble | undefined,
  ): Promise<void> {
    const { db, handle, setAside, logger, now } = this.#parts;
    const messageIds = burst.map(({ id }) => id);
    const isAlone = (trouble?.processEnds ?? 0) >= MOST_DEATHS;
    const reading = { conversationId, owner: this.#owner };
    try {
      await handle(conversationId, burst, {
        isSuspect: trouble !== undefined,
        isAlone,
        onStart: () => markReading(db, { ...reading, since: now() }),
      });
      // A stop reads nothing, and is no proof that nothing happens.
      if (trouble && !this.#stopped) await db.tx((tx) => forgetTrouble(tx, messageIds));
    } catch (error) {
      if (!(error instanceof WorkerEnded)) throw error;
      const { why } = error;
      logger.error({ conversation: conversationId, messages: messageIds, why }, 'a message ended its worker');
      const ends = await db.tx((tx) => noteWorkerEnd(tx, { conversationId, messageIds, why, now: now() }));
      // Of several, none is known to be the one: each is read again by itself.
      const isKnown = burst.length === 1 && ends >= MOST_WORKERS;
      if (isKnown || isAlone) await setAside(conversationId, burst, why);
    }
    await markReading(db, { ...reading, since: undefined });
  }

  /** Counts the death of a process under the messages that it was reading. */
  async #noteDeath(conversationId: string): Promise<void> {
    const { db, now } = this.#parts;
    const { burst } = await this.#nextBurst(conversationId);
    const messageIds = burst.map(({ id }) => id);
    await db.tx((tx) => noteProcessEnd(tx, { conversationId, messageIds, now: now() }));
  }

  /** Sets aside a message that fails for a reason of ours, however often it is tried. */
  async #giveUp(conversationId: string): Promise<void> {
    const { logger, setAside, onDone } = this.#parts;
    const { burst } = await this.#nextBurst(conversationId);
    if (burst.length === 0) return;
    await setAside(conversationId, burst.slice(0, 1), 'error').then(onDone, (error) =>
      logger.error({ err: error, conversation: conversationId }, 'a message could not be set aside'),
    );
  }
}

/** Failures of the world around, which no message causes. */
const OUTSIDE: ReadonlySet<ErrorCode> = new Set(['storage', 'busy', 'unavailable', 'timeout']);
const isOfStore = (error: unknown): boolean => error instanceof HotlineError && error.code === 'storage';
/** Whether a failure may come from the message. Asked where the store answers others: it refuses something of this very one. */
const isOurs = (error: unknown): boolean =>
  isOfStore(error) || !(error instanceof HotlineError && OUTSIDE.has(error.code));

/** Since when a turn fails, on the process's clock, and the pause before it is tried again. */
interface Failing {
  readonly since: number | undefined;
  readonly pauseMs: number;
}
const NOT_FAILING: Failing = { since: undefined, pauseMs: RETRY_MS };

const companyMessages = (messages: readonly StoredMessage[]): CompanyMessage[] =>
  messages.filter((message): message is CompanyMessage => message.author === 'company');
