/**
 * Keeps the last few readings of something: who asks for the same again while a message is answered gets what was read.
 * One that failed is not kept.
 */
export class KeepLast<Value> {
  readonly #most: number;
  readonly #kept = new Map<string, Promise<Value>>();

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * What was read under this key, or is read now.
   * @param isWhole whether what was read may be kept: what misses something for a moment is read again
   */
  of(key: string, read: () => Promise<Value>, isWhole?: (value: Value) => boolean): Promise<Value> {
    const known = this.#kept.get(key);
    if (known) this.#kept.delete(key);
    const value = known ?? read();
    this.#kept.set(key, value);
    if (!known)
      value.then(
        (one) => (isWhole?.(one) === false ? this.#kept.delete(key) : undefined),
        () => this.#kept.delete(key),
      );
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
    return value;
  }
}
