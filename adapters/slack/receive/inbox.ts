import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import { type ChannelHost, type InboundMessage, NotTaken } from '#src/channel/port.ts';
import type { SlackAddress } from '../address.ts';
import { withoutSecrets } from '../bolt-logger.ts';
import { CHANNEL, parseEvent, type SlackIdentity } from '../parse.ts';
import { renderChosen, renderReasonForm, renderSentence } from '../render.ts';
import { isResponseAddress, respond } from '../send/respond.ts';
import type { WorkingSigns } from '../send/working-sign.ts';
import { slackTexts } from '../texts.ts';
import { type ParsedInteraction, parseActions, parseCommand, parseReason } from './parse-interaction.ts';
import type { People } from './people.ts';

interface InboxParts {
  readonly host: ChannelHost;
  readonly client: webApi.WebClient;
  readonly identity: SlackIdentity;
  readonly signs: WorkingSigns;
  readonly people: People;
  readonly onError: (error: unknown) => void;
  readonly apiUrl: string | undefined;
  readonly rateFactor?: number | undefined;
}

type Choice = Extract<ParsedInteraction, { type: 'choice' }>;
type Rating = Extract<ParsedInteraction, { type: 'rating' }>;

/** Slack delivers an event once, then three times more. */
const LAST_RETRY = 3;
/** Messages whose pressed buttons are remembered: a press may tell of a state that is already past. */
const REMEMBERED = 500;
const EDIT_MS = 1_000;

/** What comes from Slack. Each resolves once it is saved: Slack is then told that it arrived. */
export class Inbox {
  readonly #parts: InboxParts;
  /** The last message whose author was told that it was lost: Slack announces a call of the bot twice. */
  #told = '';
  readonly #chosen = new Map<string, Choice[]>();
  /** A message is not changed more than once a second. */
  readonly #edits = new Map<string, Promise<void>>();

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  async event(event: unknown): Promise<void> {
    const { host, identity, signs } = this.#parts;
    const parsed = parseEvent(event, identity);
    if (parsed.type === 'ignored') return;
    const [{ conversationKey }] = parsed.messages;
    if (parsed.ifKnown && !(await this.#isKnown(conversationKey))) return;
    for (const message of parsed.messages) {
      const address = message.address as SlackAddress;
      const isSaid = message.content.type === 'text' || message.content.type === 'action';
      if (isSaid && !message.desk && address.kind === 'chat') signs.watch(host, address);
      await host.receive(await this.#named(message));
    }
  }

  /** `/hotline …`: Slack shows at once what was asked, to its author alone, and the answer follows there. */
  async command(body: unknown, ack: (response: Record<string, unknown>) => Promise<void>): Promise<void> {
    const { host, identity } = this.#parts;
    const message = parseCommand(body, identity, Date.now());
    if (!message || !this.#mayRespond((message.address as { responseUrl?: string }).responseUrl)) return;
    await host.receive(message);
    const { content } = message;
    const said = content.type === 'text' ? slackTexts.asked(content.text) : slackTexts.askedHelp;
    await ack({ response_type: 'ephemeral', ...renderSentence(said) });
  }

  async action(body: unknown): Promise<void> {
    const parsed = parseActions(body, this.#parts.identity, Date.now());
    if (parsed.type === 'rating') await this.#rate(parsed);
    if (parsed.type === 'choice') await this.#choose(parsed);
  }

  async reason(body: unknown): Promise<void> {
    const given = parseReason(body);
    if (given) await this.#parts.host.feedback(CHANNEL, given.key, given.feedback);
  }

  /**
   * Something could not be saved. An event is left unacknowledged, and Slack delivers it again; of what Slack does not
   * deliver again, its author is told.
   */
  async failed(error: unknown, body: unknown, retry: number | undefined): Promise<void> {
    const reference = randomUUID().slice(0, 8);
    const { onError, client, identity } = this.#parts;
    onError(new Error(withoutSecrets(`slack: nothing saved, reference ${reference}`), { cause: error }));
    const { event, response_url: responseUrl } = (body ?? {}) as { event?: unknown; response_url?: unknown };
    if (event !== undefined && (retry ?? 0) < LAST_RETRY) throw error;
    const notTaken = notTakenOf(error);
    const sentence = renderSentence(notTaken ? notTaken.message : slackTexts.failed(reference));
    if (typeof responseUrl === 'string' && this.#mayRespond(responseUrl)) {
      await this.#quietly(() =>
        respond(responseUrl, { response_type: 'ephemeral', replace_original: false, ...sentence }),
      );
      return;
    }
    const parsed = parseEvent(event, identity);
    if (parsed.type === 'ignored' || parsed.ifKnown) return;
    const { deliveryId } = parsed.messages[0];
    if (this.#told === deliveryId) return;
    this.#told = deliveryId;
    const { channel, thread } = parsed.messages[0].address as { channel: string; thread?: string };
    const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
    await this.#quietly(() => client.chat.postMessage({ ...where, ...sentence }));
  }

  async #choose(choice: Choice): Promise<void> {
    const { host, signs } = this.#parts;
    if (choice.message.desk) {
      // The card itself shows what becomes of it.
      await host.receive(await this.#named(choice.message));
      return;
    }
    const address = choice.message.address as SlackAddress;
    if (address.kind === 'chat') signs.watch(host, address);
    const status = await host.receive(choice.message);
    const { responseUrl, blocks } = choice;
    if (responseUrl === undefined || !this.#mayRespond(responseUrl)) return;
    if (status === 'duplicate') {
      const already = { response_type: 'ephemeral', replace_original: false };
      this.#later(() => respond(responseUrl, { ...already, ...renderSentence(slackTexts.alreadyChosen) }));
    } else if (blocks) {
      this.#edit(choice.of, () => this.#showChosen(choice, responseUrl, blocks));
    }
  }

  /** Shows who chose what, in place of the button. */
  async #showChosen(choice: Choice, responseUrl: string, blocks: readonly unknown[]): Promise<void> {
    const chosen = [...(this.#chosen.get(choice.of) ?? []), choice];
    const [oldest] = this.#chosen.keys();
    if (this.#chosen.size >= REMEMBERED && oldest !== undefined) this.#chosen.delete(oldest);
    this.#chosen.set(choice.of, chosen);
    const shown = chosen.reduce(renderChosen, blocks);
    await respond(responseUrl, { replace_original: true, text: choice.text, blocks: shown });
  }

  /** What an expert said, with the name that the company reads. */
  async #named(message: InboundMessage): Promise<InboundMessage> {
    const { speaker } = message;
    if (!message.desk || !speaker) return message;
    const name = await this.#parts.people.nameOf(speaker.key.slice(speaker.key.indexOf(':') + 1));
    return { ...message, speaker: { ...speaker, name } };
  }

  async #rate({ key, feedback, trigger }: Rating): Promise<void> {
    const kept = await this.#parts.host.feedback(CHANNEL, key, feedback);
    if (!kept || feedback.rating !== 'down' || trigger === undefined) return;
    const view = renderReasonForm({ key, messageId: feedback.messageId });
    this.#later(() => this.#parts.client.views.open({ trigger_id: trigger, view }));
  }

  /** Changes a message, a second at least after its last change. */
  #edit(of: string, change: () => Promise<void>): void {
    const rest = EDIT_MS / (this.#parts.rateFactor ?? 1);
    const before = this.#edits.get(of) ?? Promise.resolve();
    const done = before
      .then(() => this.#quietly(change))
      .then(() => sleep(rest, undefined, { ref: false }))
      .then(() => {
        if (this.#edits.get(of) === done) this.#edits.delete(of);
      });
    this.#edits.set(of, done);
  }

  async #isKnown(conversationKey: string): Promise<boolean> {
    const { items } = await this.#parts.host.history(CHANNEL, conversationKey, { before: undefined });
    return items.length > 0;
  }

  #mayRespond(address: string | undefined): boolean {
    return address !== undefined && isResponseAddress(address, this.#parts.apiUrl);
  }

  /** Does what nobody waits for, after the acknowledgement. */
  #later(work: () => Promise<unknown>): void {
    void this.#quietly(work);
  }

  async #quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.onError(error);
    }
  }
}

/** Why a message was not taken; Bolt wraps what its listeners throw. */
function notTakenOf(error: unknown): NotTaken | undefined {
  const { original } = (error ?? {}) as { original?: unknown };
  return [error, original].find((one) => one instanceof NotTaken);
}
