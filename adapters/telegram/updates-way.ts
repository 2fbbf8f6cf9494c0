import { errorText, HotlineError } from '#src/platform/errors.ts';
import type { TelegramCalls } from './calls.ts';
import { telegramFaults } from './texts.ts';

/** How updates come: asked for, or brought by Telegram to an address. */
export type UpdatesMode =
  | { readonly type: 'polling' }
  | { readonly type: 'webhook'; readonly url: string; readonly secret: string };

interface UpdatesWayParts {
  readonly calls: TelegramCalls;
  readonly mode: UpdatesMode;
  readonly allowedUpdates: readonly string[];
  readonly onError: (error: unknown) => void;
}

/** Waits between tries double from this up to five minutes. */
const FIRST_WAIT_MS = 5_000;
const MAX_WAIT_MS = 300_000;

/**
 * Tells Telegram where updates go from now on, and says aloud what it did before. What Telegram does not take is said
 * and asked again beside the rest: nobody's answers wait for it.
 */
export class UpdatesWay {
  readonly #parts: UpdatesWayParts;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: UpdatesWayParts) {
    this.#parts = parts;
  }

  /** Resolves after the first try. */
  start(): Promise<void> {
    return this.#try(FIRST_WAIT_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #try(waitMs: number): Promise<void> {
    if (this.#stopped) return;
    try {
      await this.#agree(await this.#before());
    } catch (error) {
      this.#report(telegramFaults.notAgreed(errorText(error)));
      if (this.#stopped) return;
      const again = () => void this.#try(Math.min(MAX_WAIT_MS, waitMs * 2));
      this.#timer = setTimeout(again, waitMs).unref();
    }
  }

  /** Where Telegram brings updates now: empty for nowhere, undefined when it does not say. */
  async #before(): Promise<string | undefined> {
    try {
      const said = await this.#parts.calls.call('getWebhookInfo', {});
      const { url, last_error_message: failing } = (said ?? {}) as {
        url?: unknown;
        last_error_message?: unknown;
      };
      if (typeof failing === 'string' && failing) this.#report(telegramFaults.webhookFailing(failing));
      return typeof url === 'string' ? url : '';
    } catch (error) {
      this.#report(telegramFaults.webhookUnknown(errorText(error)));
      return undefined;
    }
  }

  async #agree(before: string | undefined): Promise<void> {
    const { calls, mode, allowedUpdates } = this.#parts;
    if (mode.type === 'polling') {
      if (before === '') return;
      if (before !== undefined) this.#report(telegramFaults.webhookRemoved(before));
      // What waits is kept: it comes by polling.
      await calls.call('deleteWebhook', { drop_pending_updates: false });
      return;
    }
    if (before && before !== mode.url) this.#report(telegramFaults.webhookReplaced(before, mode.url));
    const { url, secret } = mode;
    await calls.call('setWebhook', { url, secret_token: secret, allowed_updates: allowedUpdates });
  }

  #report(text: string): void {
    this.#parts.onError(new HotlineError('config', text));
  }
}
