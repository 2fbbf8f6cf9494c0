import { plainText } from '#src/channel/blocks.ts';
import { DeliveryError, type OutboundMessage } from '#src/channel/port.ts';
import { isTopicGone, type TelegramCalls, TelegramFailure, toDeliveryError } from './calls.ts';
import type { Place } from './parse.ts';
import { cleanText } from './render.ts';
import { telegramFaults } from './texts.ts';

/** The Bot API takes a topic's name of so many characters. */
const NAME_MAX = 128;
const KEPT = 1_000;

/** How a case's topic is called in the list: as its card begins. */
export function topicName({ blocks }: Pick<OutboundMessage, 'blocks'>): string {
  const words = cleanText(plainText(blocks.slice(0, 1)))
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(words || '…')
    .slice(0, NAME_MAX)
    .join('');
}

/** The experts' forum group: a topic for each case, called as its card. */
export class DeskTopics {
  readonly #calls: TelegramCalls;
  readonly #chatId: number;
  readonly #names = new Map<number, string>();

  constructor(calls: TelegramCalls, chatId: number) {
    this.#calls = calls;
    this.#chatId = chatId;
  }

  /** Makes a topic. @throws DeliveryError */
  async open(name: string): Promise<Place> {
    try {
      const topic = await this.#calls.call('createForumTopic', { chat_id: this.#chatId, name });
      const { message_thread_id: threadId } = (topic ?? {}) as { message_thread_id?: unknown };
      if (typeof threadId !== 'number') throw new TelegramFailure(0, 'createForumTopic: no topic');
      this.#keep(threadId, name);
      return { chatId: this.#chatId, threadId, private: false, desk: true };
    } catch (error) {
      throw toDeskError(error, this.#chatId);
    }
  }

  /** Calls a topic as its card now begins. A name is no reason to fail. */
  async rename({ threadId }: Place, name: string): Promise<void> {
    if (threadId === undefined || this.#names.get(threadId) === name) return;
    this.#keep(threadId, name);
    const payload = { chat_id: this.#chatId, message_thread_id: threadId, name };
    await this.#calls.call('editForumTopic', payload).catch(() => undefined);
  }

  #keep(threadId: number, name: string): void {
    this.#names.set(threadId, name);
    const [oldest] = this.#names.keys();
    if (this.#names.size > KEPT && oldest !== undefined) this.#names.delete(oldest);
  }
}

/** What Telegram answers when the group, or the bot's place in it, is not as it must be. */
const NOT_READY =
  /not enough rights|not a forum|forums_disabled|chat not found|chat_admin_required|chat_write_forbidden|forbidden|not a member|have no rights|need administrator rights/i;

/**
 * What a failed call in the experts' group means. A topic that was closed or deleted is gone, and another may take its
 * place; a group where the bot may not write is put right by the team, and what waits leaves then.
 */
export function toDeskError(error: unknown, chatId: number): unknown {
  if (!(error instanceof TelegramFailure) || isTopicGone(error)) return toDeliveryError(error);
  const { code, message, migratedTo } = error;
  if (migratedTo !== undefined)
    return new DeliveryError('retry', telegramFaults.deskMoved(chatId, migratedTo), { cause: error });
  if (code === 403 || (code === 400 && NOT_READY.test(message)))
    return new DeliveryError('retry', telegramFaults.desk(message, chatId), { cause: error });
  return toDeliveryError(error);
}
