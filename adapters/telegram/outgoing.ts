import {
  asksNewThread,
  DeliveryError,
  type OutboundFile,
  type OutboundMessage,
  type SendReceipt,
} from '#src/channel/port.ts';
import {
  isContentRefused,
  isFormattingRefused,
  isTopicGone,
  type TelegramCalls,
  TelegramFailure,
  toDeliveryError,
} from './calls.ts';
import { DeskTopics, toDeskError, topicName } from './desk.ts';
import type { Pacing } from './pacing.ts';
import { keyOf, type Place, placeSchema } from './parse.ts';
import { type Piece, renderMessage } from './render.ts';
import { telegramTexts } from './texts.ts';

interface OutgoingParts {
  readonly calls: TelegramCalls;
  readonly pacing: Pacing;
  /** The forum group where the experts work. */
  readonly deskChat: number | undefined;
  readonly readFile: (fileId: string) => Promise<OutboundFile | undefined>;
  readonly linkToFile: (fileId: string) => string;
}

/** A bot may upload so much. */
const MAX_FILE_BYTES = 50 * 1_024 * 1_024;
const UPLOAD_MS = 30_000;
/** All parts of a message; the rest is for the next try. Less than the lease that the outbox gives. */
const LONGEST_SEND_MS = 20_000;
const KEPT = 1_000;

/** What a try left behind, so that the next one goes on where it stopped. */
interface Progress {
  /** The topic made for it. */
  readonly topic: Place | undefined;
  readonly sent: number;
  readonly ref: string | undefined;
}

/** Sends messages: part by part, as plain text where the formatting is refused, to where a group has moved. */
export class Outgoing {
  readonly #parts: OutgoingParts;
  readonly #progress = new Map<string, Progress>();
  readonly #moved = new Map<number, number>();
  readonly #topics: DeskTopics | undefined;

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
    const { calls, deskChat } = parts;
    this.#topics = deskChat === undefined ? undefined : new DeskTopics(calls, deskChat);
  }

  /** @throws DeliveryError */
  async send(address: unknown, message: OutboundMessage): Promise<SendReceipt> {
    const pieces = renderMessage(message);
    const end = performance.now() + LONGEST_SEND_MS;
    const isNew = asksNewThread(address);
    let { sent, ref, topic } = this.#progress.get(message.id) ?? {
      sent: 0,
      ref: undefined,
      topic: undefined,
    };
    if (isNew && !topic) {
      topic = await this.#openTopic(message);
      this.#keepProgress(message.id, { sent, ref, topic });
    }
    const place = topic ?? placeSchema.parse(address);
    if (sent === 0 && (await this.#change(place, message, pieces))) return { ref: message.replaces };
    for (const piece of pieces.slice(sent)) {
      if (performance.now() > end) throw new DeliveryError('retry', 'the rest follows');
      ref = await this.#sendPiece(place, piece, message.filesMayBeLinks === true);
      sent += 1;
      this.#keepProgress(message.id, { sent, ref, topic });
    }
    this.#progress.delete(message.id);
    return topic ? { ref, thread: { address: topic, key: keyOf(topic) } } : { ref };
  }

  async #openTopic(message: OutboundMessage): Promise<Place> {
    if (!this.#topics) throw new DeliveryError('rejected', 'no group of experts');
    return this.#topics.open(topicName(message));
  }

  /**
   * Changes the earlier message that this one takes the place of.
   * @returns false when there is none, or when it can't be changed: it must then be said anew
   */
  async #change(place: Place, message: OutboundMessage, pieces: readonly Piece[]): Promise<boolean> {
    const messageId = Number(message.replaces);
    const [piece] = pieces;
    if (!Number.isSafeInteger(messageId) || pieces.length !== 1 || piece?.type !== 'text') return false;
    const payload = {
      chat_id: this.#chatOf(place),
      message_id: messageId,
      text: piece.text,
      entities: piece.entities,
      reply_markup: { inline_keyboard: piece.keyboard ?? [] },
      link_preview_options: { is_disabled: true },
    };
    await this.#parts.pacing.turn(this.#chatOf(place), place.private);
    try {
      await this.#parts.calls.call('editMessageText', payload);
    } catch (error) {
      if (isUnchangeable(error)) return false;
      if (!isSameAsBefore(error)) throw this.#failure(place, error);
    }
    if (place.desk) await this.#topics?.rename(place, topicName(message));
    return true;
  }

  async #sendPiece(place: Place, piece: Piece, mayBeLink: boolean): Promise<string | undefined> {
    const { pacing } = this.#parts;
    await pacing.turn(this.#chatOf(place), place.private);
    try {
      return await this.#follow(place, (where) => this.#post(where, piece));
    } catch (error) {
      const failure = this.#failure(place, error);
      if (piece.type !== 'document' || !isOfFile(failure, mayBeLink)) throw failure;
      return this.#sendLink(place, piece);
    }
  }

  /** A file that Telegram does not take is given as a link, which is said. */
  async #sendLink(place: Place, piece: Document): Promise<string | undefined> {
    const { text, ...rest } = piece;
    const { readFile, linkToFile, pacing } = this.#parts;
    const words = (await readFile(piece.fileId))
      ? telegramTexts.fileRefused(piece.name, linkToFile(piece.fileId))
      : telegramTexts.fileGone(piece.name);
    const said: Piece = { ...rest, type: 'text', text: text ? `${text}\n\n${words}` : words };
    await pacing.turn(this.#chatOf(place), place.private);
    try {
      return await this.#follow(place, (where) => this.#post(where, said));
    } catch (error) {
      throw this.#failure(place, error);
    }
  }

  #failure(place: Place, error: unknown): unknown {
    if (error instanceof TelegramFailure && error.retryAfterMs !== undefined)
      this.#parts.pacing.hold(this.#chatOf(place), error.retryAfterMs);
    return place.desk ? toDeskError(error, place.chatId) : toDeliveryError(error);
  }

  /**
   * Follows a group that became a supergroup, and leaves a topic that is gone for its group; what is said of a case
   * belongs in its topic alone.
   */
  async #follow<T>(place: Place, post: (where: Where) => Promise<T>): Promise<T> {
    const thread = place.threadId === undefined ? {} : { message_thread_id: place.threadId };
    try {
      return await post({ chat_id: this.#chatOf(place), ...thread });
    } catch (error) {
      if (!(error instanceof TelegramFailure) || place.desk) throw error;
      if (error.migratedTo !== undefined) {
        this.#moved.set(place.chatId, error.migratedTo);
        return post({ chat_id: error.migratedTo });
      }
      if (!isTopicGone(error) || place.threadId === undefined) throw error;
      return post({ chat_id: this.#chatOf(place) });
    }
  }

  async #post(where: Where, piece: Piece): Promise<string | undefined> {
    try {
      return await this.#postOnce(where, piece);
    } catch (error) {
      if (!(error instanceof TelegramFailure) || !isContentRefused(error)) throw error;
      const { keyboard, ...bare } = { ...piece, entities: [] };
      // What Telegram refuses is said again as plain text, with its buttons when they are not at fault.
      return this.#postOnce(where, isFormattingRefused(error) && keyboard ? { ...bare, keyboard } : bare);
    }
  }

  async #postOnce(where: Where, piece: Piece): Promise<string | undefined> {
    const { calls } = this.#parts;
    const markup = piece.keyboard ? { reply_markup: { inline_keyboard: piece.keyboard } } : {};
    const file = piece.type === 'document' ? await this.#fileOf(piece) : undefined;
    if (piece.type === 'document' && file) {
      const caption = piece.text ? { caption: piece.text, caption_entities: piece.entities } : {};
      const document = calls.upload(file.bytes, file.name);
      const payload = { ...where, document, ...caption, ...markup };
      return refOf(await calls.call('sendDocument', payload, { timeoutMs: UPLOAD_MS }));
    }
    const text = piece.type === 'document' ? await this.#wordsFor(piece) : piece.text;
    const payload = {
      ...where,
      text,
      entities: piece.entities,
      ...markup,
      link_preview_options: { is_disabled: true },
    };
    return refOf(await calls.call('sendMessage', payload));
  }

  /** The file to upload; undefined when it is gone or too heavy. */
  async #fileOf({ fileId }: { fileId: string }): Promise<OutboundFile | undefined> {
    const file = await this.#parts.readFile(fileId);
    return file && file.bytes.length <= MAX_FILE_BYTES ? { ...file, name: fileName(file.name) } : undefined;
  }

  async #wordsFor({ fileId, name, text }: Document): Promise<string> {
    const { readFile, linkToFile } = this.#parts;
    const words = (await readFile(fileId))
      ? telegramTexts.fileByLink(name, linkToFile(fileId))
      : telegramTexts.fileGone(name);
    return text ? `${text}\n\n${words}` : words;
  }

  #chatOf = ({ chatId }: Place): number => this.#moved.get(chatId) ?? chatId;

  #keepProgress(id: string, progress: Progress): void {
    this.#progress.set(id, progress);
    const [oldest] = this.#progress.keys();
    if (this.#progress.size > KEPT && oldest !== undefined) this.#progress.delete(oldest);
  }
}

/** The earlier message is gone, or too old. */
const isUnchangeable = (error: unknown): boolean =>
  error instanceof TelegramFailure &&
  error.code === 400 &&
  /message to edit not found|message can't be edited|message_id_invalid/i.test(error.message);

const isSameAsBefore = (error: unknown): boolean =>
  error instanceof TelegramFailure && error.code === 400 && /message is not modified/i.test(error.message);

type Document = Extract<Piece, { type: 'document' }>;

/**
 * Whether it is the file that can't pass: refused for good; or again and again, and not because Telegram wants rest.
 */
const isOfFile = (failure: unknown, mayBeLink: boolean): boolean =>
  failure instanceof DeliveryError &&
  (failure.kind === 'rejected' ||
    (mayBeLink && failure.kind === 'retry' && failure.retryAfterMs === undefined));

interface Where {
  readonly chat_id: number;
  readonly message_thread_id?: number;
}

/** Upload headers take the name as it is: nothing in it may end them. */
const fileName = (name: string): string =>
  name.toWellFormed().replace(/[\u0000-\u001F\u007F"\\/;]/g, '_') || 'document';

function refOf(sent: unknown): string | undefined {
  const id = (sent as { message_id?: unknown } | null)?.message_id;
  return typeof id === 'number' ? String(id) : undefined;
}
