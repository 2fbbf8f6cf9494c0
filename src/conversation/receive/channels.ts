import type { ChannelAdapter, ChannelHost } from '#src/channel/port.ts';
import type { Logger } from '#src/platform/logger.ts';

/** How a channel is doing, as `/readyz` shows it. */
export type ChannelState = 'starting' | 'running' | 'failed';

/** Waits between tries to start a channel double from this up to five minutes. */
const FIRST_RETRY_MS = 5_000;
const MAX_RETRY_MS = 300_000;
/** A platform that does not even answer holds the others, and the web chat, up for no longer than this. */
const PATIENCE_MS = 15_000;

/**
 * Starts the channels side by side. One that fails takes no other down: it is tried again, and meanwhile its messages
 * wait in the outbox.
 */
export class Channels {
  readonly #adapters: readonly ChannelAdapter[];
  readonly #logger: Logger;
  readonly #states = new Map<string, ChannelState>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #stopped = false;

  constructor(adapters: readonly ChannelAdapter[], logger: Logger) {
    this.#adapters = adapters;
    this.#logger = logger;
    for (const { name } of adapters) this.#states.set(name, 'starting');
  }

  /** Resolves when each channel has started or failed once; one that takes long goes on starting by itself. */
  async start(host: ChannelHost): Promise<void> {
    const starts = this.#adapters.map((adapter) => this.#start(adapter, host, FIRST_RETRY_MS));
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, PATIENCE_MS);
    await Promise.race([Promise.all(starts), patience]);
    clearTimeout(timer);
  }

  states(): Record<string, ChannelState> {
    return Object.fromEntries(this.#states);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#adapters.map((adapter) => this.#stop(adapter)));
  }

  async #stop(adapter: ChannelAdapter): Promise<void> {
    await adapter
      .stop()
      .catch((error) => this.#logger.error({ err: error, channel: adapter.name }, 'stop failed'));
  }

  async #start(adapter: ChannelAdapter, host: ChannelHost, retryMs: number): Promise<void> {
    try {
      await adapter.start(host);
      // The hotline stopped meanwhile: what has just started would go on without it.
      if (this.#stopped) return await this.#stop(adapter);
      this.#states.set(adapter.name, 'running');
      this.#logger.info({ channel: adapter.name }, 'channel started');
    } catch (error) {
      this.#states.set(adapter.name, 'failed');
      this.#logger.error({ err: error, channel: adapter.name, retryMs }, 'channel failed to start');
      if (this.#stopped) return;
      const again = () => this.#start(adapter, host, Math.min(MAX_RETRY_MS, retryMs * 2));
      this.#timers.set(adapter.name, setTimeout(again, retryMs).unref());
    }
  }
}
