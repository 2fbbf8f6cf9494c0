/** Conversations whose address is remembered. */
const REMEMBERED = 50_000;

/**
 * Shares the answering between network addresses: of each, so many conversations are answered at once, and the others of
 * the same one wait for their place. Whoever sends three hundred questions in a second makes nobody else wait for them.
 * A conversation whose address is not known, on a messenger or after a restart, stands for itself.
 */
export class AddressShares {
  readonly #atOnce: number;
  readonly #sources = new Map<string, string>();
  readonly #running = new Map<string, number>();
  readonly #waiting = new Map<string, ((mayRun: boolean) => void)[]>();
  #closed = false;

  /** @param atOnce conversations of one address that are answered at the same time */
  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Notes from where a conversation is written. */
  note(conversationId: string, source: string): void {
    this.#sources.delete(conversationId);
    const [oldest] = this.#sources.keys();
    if (this.#sources.size >= REMEMBERED && oldest !== undefined) this.#sources.delete(oldest);
    this.#sources.set(conversationId, source);
  }

  /** The address of a conversation, where it is known. */
  sourceOf(conversationId: string): string | undefined {
    return this.#sources.get(conversationId);
  }

  /** Does the work when its place comes; not at all once this is closed, for what waits is in the database. */
  async run(conversationId: string, work: () => Promise<void>): Promise<void> {
    const source = this.#sources.get(conversationId);
    if (source === undefined) return work();
    if (!(await this.#placeOf(source))) return;
    try {
      await work();
    } finally {
      this.#end(source);
    }
  }

  /** Lets nothing more begin. */
  close(): void {
    this.#closed = true;
    for (const refuse of [...this.#waiting.values()].flat()) refuse(false);
    this.#waiting.clear();
  }

  #placeOf(source: string): Promise<boolean> | boolean {
    if (this.#closed) return false;
    const running = this.#running.get(source) ?? 0;
    if (running < this.#atOnce) {
      this.#running.set(source, running + 1);
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiting = this.#waiting.get(source) ?? [];
    waiting.push(resolve);
    this.#waiting.set(source, waiting);
    return promise;
  }

  #end(source: string): void {
    const waiting = this.#waiting.get(source);
    const next = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(source);
    if (next) {
      next(true);
      return;
    }
    const running = (this.#running.get(source) ?? 1) - 1;
    if (running > 0) this.#running.set(source, running);
    else this.#running.delete(source);
  }
}
