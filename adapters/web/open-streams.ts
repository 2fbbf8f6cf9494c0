/** How many event streams may be open. */
export interface StreamLimits {
  readonly perBrowser: number;
  readonly perAddress: number;
  readonly inAll: number;
}

/** Why one more stream is not opened. */
type StreamRefusal = 'browser' | 'address' | 'all';

/**
 * The event streams that are open, counted for each browser, for each network address and in all: each holds a
 * socket and memory as long as its page wants.
 */
export class OpenStreams {
  readonly #limits: StreamLimits;
  readonly #byBrowser = new Map<string, Set<() => void>>();
  readonly #byAddress = new Map<string, number>();
  #inAll = 0;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** Why a stream may not be opened; undefined when it may. */
  refusalOf(browser: string, address: string): StreamRefusal | undefined {
    const { perBrowser, perAddress, inAll } = this.#limits;
    if ((this.#byBrowser.get(browser)?.size ?? 0) >= perBrowser) return 'browser';
    if ((this.#byAddress.get(address) ?? 0) >= perAddress) return 'address';
    return this.#inAll >= inAll ? 'all' : undefined;
  }

  /**
   * Counts a stream.
   * @param open opens it, given what is to be called when it ends; returns what ends it
   */
  add(browser: string, address: string, open: (onClose: () => void) => () => void): void {
    const streams = this.#byBrowser.get(browser) ?? new Set();
    this.#byBrowser.set(browser, streams);
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
    this.#inAll += 1;
    const close = open(() => {
      streams.delete(close);
      if (streams.size === 0) this.#byBrowser.delete(browser);
      const left = (this.#byAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#byAddress.set(address, left);
      else this.#byAddress.delete(address);
      this.#inAll -= 1;
    });
    streams.add(close);
  }

  /** Ends those of one browser. */
  close(browser: string): void {
    for (const close of [...(this.#byBrowser.get(browser) ?? [])]) close();
  }

  closeAll(): void {
    for (const close of [...this.#byBrowser.values()].flatMap((streams) => [...streams])) close();
  }
}
