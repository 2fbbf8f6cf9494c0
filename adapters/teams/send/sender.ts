import { setTimeout as sleep } from 'node:timers/promises';
import { asksNewThread, DeliveryError, type OutboundMessage, type SendReceipt } from '#src/channel/port.ts';
import { readAddress, type TeamsAddress } from '../address.ts';
import { isInDesk, type TeamsDesk } from '../desk.ts';
import { isRefusal, isTooBig, isUnreadable, TeamsFailure, toDeliveryError } from '../failure.ts';
import type { Trust } from '../receive/trust.ts';
import { type Level, type Part, renderMessage } from '../render.ts';
import { teamsFaults } from '../texts.ts';
import type { Outside } from './outside.ts';
import type { RateLimits } from './rate-limits.ts';
import { finalOf, type WorkingSigns } from './working-sign.ts';

interface SenderParts extends Outside {
  readonly desk: TeamsDesk;
  readonly limits: RateLimits;
  readonly signs: WorkingSigns;
  readonly trust: Trust;
  readonly linkToFile: (fileId: string) => string;
}

/** A delivery under way. It outlives a failed try, so that what already shows is not shown again. */
interface Progress {
  readonly parts: Part[];
  ref: string | undefined;
  /** The earlier message that the first part still has to take the place of. */
  replaces: string | undefined;
  /** The post that was made for it. */
  opened: TeamsAddress | undefined;
}

/** Waits longer than this are the outbox's: nobody else's message stands behind. */
const LONGEST_TURN_MS = 2_000;
/** A try ends well before the outbox takes it for dead (a minute). */
const LONGEST_TRY_MS = 20_000;
const REMEMBERED = 1_000;
const NEXT: Readonly<Record<Level, Level | undefined>> = { full: 'small', small: 'plain', plain: undefined };

/** Sends messages: part by part at the pace of Teams, smaller or as plain words where it refuses them. */
export class Sender {
  readonly #parts: SenderParts;
  readonly #progress = new Map<string, Progress>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** @throws DeliveryError for whatever Teams answered */
  async send(given: unknown, message: OutboundMessage): Promise<SendReceipt> {
    const { signs, linkToFile, desk } = this.#parts;
    const isNew = asksNewThread(given);
    const address = this.#addressOf(given, isNew);
    const { id: conversationId } = address.conversation;
    const streamId = await signs.settle(conversationId);
    const progress = this.#progress.get(message.id) ?? {
      parts: renderMessage(message, 'full', { linkToFile }),
      ref: undefined,
      opened: undefined,
      replaces: message.replaces,
    };
    this.#keep(message.id, progress);
    try {
      await this.#run({ address, isNew }, message, progress, streamId);
    } catch (error) {
      const failure = this.#failureOf(error, conversationId, isNew && !progress.opened);
      if (failure.kind !== 'retry') this.#progress.delete(message.id);
      throw failure;
    }
    this.#progress.delete(message.id);
    const { ref, opened } = progress;
    desk.keep(message);
    return opened ? { ref, thread: { address: opened, key: opened.conversation.id } } : { ref };
  }

  #addressOf(given: unknown, isNew: boolean): TeamsAddress {
    const { trust, desk } = this.#parts;
    const address = isNew ? desk.newPost() : readAddress(given);
    if (isNew && address && !trust.serviceUrl(address.serviceUrl))
      throw new DeliveryError('retry', teamsFaults.deskService);
    // What was allowed when it was kept may not be any more.
    if (!address || !trust.serviceUrl(address.serviceUrl))
      throw new DeliveryError('rejected', 'no address that may be answered');
    return address;
  }

  /** What the outbox is told; a conversation that Teams says is too busy waits. */
  #failureOf(error: unknown, conversationId: string, isUnopened: boolean): DeliveryError {
    const { desk, limits } = this.#parts;
    const failure = isInDesk(conversationId, desk.channel)
      ? desk.failureOf(error, isUnopened, Math.random())
      : toDeliveryError(error, Math.random());
    if (failure.kind === 'retry' && error instanceof TeamsFailure && error.status === 429)
      limits.hold(conversationId, performance.now() + (failure.retryAfterMs ?? 0));
    return failure;
  }

  /** Puts a part in the place of an earlier message; where that is gone, the part stays to be sent. */
  async #takePlace(address: TeamsAddress, replaced: string, part: Part, progress: Progress): Promise<void> {
    if (await this.#change(address, replaced, part.activity)) {
      progress.ref = replaced;
      progress.parts.shift();
    }
    progress.replaces = undefined;
  }

  async #sendPart(
    address: TeamsAddress,
    part: Part,
    progress: Progress,
    stream: string | undefined,
  ): Promise<void> {
    const ref = await this.#post(address, stream ? finalOf(stream, part.activity) : part.activity);
    progress.ref ??= ref ?? stream;
    progress.parts.shift();
  }

  async #run(
    { address: given, isNew }: { address: TeamsAddress; isNew: boolean },
    message: OutboundMessage,
    progress: Progress,
    streamId: string | undefined,
  ): Promise<void> {
    const until = performance.now() + LONGEST_TRY_MS;
    let stream = streamId;
    for (let part = progress.parts[0]; part; part = progress.parts[0]) {
      const address = progress.opened ?? given;
      await this.#turn(address, until);
      try {
        if (isNew && !progress.opened) {
          await this.#open(address, part.activity, progress);
          progress.parts.shift();
          continue;
        }
        if (progress.replaces !== undefined) {
          await this.#takePlace(address, progress.replaces, part, progress);
          continue;
        }
        await this.#sendPart(address, part, progress, stream);
      } catch (error) {
        // The person stopped the stream, or it is out of time: the answer is an ordinary message.
        if (stream === undefined || !isRefusal(error)) this.#replace(progress, part, message, error);
      }
      stream = undefined;
    }
  }

  async #post(address: TeamsAddress, activity: Part['activity']): Promise<string | undefined> {
    return this.#counted(address, () => this.#parts.post(address, activity));
  }

  async #open(channel: TeamsAddress, activity: Part['activity'], progress: Progress): Promise<void> {
    const { id, ref } = await this.#counted(channel, () => this.#parts.open(channel, activity));
    progress.ref = ref;
    progress.opened = { ...channel, conversation: { ...channel.conversation, id } };
  }

  /** @returns false when the message can't be changed any more: it must then be said anew */
  async #change(address: TeamsAddress, id: string, activity: Part['activity']): Promise<boolean> {
    try {
      await this.#counted(address, () => this.#parts.change(address, id, activity));
      return true;
    } catch (error) {
      // Too big, or unreadable, it would be refused again: it is sent, and then made smaller.
      if (isRefusal(error)) return false;
      throw error;
    }
  }

  /** Gives back the turn that was taken, whatever Teams answers. */
  async #counted<T>({ conversation }: TeamsAddress, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } finally {
      this.#parts.limits.release(conversation.id, conversation.tenantId ?? '', performance.now());
    }
  }

  /** Puts a refused part's content in another form. @throws what was refused, when there is no other */
  #replace(progress: Progress, part: Part, message: OutboundMessage, error: unknown): void {
    const level = isTooBig(error) ? NEXT[part.level] : isUnreadable(error) ? 'plain' : undefined;
    if (level === undefined || level === part.level) throw error;
    const { linkToFile } = this.#parts;
    const parts = renderMessage({ ...message, blocks: part.blocks }, level, { linkToFile });
    progress.parts.splice(0, 1, ...parts);
  }

  /** Waits for the conversation's turn. @throws DeliveryError `retry` when it is far */
  async #turn({ conversation }: TeamsAddress, until: number): Promise<void> {
    for (;;) {
      const now = performance.now();
      const wait = this.#parts.limits.take(conversation.id, conversation.tenantId ?? '', now);
      if (wait === 0) return;
      if (wait > LONGEST_TURN_MS || now + wait > until)
        throw new DeliveryError('retry', 'waiting for its turn', { retryAfterMs: wait });
      await sleep(wait);
    }
  }

  #keep(id: string, progress: Progress): void {
    this.#progress.set(id, progress);
    const [oldest] = this.#progress.keys();
    if (this.#progress.size > REMEMBERED && oldest !== undefined) this.#progress.delete(oldest);
  }
}
