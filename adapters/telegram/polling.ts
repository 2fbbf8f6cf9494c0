import { setTimeout as sleep } from 'node:timers/promises';
import { HotlineError } from '#src/platform/errors.ts';
import { type TelegramCalls, TelegramFailure } from './calls.ts';
import type { Taken } from './inbox.ts';
import { telegramFaults } from './texts.ts';

interface PollingParts {
  readonly calls: TelegramCalls;
  readonly take: (update: unknown) => Promise<Taken>;
  readonly allowedUpdates: readonly string[];
  readonly onError: (error: unknown) => void;
}

const POLL_SECONDS = 25;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
/** A fault that lasts is said again now and then, not at every try. */
const REPEAT_MS = 60_000;

/**
 * Asks Telegram for updates, again and again. grammY's own loop would lose an update that could not be saved and stop
 * for good at a 409: here an update is acknowledged once it is saved, and every fault is waited out.
 */
export class Polling {
  readonly #parts: PollingParts;
  readonly #abort = new AbortController();
  #offset: number | undefined;
  #waitMs = FIRST_WAIT_MS;
  #said: { text: string; at: number } | undefined;
  #loop: Promise<void> | undefined;

  constructor(parts: PollingParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Ends the wait, finishes the batch under way, and acknowledges it. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#loop;
    if (this.#offset === undefined) return;
    const payload = {
      offset: this.#offset,
      timeout: 0,
      limit: 1,
      allowed_updates: this.#parts.allowedUpdates,
    };
    await this.#parts.calls.call('getUpdates', payload, { timeoutMs: 2_000 }).catch(() => undefined);
  }

  async #run(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      try {
        const updates = await this.#poll();
        this.#said = undefined;
        const complete = await this.#takeAll(updates);
        if (complete) this.#waitMs = FIRST_WAIT_MS;
        else await this.#pause();
      } catch (error) {
        if (this.#abort.signal.aborted) return;
        this.#report(error);
        await this.#pause(error instanceof TelegramFailure ? error.retryAfterMs : undefined);
      }
    }
  }

  async #poll(): Promise<readonly unknown[]> {
    const updates = await this.#parts.calls.call(
      'getUpdates',
      { offset: this.#offset, timeout: POLL_SECONDS, allowed_updates: this.#parts.allowedUpdates },
      { timeoutMs: (POLL_SECONDS + 10) * 1_000, signal: this.#abort.signal },
    );
    return Array.isArray(updates) ? updates : [];
  }

  /**
   * Takes a batch, its chats side by side and each in order.
   * @returns whether all could be saved; the first that could not, and all after it, are asked for again
   */
  async #takeAll(updates: readonly unknown[]): Promise<boolean> {
    const chats = Map.groupBy(updates, chatOf);
    const failed = new Set<unknown>();
    const takeChat = async (ofChat: readonly unknown[]) => {
      for (const update of ofChat) {
        if ((await this.#parts.take(update)) !== 'later') continue;
        failed.add(update);
        return;
      }
    };
    await Promise.all([...chats.values()].map(takeChat));
    for (const update of updates) {
      if (failed.has(update)) return false;
      const id = (update as { update_id?: unknown } | null)?.update_id;
      if (typeof id === 'number') this.#offset = id + 1;
    }
    return true;
  }

  async #pause(askedMs = 0): Promise<void> {
    const wait = Math.max(askedMs, this.#waitMs);
    this.#waitMs = Math.min(MAX_WAIT_MS, this.#waitMs * 2);
    await sleep(wait, undefined, { signal: this.#abort.signal }).catch(() => undefined);
  }

  #report(error: unknown): void {
    const text = explain(error);
    const now = performance.now();
    if (this.#said?.text === text && now - this.#said.at < REPEAT_MS) return;
    this.#said = { text, at: now };
    this.#parts.onError(new HotlineError('unavailable', text));
  }
}

/** The chat of an update, whatever it tells; updates of no chat stay in order among themselves. */
function chatOf(update: unknown): unknown {
  type Some = { chat?: { id?: unknown }; message?: { chat?: { id?: unknown } } } | null | undefined;
  const [content] = Object.values((update ?? {}) as object).filter(
    (value) => typeof value === 'object',
  ) as Some[];
  return content?.chat?.id ?? content?.message?.chat?.id;
}

function explain(error: unknown): string {
  if (!(error instanceof TelegramFailure)) return telegramFaults.polling(telegramFaults.internal);
  if (error.code === 409) return telegramFaults.otherPoller;
  if (error.code === 401 || error.code === 404) return telegramFaults.badToken;
  return telegramFaults.polling(error.message);
}
