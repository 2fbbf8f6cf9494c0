import { createHash } from 'node:crypto';

/** Teams tells the same press again under another id half a minute later; a person presses again much later. */
const WINDOW_MS = 120_000;
const REMEMBERED = 5_000;

/**
 * Names what may be told twice under two ids, so that the second is known as a delivery already received. The name holds
 * a slice of time, and is kept by the hotline with the others: it serves after a restart too.
 */
export class OnceKeys {
  readonly #recent = new Map<string, { readonly id: string; readonly at: number }>();

  /** @param at when it happened, in ms */
  idOf(key: string, at: number): string {
    const known = this.#recent.get(key);
    // Told again on the other side of a slice's edge: the same all the same.
    if (known && Math.abs(at - known.at) < WINDOW_MS) return known.id;
    const id = `${createHash('sha256').update(key).digest('base64url')}:${Math.floor(at / WINDOW_MS)}`;
    this.#recent.delete(key);
    this.#recent.set(key, { id, at });
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > REMEMBERED && oldest !== undefined) this.#recent.delete(oldest);
    return id;
  }
}
