import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#src/logger.ts';
import type { Database } from '#src/storage/database.ts';
import { conversationsWaiting, type StoredMessage, unhandledMessages } from '#src/storage/messages.ts';
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

/**
 * One queue per conversation: its messages are answered in order, one burst at a time, whatever happens in other
 * conversations. What waits is in the database, so a restart takes it up again.
 */
export class ConversationQueue {
  readonly #parts: QueueParts;
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  #stopped = false;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Takes up the messages that a stop left unanswered. */
  async recover(): Promise<void> {
    for (const id of await conversationsWaiting(this.#parts.db)) this.kick(id);
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
  }

  async #drain(conversationId: string): Promise<void> {
    const { db, handle, logger, now, onStart, onDone } = this.#parts;
    while (!this.#stopped) {
      try {
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
      } catch (error) {
        logger.error({ err: error, conversation: conversationId }, 'turn failed, trying again');
        await sleep(RETRY_MS);
      }
    }
  }
}

const companyMessages = (messages: readonly StoredMessage[]): CompanyMessage[] =>
  messages.filter((message): message is CompanyMessage => message.author === 'company');
