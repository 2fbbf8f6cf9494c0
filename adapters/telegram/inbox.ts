import { type ChannelHost, type InboundContent, type InboundMessage, NotTaken } from '#src/channel/port.ts';
import { HotlineError } from '#src/platform/errors.ts';
import type { ButtonMarks } from './button-marks.ts';
import type { TelegramCalls } from './calls.ts';
import { type BotIdentity, CHANNEL, keyOf, type Press, parseUpdate } from './parse.ts';
import { choicesOf, readButton } from './render.ts';
import { telegramFaults, telegramTexts } from './texts.ts';

/** What became of an update: saved or not for us; not an update at all; or to be delivered again. */
export type Taken = 'taken' | 'refused' | 'later';

interface InboxParts {
  readonly calls: TelegramCalls;
  readonly host: ChannelHost;
  readonly bot: BotIdentity;
  readonly marks: ButtonMarks;
  /** Told before a message is saved: its conversation is about to get an answer. */
  readonly onMessage: (message: InboundMessage) => void;
  readonly onError: (error: unknown) => void;
}

/** An update that can't be saved so many times may itself be the trouble. */
const TRIES = 3;
const KEPT_FAILURES = 1_000;

/**
 * Takes updates in, whichever way they come: read, saved, and only then acknowledged. An update that can't be saved is
 * asked for again; one that alone fails is replaced by a sign that something unreadable came, so that it blocks nobody.
 */
export class Inbox {
  readonly #parts: InboxParts;
  readonly #failures = new Map<number, number>();

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  async take(body: unknown): Promise<Taken> {
    const { bot, onError } = this.#parts;
    const parsed = parseUpdate(body, bot);
    switch (parsed.type) {
      case 'refused':
        return 'refused';
      case 'ignored':
        return 'taken';
      case 'unreadable':
        onError(new HotlineError('input', telegramFaults.unreadable(parsed.updateId)));
        return 'taken';
      case 'messages':
        return this.#save(parsed.updateId, parsed.messages);
      case 'press':
        return this.#press(parsed.updateId, parsed.press);
      default:
        return parsed satisfies never;
    }
  }

  async #save(updateId: number, messages: readonly InboundMessage[]): Promise<Taken> {
    const { host, onError, onMessage } = this.#parts;
    try {
      for (const message of messages) {
        onMessage(message);
        await host.receive(message);
      }
      this.#failures.delete(updateId);
      return 'taken';
    } catch (error) {
      // Nothing is wrong with it: Telegram keeps it until there is room.
      if (error instanceof NotTaken) return 'later';
      onError(error);
      return this.#failed(updateId, messages);
    }
  }

  /** The store may be down, or this very message may be the trouble: without its content, it tells which. */
  async #failed(updateId: number, messages: readonly InboundMessage[]): Promise<Taken> {
    const { host, onError } = this.#parts;
    const tries = (this.#failures.get(updateId) ?? 0) + 1;
    if (this.#failures.size >= KEPT_FAILURES) this.#failures.clear();
    this.#failures.set(updateId, tries);
    const [first] = messages;
    if (tries < TRIES || !first) return 'later';
    const content: InboundContent = { type: 'file', name: telegramTexts.unreadable };
    try {
      await host.receive({ ...first, content, speaker: undefined, messageRef: undefined });
    } catch {
      return 'later';
    }
    this.#failures.delete(updateId);
    onError(new HotlineError('input', telegramFaults.abandoned(updateId)));
    return 'taken';
  }

  async #press(updateId: number, press: Press): Promise<Taken> {
    const { host } = this.#parts;
    const { data, label, place } = press;
    const button = readButton(data);
    const pressedBefore = label?.startsWith(telegramTexts.pressed('')) ?? false;
    // First of all, and beside everything else: Telegram shows a spinning button until it hears this.
    const isStale = !button || (button.type === 'case' && !place.desk);
    this.#answer(press.queryId, isStale ? telegramTexts.staleButton : answerTo(button.type, pressedBefore));
    if (isStale) return 'taken';
    const key = keyOf(place);
    try {
      if (button.type === 'rating') {
        const { messageId, rating } = button;
        const kept = await host.feedback(CHANNEL, key, { messageId, rating });
        if (kept) this.#parts.marks.mark(press);
        return 'taken';
      }
      if (button.type === 'case') return await this.#pressCase(updateId, press, button.value);
      const content = (await this.#choice(key, button)) ?? contentOf(label);
      if (!content) return 'taken';
      const taken = await this.#save(updateId, [
        {
          channel: CHANNEL,
          conversationKey: key,
          address: place,
          content,
          speaker: press.speaker,
          // One press of a button counts, whatever update brings it.
          deliveryId: `press:${press.messageId}:${data}`,
        },
      ]);
      if (taken === 'taken') this.#parts.marks.mark(press);
      return taken;
    } catch (error) {
      this.#parts.onError(error);
      return 'later';
    }
  }

  /** A button of a case: its card changes in place, and what stands there may be pressed again. */
  #pressCase(updateId: number, press: Press, value: string): Promise<Taken> {
    const { place, label = value, speaker, queryId } = press;
    const content: InboundContent = { type: 'action', value, label };
    const conversationKey = keyOf(place);
    return this.#save(updateId, [
      {
        channel: CHANNEL,
        conversationKey,
        address: place,
        content,
        speaker,
        desk: true,
        deliveryId: `press:${queryId}`,
      },
    ]);
  }

  /** The choice as the hotline offered it: a button only says where it stands in the conversation. */
  async #choice(
    key: string,
    { seq, index }: { seq: number; index: number },
  ): Promise<InboundContent | undefined> {
    const { items } = await this.#parts.host.history(CHANNEL, key, { after: Math.max(0, seq - 1) });
    const [offer] = items;
    if (!offer || offer.seq !== seq || offer.author === 'company') return undefined;
    const choice = choicesOf(offer.blocks)[index];
    if (!choice) return undefined;
    const { kind, value, label } = choice;
    return kind === 'ask' ? { type: 'text', text: value } : { type: 'action', value, label };
  }

  #answer(queryId: string, text: string | undefined): void {
    const payload = { callback_query_id: queryId, ...(text ? { text } : {}) };
    // « query is too old » after an outage: nobody waits for it any more.
    this.#parts.calls.call('answerCallbackQuery', payload).catch(() => undefined);
  }
}

function answerTo(type: 'choice' | 'rating' | 'case', pressedBefore: boolean): string | undefined {
  if (type === 'rating') return telegramTexts.thanks;
  return pressedBefore && type === 'choice' ? telegramTexts.alreadyPressed : undefined;
}

/** The choice is not found (a group that changed its number): its label still says what is meant. */
const contentOf = (label: string | undefined): InboundContent | undefined => {
  const words = label?.replace(telegramTexts.pressed(''), '').trim();
  return words ? { type: 'text', text: words } : undefined;
};
