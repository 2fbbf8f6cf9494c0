import type { InboundMessage } from '#src/channel/port.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';

/** What unknown people may store in a day, in bytes; without limit where absent. */
export interface DailyBudgets {
  readonly perConversation: number | undefined;
  readonly perAddress: number | undefined;
}

const MB = 1024 * 1024;
/** What a message costs beside its words: its rows, and the answer to it. */
const ROWS = 1_024;
/** Addresses remembered; the oldest are forgotten first. */
const REMEMBERED = 50_000;

/** How much passes: as much as anybody, what is always heard, or a person who is known. */
export type Standing = 'unknown' | 'heard' | 'known';

/**
 * How much one may store in a day. Buttons and what is always heard have a reserve of their own, and who is known has ten
 * times as much: nobody who types meets either, and a script that presses buttons, or opens a case, fills no disk.
 */
export const limitOf = (budget: number | undefined, standing: Standing, least: number): number => {
  if (budget === undefined) return Number.POSITIVE_INFINITY;
  if (standing === 'unknown') return budget;
  return standing === 'heard' ? budget + Math.max(budget, least) : Math.max(10 * budget, 10 * least);
};
/** The least that is always given: to a conversation, and to an address that an office shares. */
export const LEAST = { perConversation: MB, perAddress: 10 * MB };

/** What a message stores, in bytes. */
export const bytesOf = (content: InboundMessage['content']): number =>
  ROWS + Buffer.byteLength(JSON.stringify(content));

interface Used {
  since: number;
  bytes: number;
}

/**
 * What each network address stored in a day, in memory only: an address is personal data, and nothing of it is written.
 * A restart begins a new day, and each replica counts by itself. Days are the monotonic clock's.
 */
export class AddressBytes {
  readonly #used = new Map<string, Used>();

  /** What an address stored today, and the seconds until its day is over. */
  of(source: string): { readonly bytes: number; readonly leftSeconds: number } {
    const used = this.#used.get(source);
    const age = used ? performance.now() - used.since : DAY_MS;
    if (!used || age >= DAY_MS) return { bytes: 0, leftSeconds: 0 };
    return { bytes: used.bytes, leftSeconds: Math.ceil((DAY_MS - age) / 1_000) };
  }

  add(source: string, bytes: number): void {
    const { bytes: before } = this.of(source);
    const known = this.#used.get(source);
    if (before > 0 && known) {
      known.bytes += bytes;
      return;
    }
    this.#used.delete(source);
    const [oldest] = this.#used.keys();
    if (this.#used.size >= REMEMBERED && oldest !== undefined) this.#used.delete(oldest);
    this.#used.set(source, { since: performance.now(), bytes });
  }
}
