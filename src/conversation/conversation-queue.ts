import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#src/logger.ts';
import type { Database } from '#src/storage/database.ts';
import { type StoredMessage, unhandledMessages } from '#src/storage/messages.ts';
import {
  conversationsWaiting,
  endTurn,
  freeTurns,
  renewTurns,
  TURN_MS,
  takeTurn,
} from '#src/storage/turns.ts';
import { takeBurst, waitForMore } from './burst.ts';

type CompanyMessage = Extract<StoredMessage, { author: 'company' }>;

export interface QueueParts {
  readonly db: Database;
  readonly handle: (conversationId: string, burst: readonly CompanyMessage[]) => Promise<void>;
  /** Said each time a reply is being prepared. */
  readonly onStart: (conversationId: string) => void;
  /** Said when something was answered, so that it is sent at once. */
  readonly onDone: () => void;
  readonly logger: Logger;
  readonly now: () => number;
}

const RETRY_MS = 1_000;
/** What nobody answers is looked for so often: another replica may have died with it. */
const POLL_MS = 2_000;

/**
 * One queue per conversation: its messages are answered in order, one burst at a time, whatever happens in other
 * conversations. What waits is in the database, so a restart, or another replica, takes it up again. A replica answers
 * a conversation while it holds its turn, a lease; whoever saves a message tries to take it.
 */
export class ConversationQueue {
  readonly #parts: QueueParts;
  readonly #owner = randomUUID();
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #timers: NodeJS.Timeout[] = [];
  #stopped = false;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Takes up what a stop left unanswered, then what other replicas leave. */
  async start(): Promise<void> {
    const { db, now, logger } = this.#parts;
    if (db.dialect === 'sqlite') await db.tx(freeTurns);
    await this.#look();
    const warn = (error: unknown) => logger.warn({ err: error }, 'queue cannot reach the store');
    this.#timers.push(
      setInterval(() => this.#look().catch(warn), POLL_MS),
      setInterval(() => {
        if (this.#running.size > 0) renewTurns(db, this.#owner, now()).catch(warn);
      }, TURN_MS / 4),
    );
  }

  /** Looks at a conversation's waiting messages, now or when its present turn ends. */
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

  /** Waits for the turns under way; the rest stays in the database for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.allSettled(this.#running.values());
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #look(): Promise<void> {
    for (const id of await conversationsWaiting(this.#parts.db, this.#parts.now())) this.kick(id);
  }

  async #drain(conversationId: string): Promise<void> {
    const { db, logger, now } = this.#parts;
    while (!this.#stopped) {
      try {
        // Who holds the turn looks again once it has ended it: a message saved meanwhile is not forgotten.
        if (!(await takeTurn(db, { conversationId, owner: this.#owner, now: now() }))) return;
        try {
          await this.#answerAll(conversationId);
        } finally {
          await endTurn(db, conversationId, this.#owner);
        }
        if (companyMessages(await unhandledMessages(db, conversationId)).length === 0) return;
      } catch (error) {
        logger.error({ err: error, conversation: conversationId }, 'turn failed, trying again');
        await sleep(RETRY_MS);
      }
    }
  }

  async #answerAll(conversationId: string): Promise<void> {
    const { db, handle, now, onStart, onDone } = this.#parts;
    while (!this.#stopped) {
      const burst = takeBurst(companyMessages(await unhandledMessages(db, conversationId)));
      if (burst.length === 0) return;
      onStart(conversationId);
      const wait = waitForMore(burst, now());
      if (wait > 0) {
        await sleep(wait);
        if (takeBurst(companyMessages(await unhandledMessages(db, conversationId))).length > burst.length)
          continue;
      }
      await handle(conversationId, burst);
      onDone();
    }
  }
}

const companyMessages = (messages: readonly StoredMessage[]): CompanyMessage[] =>
  messages.filter((message): message is CompanyMessage => message.author === 'company');
