import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { ChannelHost } from '#src/channel/port.ts';
import { isPersonal, type TeamsAddress } from '../address.ts';
import { CHANNEL } from '../parse.ts';
import { teamsTexts } from '../texts.ts';
import type { RateLimits } from './rate-limits.ts';

/** Teams shows a typing sign for a few seconds. */
const EVERY_MS = 3_000;
const LONGEST_MS = 60_000;
/** A quick answer needs no words; a slow one is announced by a stream, which the answer ends. */
const STREAM_AFTER_MS = 2_000;
const STREAM_NEXT_MS = 10_000;
/** Teams ends a stream after two minutes. */
const STREAM_MS = 110_000;
/** A conversation that is silent for so long is no longer listened to; its next message begins anew. */
const FORGET_MS = 120_000;

/** A sign on its way is not waited for longer. */
const SETTLE_MS = 3_000;
/** Of what Teams takes, signs use at most so much: answers come first. */
const SHARE = 0.5;

/** Puts an activity in a conversation. @returns the id that Teams gave it, when it gave one */
export type Post = (address: TeamsAddress, activity: Partial<Activity>) => Promise<string | undefined>;

interface Stream {
  readonly id: string;
  readonly since: number;
}

interface Watch {
  address: TeamsAddress;
  readonly stopListening: () => void;
  forget: NodeJS.Timeout | undefined;
  readonly timers: Set<NodeJS.Timeout>;
  /** The calls under way: nothing is posted before they end, or a sign would come after the answer. */
  busy: Promise<void>;
  stream: Stream | undefined;
}

/** The end of a stream: the message itself, in the place of what announced it. */
export const finalOf = (streamId: string, activity: Partial<Activity>): Partial<Activity> => ({
  ...activity,
  channelData: { streamId, streamType: 'final' },
});

/**
 * Says that an answer is being made: a typing sign in chats, refreshed, and after two seconds, between one person and
 * the hotline, a stream that only informs. Answers are checked whole, so their words are never streamed; whatever goes
 * wrong with the stream, the answer is an ordinary message.
 */
export class WorkingSigns {
  readonly #post: Post;
  readonly #limits: RateLimits;
  readonly #onError: (error: unknown) => void;
  readonly #watches = new Map<string, Watch>();

  constructor(post: Post, limits: RateLimits, onError: (error: unknown) => void) {
    this.#post = post;
    this.#limits = limits;
    this.#onError = onError;
  }

  /** Listens to a conversation. Call it before its message is received. */
  watch(host: ChannelHost, address: TeamsAddress): void {
    const key = address.conversation.id;
    // A channel shows no sign.
    if (address.conversation.conversationType === 'channel') return;
    const known = this.#watches.get(key);
    const watch: Watch = known ?? {
      address,
      stopListening: host.subscribe(CHANNEL, key, (event) => {
        if (event.type === 'typing') this.#begin(watch);
        else if (event.message.author !== 'company') stopTimers(watch);
      }),
      forget: undefined,
      timers: new Set(),
      busy: Promise.resolve(),
      stream: undefined,
    };
    watch.address = address;
    this.#watches.set(key, watch);
    clearTimeout(watch.forget);
    watch.forget = setTimeout(() => this.#drop(key, watch), FORGET_MS).unref();
  }

  /**
   * Ends the sign of a conversation; when it resolves, none can come any more.
   * @returns the stream that the next message must end, when there is one
   */
  async settle(conversationId: string): Promise<string | undefined> {
    const watch = this.#watches.get(conversationId);
    if (!watch) return undefined;
    stopTimers(watch);
    await Promise.race([watch.busy, sleep(SETTLE_MS, undefined, { ref: false })]);
    const { stream } = watch;
    watch.stream = undefined;
    return stream && performance.now() - stream.since < STREAM_MS ? stream.id : undefined;
  }

  stop(): void {
    for (const [key, watch] of this.#watches) this.#drop(key, watch);
  }

  #drop(key: string, watch: Watch): void {
    stopTimers(watch);
    clearTimeout(watch.forget);
    watch.stopListening();
    this.#watches.delete(key);
  }

  #begin(watch: Watch): void {
    stopTimers(watch);
    const typing = setInterval(() => {
      if (!watch.stream) this.#run(watch, () => this.#show(watch, { type: 'typing' }));
    }, EVERY_MS).unref();
    watch.timers.add(typing);
    this.#run(watch, () => this.#show(watch, { type: 'typing' }));
    if (isPersonal(watch.address)) {
      this.#later(watch, STREAM_AFTER_MS, () => this.#run(watch, () => this.#openStream(watch)));
      this.#later(watch, STREAM_NEXT_MS, () => this.#run(watch, () => this.#goOn(watch)));
    }
    this.#later(watch, LONGEST_MS, () => stopTimers(watch));
  }

  async #openStream(watch: Watch): Promise<void> {
    // One at a time in a chat: another one may still wait for its answer.
    if (watch.stream) return;
    const since = performance.now();
    const id = await this.#show(watch, inform(teamsTexts.searching, 1, undefined));
    // Without a name there is no stream to end.
    if (id) watch.stream = { id, since };
  }

  async #goOn(watch: Watch): Promise<void> {
    const { stream } = watch;
    if (!stream) return;
    try {
      await this.#show(watch, inform(teamsTexts.checking, 2, stream.id));
    } catch (error) {
      // Stopped by the person, or out of time.
      watch.stream = undefined;
      throw error;
    }
  }

  async #show({ address }: Watch, activity: Partial<Activity>): Promise<string | undefined> {
    const { id, tenantId = '' } = address.conversation;
    if (this.#limits.take(id, tenantId, performance.now(), SHARE) > 0) return undefined;
    try {
      return await this.#post(address, activity);
    } finally {
      this.#limits.release(id, tenantId, performance.now());
    }
  }

  #later(watch: Watch, ms: number, work: () => void): void {
    watch.timers.add(setTimeout(work, ms).unref());
  }

  /** One call after the other. A sign that fails is no reason not to answer. */
  #run(watch: Watch, work: () => Promise<unknown>): void {
    watch.busy = watch.busy.then(work).then(undefined, this.#onError) as Promise<void>;
  }
}

const inform = (text: string, streamSequence: number, streamId: string | undefined): Partial<Activity> => ({
  type: 'typing',
  text,
  channelData: { ...(streamId ? { streamId } : {}), streamType: 'informative', streamSequence },
});

function stopTimers(watch: Watch): void {
  for (const timer of watch.timers) clearTimeout(timer);
  watch.timers.clear();
}
