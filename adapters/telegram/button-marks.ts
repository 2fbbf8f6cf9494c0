import type { TelegramCalls } from './calls.ts';
import type { Press } from './parse.ts';
import { type Keyboard, markPressed } from './render.ts';

/** Telegram takes an edit a second in a private chat, and slows down bots that edit faster in groups. */
const PRIVATE_MS = 1_050;
const GROUP_MS = 3_050;
const KEPT = 500;

interface Marked {
  readonly chatId: number;
  readonly messageId: number;
  keyboard: Keyboard;
}

/** Shows on buttons that they were taken. Several presses in a moment make one edit; a failed one is no loss. */
export class ButtonMarks {
  readonly #calls: TelegramCalls;
  readonly #marked = new Map<string, Marked>();
  readonly #waiting = new Map<number, { timer: NodeJS.Timeout | undefined; keys: Set<string> }>();

  constructor(calls: TelegramCalls) {
    this.#calls = calls;
  }

  mark({ keyboard, data, place, messageId }: Press): void {
    if (!keyboard || messageId === undefined) return;
    const key = `${place.chatId}:${messageId}`;
    const before = this.#marked.get(key)?.keyboard ?? keyboard;
    // The press of a moment ago may not show yet in the keyboard that this one came with.
    const after = markPressed(before, data);
    if (!after) return;
    this.#marked.delete(key);
    this.#marked.set(key, { chatId: place.chatId, messageId, keyboard: after });
    const [oldest] = this.#marked.keys();
    if (this.#marked.size > KEPT && oldest !== undefined) this.#marked.delete(oldest);
    this.#edit(place.chatId, key, place.private ? PRIVATE_MS : GROUP_MS);
  }

  stop(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  /** Edits now, or when the chat's last edit is old enough. */
  #edit(chatId: number, key: string, everyMs: number): void {
    const waiting = this.#waiting.get(chatId);
    if (waiting) {
      waiting.keys.add(key);
      return;
    }
    this.#post(key);
    const next = { keys: new Set<string>(), timer: undefined as NodeJS.Timeout | undefined };
    this.#waiting.set(chatId, next);
    next.timer = setTimeout(() => {
      this.#waiting.delete(chatId);
      const [first, ...others] = next.keys;
      if (first === undefined) return;
      this.#edit(chatId, first, everyMs);
      for (const other of others) this.#edit(chatId, other, everyMs);
    }, everyMs).unref();
  }

  #post(key: string): void {
    const marked = this.#marked.get(key);
    if (!marked) return;
    const payload = {
      chat_id: marked.chatId,
      message_id: marked.messageId,
      reply_markup: { inline_keyboard: marked.keyboard },
    };
    // « message is not modified » and the like: the answer matters, the mark does not.
    this.#calls.call('editMessageReplyMarkup', payload).catch(() => undefined);
  }
}
