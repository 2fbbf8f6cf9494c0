import type { FakeTelegram, ShownMessage } from './fake-telegram.ts';
import type { SentUpdate } from './updates.ts';

/** Where somebody writes: their private chat, or a group, with its topic. */
export interface Spot {
  readonly chatId: number;
  readonly threadId?: number;
}

interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** People who use Telegram: what they write becomes updates, as Telegram makes them. */
export class TelegramPeople {
  readonly #fake: FakeTelegram;
  /** Names of those who gave another than the usual one: first and last. */
  readonly names = new Map<number, readonly [first: string, last: string]>();

  constructor(fake: FakeTelegram) {
    this.#fake = fake;
  }

  /** Writes a text; its commands and mentions are found as Telegram finds them. */
  write(user: number, text: string, options: { spot?: Spot; replyTo?: object } = {}): SentUpdate {
    return this.send(user, { text, entities: entitiesOf(text) }, options);
  }

  /** Sends anything: the content's fields are those of a Message. */
  send(user: number, content: object, { spot, replyTo }: { spot?: Spot; replyTo?: object } = {}): SentUpdate {
    const message = {
      ...this.#frame(user, spot),
      ...content,
      ...(replyTo ? { reply_to_message: replyTo } : {}),
    };
    return this.#update('message', message, spot?.chatId ?? user);
  }

  /** Changes an earlier message. */
  edit(user: number, before: SentUpdate, text: string, spot?: Spot): SentUpdate {
    const { message } = before.update as { message: { message_id: number } };
    const frame = { ...this.#frame(user, spot), message_id: message.message_id };
    const content = { text, entities: entitiesOf(text), edit_date: 1_780_000_100 };
    return this.#update('edited_message', { ...frame, ...content }, spot?.chatId ?? user);
  }

  /** Presses a button of a message, by its data or by the beginning of its label. */
  press(user: number, message: ShownMessage, label: string): SentUpdate {
    const buttons = message.keyboard.flat();
    const button = buttons.find(({ text }) => text.includes(label));
    if (!button)
      throw new Error(
        `no button « ${label} » among ${buttons.map(({ text }) => text).join(' | ') || 'none'}`,
      );
    return this.pressData(user, message, button.callback_data);
  }

  pressData(user: number, message: ShownMessage, data: string): SentUpdate {
    const { chatId, messageId, threadId, text, keyboard } = message;
    const spot = threadId === undefined ? { chatId } : { chatId, threadId };
    const query = {
      id: this.#fake.openCallback(),
      from: this.#person(user),
      chat_instance: '1',
      data,
      message: {
        ...this.#frame(user, spot),
        message_id: messageId,
        from: this.#fake.bot,
        text,
        reply_markup: { inline_keyboard: structuredClone(keyboard) },
      },
    };
    return this.#update('callback_query', query, chatId);
  }

  #frame(user: number, spot: Spot | undefined): Record<string, unknown> {
    const chatId = spot?.chatId ?? user;
    const topic =
      spot?.threadId === undefined ? {} : { message_thread_id: spot.threadId, is_topic_message: true };
    const chat =
      chatId > 0
        ? { id: chatId, type: 'private', first_name: this.#person(user).first_name }
        : { id: chatId, type: 'supergroup', title: 'Groupe', ...(spot?.threadId ? { is_forum: true } : {}) };
    return {
      message_id: this.#fake.nextMessageId(),
      date: 1_780_000_000,
      chat,
      from: this.#person(user),
      ...topic,
    };
  }

  #person(id: number) {
    const [first_name = `Camille ${id}`, last_name] = this.names.get(id) ?? [];
    return { id, is_bot: false, first_name, ...(last_name ? { last_name } : {}), language_code: 'fr' };
  }

  #update(kind: string, content: object, chatId: number): SentUpdate {
    const sent = this.#fake.updates.add(kind, content, String(chatId));
    if (!sent) throw new Error(`the bot does not ask for ${kind}`);
    return sent;
  }
}

function entitiesOf(text: string): Entity[] {
  const found = (type: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }));
  return [...found('bot_command', /(?<!\S)\/\w+(?:@\w+)?/g), ...found('mention', /(?<!\w)@\w+/g)];
}
