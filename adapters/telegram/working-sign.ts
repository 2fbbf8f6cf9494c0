import type { ChannelHost } from '#src/channel/port.ts';
import type { TelegramCalls } from './calls.ts';
import { CHANNEL, keyOf, type Place } from './parse.ts';
import { telegramTexts } from './texts.ts';

/** Telegram shows a sign for five seconds. */
const EVERY_MS = 4_000;
const LONGEST_MS = 60_000;
/** A draft says in words that an answer takes time; quick answers don't need it. */
const DRAFT_AFTER_MS = 3_000;
/** A conversation that is silent for so long is no longer listened to; its next message begins anew. */
const FORGET_MS = 120_000;
const CALL_MS = 3_000;

interface Watch {
  readonly place: Place;
  readonly stopListening: () => void;
  forget: NodeJS.Timeout | undefined;
  /** Undefined while nothing is being prepared. */
  repeat: NodeJS.Timeout | undefined;
  since: number;
  underWay: Promise<unknown> | undefined;
}

/**
 * Shows that an answer is being prepared: « typing » in every chat, and after a few seconds a draft in private ones.
 * Answers are checked before they are shown, so the draft only says what is being done.
 */
export class WorkingSigns {
  readonly #calls: TelegramCalls;
  readonly #host: ChannelHost;
  readonly #watches = new Map<string, Watch>();
  #hasDrafts = true;

  constructor(calls: TelegramCalls, host: ChannelHost) {
    this.#calls = calls;
    this.#host = host;
  }

  /** Listens to a conversation that has just got a message. */
  watch(place: Place): void {
    const key = keyOf(place);
    const known = this.#watches.get(key);
    const watch: Watch = known ?? {
      place,
      stopListening: this.#host.subscribe(CHANNEL, key, (event) => {
        if (event.type === 'typing') this.#begin(watch);
        else if (event.message.author !== 'company') end(watch);
      }),
      forget: undefined,
      repeat: undefined,
      since: 0,
      underWay: undefined,
    };
    this.#watches.set(key, watch);
    clearTimeout(watch.forget);
    watch.forget = setTimeout(() => this.#drop(key, watch), FORGET_MS).unref();
  }

  /** Ends the sign of a conversation; when it resolves, no sign can come after the answer. */
  async settle(place: Place): Promise<void> {
    const watch = this.#watches.get(keyOf(place));
    if (!watch) return;
    end(watch);
    await watch.underWay;
  }

  stop(): void {
    for (const [key, watch] of this.#watches) this.#drop(key, watch);
  }

  #drop(key: string, watch: Watch): void {
    end(watch);
    clearTimeout(watch.forget);
    watch.stopListening();
    this.#watches.delete(key);
  }

  #begin(watch: Watch): void {
    end(watch);
    watch.since = performance.now();
    const show = () => {
      if (performance.now() - watch.since > LONGEST_MS) return end(watch);
      watch.underWay = this.#show(watch);
    };
    watch.repeat = setInterval(show, EVERY_MS).unref();
    show();
  }

  async #show({ place, since }: Watch): Promise<void> {
    const { chatId, threadId } = place;
    const where = { chat_id: chatId, ...(threadId === undefined ? {} : { message_thread_id: threadId }) };
    const options = { timeoutMs: CALL_MS };
    const typing = this.#calls
      .call('sendChatAction', { ...where, action: 'typing' }, options)
      .catch(() => undefined);
    if (this.#hasDrafts && place.private && performance.now() - since >= DRAFT_AFTER_MS) {
      const draft = { ...where, draft_id: DRAFT_ID, text: telegramTexts.working };
      await this.#calls.call('sendMessageDraft', draft, options).catch(() => {
        // A server that doesn't know drafts, or a bot without them: the typing sign is enough.
        this.#hasDrafts = false;
      });
    }
    await typing;
  }
}

/** One draft a chat: the same number replaces its text. */
const DRAFT_ID = 1;

function end(watch: Watch): void {
  clearInterval(watch.repeat);
  watch.repeat = undefined;
}
