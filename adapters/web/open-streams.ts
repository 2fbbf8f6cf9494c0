/** How many event streams may be open. */
export interface StreamLimits {
  readonly perConversation: number;
  readonly perAddress: number;
  readonly inAll: number;
}

/** Why one more stream is not opened. */
type StreamRefusal = 'conversation' | 'address' | 'all';

/**
 * The event streams that are open, counted for each conversation, for each network address and in all: each holds a
 * socket and memory as long as its page wants.
 */
export class OpenStreams {
  readonly #limits: StreamLimits;
  readonly #byConversation = new Map<string, Set<() => void>>();
  readonly #byAddress = new Map<string, number>();
  #inAll = 0;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** Why a stream may not be opened; undefined when it may. */
  refusalOf(conversation: string, address: string): StreamRefusal | undefined {
    const { perConversation, perAddress, inAll } = this.#limits;
    if ((this.#byConversation.get(conversation)?.size ?? 0) >= perConversation) return 'conversation';
    if ((this.#byAddress.get(address) ?? 0) >= perAddress) return 'address';
    return this.#inAll >= inAll ? 'all' : undefined;
  }

  /**
   * Counts a stream.
   * @param open opens it, given what is to be called when it ends; returns what ends it
   */
  add(conversation: string, address: string, open: (onClose: () => void) => () => void): void {
    const streams = this.#byConversation.get(conversation) ?? new Set();
    this.#byConversation.set(conversation, streams);
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
    this.#inAll += 1;
    const close = open(() => {
      streams.delete(close);
      if (streams.size === 0) this.#byConversation.delete(conversation);
      const left = (this.#byAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#byAddress.set(address, left);
      else this.#byAddress.delete(address);
      this.#inAll -= 1;
    });
    streams.add(close);
  }

  closeAll(): void {
    for (const close of [...this.#byConversation.values()].flatMap((streams) => [...streams])) close();
  }
}
