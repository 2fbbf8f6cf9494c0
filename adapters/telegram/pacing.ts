import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError } from '#src/channel/port.ts';

/** Telegram's documented pace: one message a second in a chat, twenty a minute in a group, thirty a second in all. */
const CHAT_INTERVAL_MS = 1_050;
const GROUP_PER_MINUTE = 19;
const TOTAL_INTERVAL_MS = 1_000 / 28;
/** A longer wait is for the outbox: a sender must not sleep while other conversations wait for one. */
const LONGEST_WAIT_MS = 3_000;
const MINUTE_MS = 60_000;
const SWEEP_AT = 5_000;

interface ChatPace {
  nextAt: number;
  /** Moments of the last minute, kept for groups. */
  readonly sent: number[];
}

/** Keeps messages under Telegram's limits, so that 429 stays rare. Chats don't wait for one another. */
export class Pacing {
  readonly #factor: number;
  readonly #now: () => number;
  readonly #chats = new Map<number, ChatPace>();
  #nextAt = 0;

  /** @param factor how many times faster than the documented pace, when Telegram has agreed to it */
  constructor(factor: number, now: () => number = () => performance.now()) {
    this.#factor = factor;
    this.#now = now;
  }

  /**
   * Waits for the chat's turn.
   * @throws DeliveryError `retry` when the wait is long
   */
  async turn(chatId: number, isPrivate: boolean): Promise<void> {
    const now = this.#now();
    const chat = this.#chats.get(chatId) ?? { nextAt: 0, sent: [] };
    const at = Math.max(now, chat.nextAt, this.#nextAt, isPrivate ? 0 : this.#groupTurn(chat, now));
    if (at - now > LONGEST_WAIT_MS)
      throw new DeliveryError('retry', 'waiting for its turn', { retryAfterMs: at - now });
    this.#sweep(now);
    this.#chats.set(chatId, chat);
    chat.nextAt = at + CHAT_INTERVAL_MS / this.#factor;
    if (!isPrivate) chat.sent.push(at);
    this.#nextAt = Math.max(this.#nextAt, now) + TOTAL_INTERVAL_MS / this.#factor;
    if (at > now) await sleep(at - now);
  }

  /** Telegram asked to leave this chat alone for a while. */
  hold(chatId: number, ms: number): void {
    const chat = this.#chats.get(chatId);
    if (chat) chat.nextAt = Math.max(chat.nextAt, this.#now() + ms);
  }

  #groupTurn(chat: ChatPace, now: number): number {
    while (chat.sent[0] !== undefined && chat.sent[0] <= now - MINUTE_MS) chat.sent.shift();
    const allowed = Math.floor(GROUP_PER_MINUTE * this.#factor);
    const oldest = chat.sent.at(-allowed);
    return oldest === undefined ? 0 : oldest + MINUTE_MS;
  }

  /** Forgets chats that are quiet: their pace no longer matters. */
  #sweep(now: number): void {
    if (this.#chats.size < SWEEP_AT) return;
    for (const [id, { nextAt, sent }] of this.#chats)
      if (nextAt < now && (sent.at(-1) ?? 0) <= now - MINUTE_MS) this.#chats.delete(id);
  }
}
