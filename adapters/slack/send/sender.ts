import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import {
  asksNewThread,
  DeliveryError,
  type OutboundFile,
  type OutboundMessage,
  type SendReceipt,
} from '#src/channel/port.ts';
import { type ChatAddress, type CommandAddress, readAddress } from '../address.ts';
import { deskAddress, isUnchangeable, type SlackDesk, threadKey, toDeskError } from '../desk.ts';
import { isRefused, slackErrorOf, toDeliveryError } from '../failure.ts';
import { renderSentence, type SlackMessage } from '../render.ts';
import { slackTexts } from '../texts.ts';
import type { Pace } from './pace.ts';
import { RESPONSES, respond } from './respond.ts';
import { bodyOf, plainSteps, type Step, stepsOf } from './steps.ts';
import { streamParts } from './stream.ts';
import { uploadFile } from './upload.ts';
import type { WorkingSigns } from './working-sign.ts';

/** A delivery under way. It outlives a failed try, so that what already shows is not shown again. */
interface Progress {
  readonly steps: Step[];
  /** What can't be uploaded may be given as a link by now. */
  mayBeLinks: boolean;
  ref: string | undefined;
  /** It goes on in a direct message, which was announced there. */
  moved: boolean;
}

interface SenderParts {
  readonly client: webApi.WebClient;
  readonly pace: Pace;
  readonly signs: WorkingSigns;
  /** Where the experts work. */
  readonly desk: SlackDesk | undefined;
  readonly readFile: (fileId: string) => Promise<OutboundFile | undefined>;
  readonly linkToFile: (fileId: string) => string;
}

/** Waits longer than this are the outbox's: nobody else's message stands behind. */
const LONGEST_TURN_MS = 2_000;
/** A try ends well before the outbox takes it for dead (a minute). */
const LONGEST_TRY_MS = 20_000;
const REMEMBERED = 1_000;

/** Sends answers: blocks, plain words where Slack refuses them, files; in order, at the channel's pace. */
export class Sender {
  readonly #parts: SenderParts;
  readonly #progress = new Map<string, Progress>();
  /** Answers already given at an address of response. */
  readonly #responses = new Map<string, number>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** @throws DeliveryError for whatever Slack answered */
  async send(given: unknown, message: OutboundMessage): Promise<SendReceipt> {
    const address = this.#addressOf(given);
    const isDesk = address.kind === 'chat' && address.desk === true;
    const clearSign = await this.#parts.signs.end(address.key);
    const progress = this.#progress.get(message.id) ?? {
      steps: stepsOf(message),
      mayBeLinks: false,
      ref: undefined,
      moved: false,
    };
    progress.mayBeLinks = message.filesMayBeLinks === true;
    remember(this.#progress, message.id, progress);
    try {
      if (address.kind === 'chat') await this.#chat(address, message.id, progress);
      else await this.#command(address, message.id, progress);
    } catch (error) {
      if (error instanceof TurnLater) throw error;
      await clearSign();
      const failure = isDesk ? toDeskError(error, address.channel) : toDeliveryError(error);
      if (failure.kind !== 'retry') this.#progress.delete(message.id);
      else if (failure.retryAfterMs !== undefined)
        this.#parts.pace.hold(address.channel, performance.now() + failure.retryAfterMs);
      throw failure;
    }
    this.#progress.delete(message.id);
    const { ref } = progress;
    if (!asksNewThread(given) || !this.#parts.desk || ref === undefined) return { ref };
    const { teamId, channel } = this.#parts.desk;
    const thread = { address: deskAddress(this.#parts.desk, ref), key: threadKey(teamId, channel, ref) };
    return { ref, thread };
  }

  #addressOf(given: unknown): ReturnType<typeof readAddress> {
    if (!asksNewThread(given)) return readAddress(given);
    if (!this.#parts.desk) throw new DeliveryError('rejected', 'slack: no channel of experts');
    return deskAddress(this.#parts.desk);
  }

  async #chat(address: ChatAddress, id: string, progress: Progress): Promise<void> {
    const until = performance.now() + LONGEST_TRY_MS;
    const turn = () => this.#turn(address.channel, `${id}#${progress.steps.length}`, until);
    await this.#stream(address, progress, turn);
    for (let step = progress.steps[0]; step; step = progress.steps[0]) {
      await turn();
      await this.#step(address, step, progress);
    }
  }

  /** An answer of several messages is one that grows, in a thread; what does not show that way is left in the steps. */
  async #stream(address: ChatAddress, progress: Progress, turn: () => Promise<void>): Promise<void> {
    const { thread } = address;
    const parts = progress.steps.flatMap((step) => (step.type === 'message' ? [step.message] : []));
    if (address.desk || thread === undefined || progress.ref !== undefined || parts.length < 2) return;
    const onShown = () => progress.steps.shift();
    const ts = await streamParts(this.#parts.client, { ...address, thread }, parts, { onShown, turn });
    progress.ref = ts;
  }

  async #step(address: ChatAddress, step: Step, progress: Progress): Promise<void> {
    const { channel } = address;
    // What follows the first message of a new thread of the experts stands in that thread.
    const thread = address.thread ?? (address.desk ? progress.ref : undefined);
    if (step.type === 'file') {
      await this.#file({ channel, thread }, step, progress.mayBeLinks);
    } else if (step.type === 'update') {
      if (!(await this.#update(channel, step))) {
        progress.steps.splice(0, 1, { type: 'message', message: step.message });
        return;
      }
      progress.ref ??= step.ts;
    } else {
      try {
        const ts = await this.#post({ channel, thread }, bodyOf(step));
        progress.ref ??= ts;
      } catch (error) {
        if (step.type === 'plain' || !isRefused(error)) throw error;
        progress.steps.splice(0, 1, ...plainSteps(step.message));
        return;
      }
    }
    progress.steps.shift();
  }

  /** @returns the ts of the message */
  async #post(
    { channel, thread }: { channel: string; thread?: string | undefined },
    body: { text: string; blocks?: SlackMessage['blocks']; mrkdwn?: boolean },
  ): Promise<string | undefined> {
    const { client } = this.#parts;
    const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
    const posted = await client.chat.postMessage({
      ...where,
      unfurl_links: false,
      unfurl_media: false,
      ...body,
    } as webApi.ChatPostMessageArguments);
    const { ts } = posted;
    // The thread is gone: Slack posts in the channel itself and says nothing. Everybody would read it, out of place.
    if (thread !== undefined && posted.message && posted.message.thread_ts !== thread) {
      if (ts) await client.chat.delete({ channel, ts }).catch(() => undefined);
      throw new DeliveryError('unreachable', 'slack: the thread is gone');
    }
    return ts;
  }

  /** @returns false when the message can't be changed any more, or not into this */
  async #update(channel: string, { ts, message }: Extract<Step, { type: 'update' }>): Promise<boolean> {
    const { text, blocks } = message;
    try {
      await this.#parts.client.chat.update({ channel, ts, text, blocks });
      return true;
    } catch (error) {
      if (isUnchangeable(error) || isRefused(error)) return false;
      throw error;
    }
  }

  async #file(
    where: { channel: string; thread: string | undefined },
    step: { fileId: string; name: string },
    mayBeLink: boolean,
  ): Promise<void> {
    const { client, readFile, linkToFile } = this.#parts;
    const file = await readFile(step.fileId);
    if (!file) {
      await this.#post(where, renderSentence(slackTexts.fileGone(step.name)));
      return;
    }
    try {
      await uploadFile(client, where, file);
    } catch (error) {
      // An application without the right to give files still has that of words.
      const isAllowed = slackErrorOf(error) !== 'missing_scope';
      if (isAllowed && !isOfFile(toDeliveryError(error), mayBeLink)) throw error;
      const link = linkToFile(step.fileId);
      await this.#post(where, renderSentence(slackTexts.fileRefused(step.name, link)));
    }
  }

  /** Answers a command where it was typed, for its author alone; once the address has served, in a direct message. */
  async #command(address: CommandAddress, id: string, progress: Progress): Promise<void> {
    for (
      let step = progress.steps[0];
      step && step.type !== 'file' && !progress.moved;
      step = progress.steps[0]
    ) {
      if (!(await this.#respond(address, bodyOf(step)))) break;
      progress.steps.shift();
    }
    if (progress.steps.length === 0) return;
    const { user } = address;
    const opened = await this.#parts.client.conversations.open({ users: user });
    const channel = opened.channel?.id;
    if (!channel) throw new DeliveryError('unreachable', 'slack: no direct message with the person');
    if (!progress.moved) progress.steps.unshift({ type: 'plain', text: slackTexts.answerToCommand });
    progress.moved = true;
    await this.#chat({ ...address, kind: 'chat', channel, thread: undefined }, id, progress);
  }

  async #respond(address: CommandAddress, body: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { responseUrl, until } = address;
    const used = this.#responses.get(responseUrl) ?? 0;
    if (responseUrl === '' || used >= RESPONSES || Date.now() >= until) return false;
    const taken = await respond(responseUrl, {
      response_type: 'ephemeral',
      replace_original: false,
      ...body,
    });
    remember(this.#responses, responseUrl, taken ? used + 1 : RESPONSES);
    return taken;
  }

  /** Waits for the message's moment in its channel; a long wait is given back to the outbox. */
  async #turn(channel: string, id: string, until: number): Promise<void> {
    const now = performance.now();
    const wait = this.#parts.pace.reserve(channel, id, now);
    if (wait > LONGEST_TURN_MS || now + wait > until) throw new TurnLater(wait);
    if (wait > 0) await sleep(wait);
    this.#parts.pace.release(id);
  }
}

/** Whether it is the file that can't pass: refused for good; or again and again, and not because Slack wants rest. */
const isOfFile = ({ kind, retryAfterMs }: DeliveryError, mayBeLink: boolean): boolean =>
  kind === 'rejected' || (mayBeLink && kind === 'retry' && retryAfterMs === undefined);

/** The channel's turn comes later; nothing failed. */
class TurnLater extends DeliveryError {
  constructor(waitMs: number) {
    super('retry', 'slack: waiting for the channel’s turn', { retryAfterMs: waitMs });
  }
}

/** Keeps an entry as the newest, and forgets the oldest when there are too many. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
