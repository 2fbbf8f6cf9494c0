import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A peer that is gone does not answer the closing either. */
const CLOSING_MS = 1_000;

/**
 * Keeps the connection of Socket Mode open. Slack closes it every few hours, and networks at any time; the client's
 * own reconnection ends the process when the network is away at that moment, so it is off and this takes its place.
 */
export class SocketLink {
  readonly #client: SocketModeReceiver['client'];
  readonly #onError: (error: unknown) => void;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(receiver: SocketModeReceiver, onError: (error: unknown) => void) {
    this.#client = receiver.client;
    this.#onError = onError;
  }

  /**
   * Opens the connection.
   * @throws what Slack answered, when it refuses the first one
   */
  async start(): Promise<void> {
    await this.#client.start();
    this.#client.on('disconnected', () => this.#reconnect(0));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#client.removeAllListeners('disconnected');
    await Promise.race([this.#client.disconnect(), sleep(CLOSING_MS, undefined, { ref: false })]);
  }

  #reconnect(waitMs: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      try {
        await this.#client.start();
      } catch (error) {
        this.#onError(error ?? new Error('slack: the connection closed at once'));
        this.#reconnect(Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, waitMs * 2)));
      }
    }, waitMs);
  }
}
