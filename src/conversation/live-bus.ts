import type { LiveEvent } from '#src/channel/port.ts';

type Listener = (event: LiveEvent) => void;

/** Tells open pages what happens in a conversation of this process. A lost event is not a lost message: pages read the history. */
export class LiveBus {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Hears a conversation until the returned function is called. */
  subscribe(channel: string, conversationKey: string, listener: Listener): () => void {
    const key = keyOf(channel, conversationKey);
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(key);
    };
  }

  publish(channel: string, conversationKey: string, event: LiveEvent): void {
    for (const listener of this.#listeners.get(keyOf(channel, conversationKey)) ?? []) listener(event);
  }
}

const keyOf = (channel: string, conversationKey: string): string => `${channel}\n${conversationKey}`;
