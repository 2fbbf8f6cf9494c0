import type { LiveEvent } from '#src/channel/port.ts';

type Listener = (event: LiveEvent) => void;

/** A conversation as its channel names it. */
export interface Place {
  readonly channel: string;
  readonly conversationKey: string;
}

/** Tells open pages what happens in a conversation of this process. A lost event is not a lost message: pages read the history. */
export class LiveBus {
  readonly #listeners = new Map<string, { readonly place: Place; readonly hear: Set<Listener> }>();
  #carry: (place: Place, event: LiveEvent) => void = () => {};

  /** Hears a conversation until the returned function is called. */
  subscribe(channel: string, conversationKey: string, listener: Listener): () => void {
    const key = keyOf(channel, conversationKey);
    const heard = this.#listeners.get(key) ?? { place: { channel, conversationKey }, hear: new Set() };
    this.#listeners.set(key, heard);
    heard.hear.add(listener);
    return () => {
      heard.hear.delete(listener);
      if (heard.hear.size === 0) this.#listeners.delete(key);
    };
  }

  /** Tells the pages of this process, and whoever carries events to other processes. */
  publish(channel: string, conversationKey: string, event: LiveEvent): void {
    this.tell({ channel, conversationKey }, event);
    this.#carry({ channel, conversationKey }, event);
  }

  /** Tells the pages of this process only. */
  tell({ channel, conversationKey }: Place, event: LiveEvent): void {
    for (const listener of this.#listeners.get(keyOf(channel, conversationKey))?.hear ?? []) listener(event);
  }

  /** Gives all that this process publishes to somebody who carries it to others. */
  carryTo(carry: (place: Place, event: LiveEvent) => void): void {
    this.#carry = carry;
  }

  /** Conversations that a page of this process listens to. */
  places(): Place[] {
    return [...this.#listeners.values()].map(({ place }) => place);
  }
}

const keyOf = (channel: string, conversationKey: string): string => `${channel}\n${conversationKey}`;
