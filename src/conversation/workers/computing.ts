import { AsyncLocalStorage } from 'node:async_hooks';

/** Says that a turn computes from now on, or that it only waits. */
export type Announce = (id: string, state: 'computing' | 'waiting') => void;

/**
 * Lets one turn at a time compute in a thread, and others go on while one waits for a model: what a thread is busy with
 * is always known, and never blamed on who waits.
 */
export class Computing {
  readonly #announce: Announce;
  readonly #current = new AsyncLocalStorage<string>();
  readonly #waiting: (() => void)[] = [];
  #isBusy = false;

  constructor(announce: Announce) {
    this.#announce = announce;
  }

  /** Runs a turn once nobody else computes. */
  async run<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.#begin(id);
    try {
      return await this.#current.run(id, work);
    } finally {
      this.#end(id);
    }
  }

  /** Lets others compute while the turn that is running waits for something. */
  readonly aside = async <T>(wait: () => Promise<T>): Promise<T> => {
    const id = this.#current.getStore();
    if (id === undefined) return wait();
    this.#end(id);
    try {
      return await wait();
    } finally {
      await this.#begin(id);
    }
  };

  async #begin(id: string): Promise<void> {
    if (this.#isBusy) await new Promise<void>((begin) => this.#waiting.push(begin));
    this.#isBusy = true;
    this.#announce(id, 'computing');
  }

  #end(id: string): void {
    this.#announce(id, 'waiting');
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isBusy = false;
  }
}
