import type { webApi } from '@slack/bolt';
import type { ChannelHost } from '#src/channel/port.ts';
import type { ChatAddress } from '../address.ts';
import { slackErrorOf } from '../failure.ts';
import { CHANNEL } from '../parse.ts';
import { renderSentence } from '../render.ts';
import { slackTexts } from '../texts.ts';

/** An answer that comes at once needs no sign; one set at the same moment would stay after it. */
const STATUS_AFTER_MS = 500;
/** Where Slack has no sign, a message takes its place, and only when the answer is slow. */
const MESSAGE_AFTER_MS = 3_000;
/** Slack takes a status off after two minutes; a minute is as long as we say that we are working. */
const REFRESH_MS = 30_000;
const LONGEST_MS = 60_000;
/** How long a workspace without the sign is not asked again. */
const MISSING_MS = 3_600_000;
/** What Slack says where there is no such sign; other refusals are about one thread. */
const MISSING: ReadonlySet<string | undefined> = new Set([
  'missing_scope',
  'channel_type_not_supported',
  'unknown_method',
  'feature_not_enabled',
  'access_denied',
  'not_allowed_token_type',
  'method_not_supported_for_channel_type',
]);

interface Sign {
  readonly host: ChannelHost;
  readonly address: ChatAddress;
  /** Somebody wrote again meanwhile: their answer will have its own sign. */
  next: ChatAddress | undefined;
  readonly timers: Set<NodeJS.Timeout>;
  unsubscribe: () => void;
  started: boolean;
  hasStatus: boolean;
  /** The message that stands for the sign. */
  messageTs: string | undefined;
  /** The call under way: nothing is posted before it ends, or the sign would come after the answer. */
  busy: Promise<void>;
}

/** « Hotline cherche la réponse… » in a thread; where Slack cannot show it, a message that goes when the answer comes. */
export class WorkingSigns {
  readonly #client: webApi.WebClient;
  readonly #onError: (error: unknown) => void;
  readonly #signs = new Map<string, Sign>();
  #missingUntil = 0;

  constructor(client: webApi.WebClient, onError: (error: unknown) => void) {
    this.#client = client;
    this.#onError = onError;
  }

  /** Shows the sign once the conversation says that an answer is being made. Call it before the message is received. */
  watch(host: ChannelHost, address: ChatAddress): void {
    const present = this.#signs.get(address.key);
    if (present) {
      present.next = address;
      return;
    }
    const sign: Sign = {
      host,
      address,
      next: undefined,
      timers: new Set(),
      started: false,
      hasStatus: false,
      messageTs: undefined,
      busy: Promise.resolve(),
      unsubscribe: () => {},
    };
    this.#signs.set(address.key, sign);
    sign.unsubscribe = host.subscribe(CHANNEL, address.key, (event) => {
      if (event.type === 'typing') this.#begin(sign);
    });
    this.#later(sign, LONGEST_MS, () => this.#drop(sign));
  }

  /** Takes the sign away, before an answer is posted. @returns what clears a status when no answer could be posted */
  async end(key: string): Promise<() => Promise<void>> {
    const sign = this.#signs.get(key);
    if (!sign) return async () => {};
    this.#drop(sign);
    await sign.busy;
    const { messageTs, next, address } = sign;
    const { channel } = address;
    if (next) this.watch(sign.host, next);
    if (messageTs) await this.#quietly(() => this.#client.chat.delete({ channel, ts: messageTs }));
    return async () => {
      if (sign.hasStatus) await this.#quietly(() => this.#setStatus(sign, ''));
    };
  }

  /** Forgets all, at the stop. */
  stop(): void {
    for (const sign of this.#signs.values()) this.#drop(sign);
  }

  #begin(sign: Sign): void {
    if (sign.started) return;
    sign.started = true;
    const { thread } = sign.address;
    if (thread !== undefined && performance.now() >= this.#missingUntil)
      this.#later(sign, STATUS_AFTER_MS, () => this.#showStatus(sign));
    else this.#later(sign, MESSAGE_AFTER_MS, () => this.#showMessage(sign));
  }

  #showStatus(sign: Sign): void {
    sign.busy = sign.busy.then(async () => {
      try {
        await this.#setStatus(sign, slackTexts.status);
        sign.hasStatus = true;
        if (this.#isWatched(sign)) this.#later(sign, REFRESH_MS, () => this.#showStatus(sign));
      } catch (error) {
        if (MISSING.has(slackErrorOf(error))) this.#missingUntil = performance.now() + MISSING_MS;
        else this.#onError(error);
        if (this.#isWatched(sign))
          this.#later(sign, MESSAGE_AFTER_MS - STATUS_AFTER_MS, () => this.#showMessage(sign));
      }
    });
  }

  #showMessage(sign: Sign): void {
    const { channel, thread } = sign.address;
    const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
    sign.busy = sign.busy.then(() =>
      this.#quietly(async () => {
        sign.messageTs = (
          await this.#client.chat.postMessage({ ...where, ...renderSentence(slackTexts.working) })
        ).ts;
      }),
    );
  }

  async #setStatus(sign: Sign, status: string): Promise<void> {
    const { channel, thread } = sign.address;
    await this.#client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread ?? '', status });
  }

  #later(sign: Sign, ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      sign.timers.delete(timer);
      work();
    }, ms).unref();
    sign.timers.add(timer);
  }

  #isWatched(sign: Sign): boolean {
    return this.#signs.get(sign.address.key) === sign;
  }

  #drop(sign: Sign): void {
    sign.unsubscribe();
    for (const timer of sign.timers) clearTimeout(timer);
    if (this.#isWatched(sign)) this.#signs.delete(sign.address.key);
  }

  /** A sign that fails is no reason not to answer. */
  async #quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#onError(error);
    }
  }
}
