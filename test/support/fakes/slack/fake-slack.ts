import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { slackTexts } from '#adapters/slack/texts.ts';
import { SLACK_METHODS } from './api.ts';
import { type DeliveryTry, SlackDelivery } from './delivery.ts';
import { answerWith, SlackFaults } from './faults.ts';
import { blocksError, pingsOf, shownText } from './limits.ts';
import { METHOD_SCOPES, readManifest, subscriptionOf } from './manifest.ts';
import { SocketConnection } from './socket.ts';
import { BOT_ID, BOT_USER, type SlackPost, SlackStore } from './store.ts';

/** One call that the application made. */
export interface SlackCall {
  /** A method of the API, `response` or `upload`. */
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** `ok`, Slack's word of refusal, `429`, `down` or `reset`; undefined while it is being answered. */
  outcome: string | undefined;
}

export const SLACK_SECRETS = {
  botToken: 'xoxb-000000000000-fake-bot-token',
  appToken: 'xapp-1-A0FAKE-000000000000-fake-app-token',
  signingSecret: '0123456789abcdef0123456789abcdef',
};

/** Half an hour and five answers, for the address that comes with a command or a press. */
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

/**
 * Slack on 127.0.0.1: its Web API with its limits, its events signed and repeated, its addresses of response, its
 * uploads, and Socket Mode. What people do is in slack-people.ts.
 */
export class FakeSlack implements AsyncDisposable {
  readonly store = new SlackStore();
  readonly faults = new SlackFaults();
  readonly calls: SlackCall[] = [];
  readonly delivery: SlackDelivery;
  /** Where the application listens for events; undefined in Socket Mode. */
  botUrl: () => string | undefined = () => undefined;
  /** What `assistant.threads.setStatus` is refused with; undefined when the workspace has it. */
  statusError: string | undefined;
  /** How long a stream may grow. */
  streamMs = 300_000;
  /** How long an address of response serves. */
  responseMs = RESPONSE_MS;
  /** What the application was installed with: its events, and what it may call. */
  readonly #manifest = readManifest('manifest');
  #connections: SocketConnection[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#serve(request, response).catch(() => response.destroy());
    });
    this.#server.on('upgrade', (request, socket) => {
      this.#connections.push(new SocketConnection(request, socket));
    });
    this.delivery = new SlackDelivery({
      url: () => this.botUrl(),
      signingSecret: SLACK_SECRETS.signingSecret,
      connection: () => this.connection(),
    });
  }

  static async start(): Promise<FakeSlack> {
    const slack = new FakeSlack();
    slack.#server.listen(0, '127.0.0.1');
    await once(slack.#server, 'listening');
    return slack;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** To be given as SLACK_API_URL. */
  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  /** The application's newest open connection of Socket Mode; waits for one. */
  async connection(): Promise<SocketConnection> {
    for (;;) {
      this.#connections = this.#connections.filter(({ isOpen }) => isOpen);
      const newest = this.#connections.at(-1);
      if (newest) return newest;
      await sleep(5);
    }
  }

  /** How many connections of Socket Mode are open. */
  get connected(): number {
    return this.#connections.filter(({ isOpen }) => isOpen).length;
  }

  /** Calls of a method, oldest first. */
  callsOf(method: string): SlackCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** What the application says in a channel or a thread, as people see it now. `thread: null` is the channel itself. */
  botPosts(channel: string, thread?: string | null): SlackPost[] {
    return (this.store.channels.get(channel)?.posts ?? []).filter(
      (post) =>
        post.botId === BOT_ID && !post.deleted && (thread === undefined || (post.thread ?? null) === thread),
    );
  }

  /** Words of a message, as shown: those of its blocks, or its text. No-break spaces look like spaces. */
  static words(post: Pick<SlackPost, 'text' | 'blocks'>): string {
    return (post.blocks ? shownText(post.blocks) : post.text).replace(/[\u00A0\u202F]/g, ' ');
  }

  /** Waits until the application has said so much there; the test's own limit ends a vain wait. */
  async untilPosts(channel: string, count: number, thread?: string | null): Promise<SlackPost[]> {
    while (this.botPosts(channel, thread).length < count) await this.store.changed(channel);
    return this.botPosts(channel, thread);
  }

  /** Waits until the application has answered so often there: a machine that is slow shows first that it works. */
  async untilAnswers(channel: string, count: number, thread?: string | null): Promise<SlackPost[]> {
    const answers = () =>
      this.botPosts(channel, thread).filter((post) => FakeSlack.words(post) !== slackTexts.working);
    while (answers().length < count) await this.store.changed(channel);
    return answers();
  }

  /** Waits until something holds; always a moment, so that whoever asks in a loop lets the rest go on. */
  async until(condition: () => boolean): Promise<void> {
    do await sleep(5);
    while (!condition());
  }

  /** Every message that would notify somebody who should not be. */
  pings(): string[] {
    const posts = [...this.store.channels.values()].flatMap(({ posts }) => posts);
    return posts.filter(({ botId }) => botId === BOT_ID).flatMap(pingsOf);
  }

  /** Delivers an event, if the application subscribed to it. */
  async emit(event: Readonly<Record<string, unknown>>): Promise<DeliveryTry | undefined> {
    return this.isSubscribed(event) ? this.delivery.event(event) : undefined;
  }

  isSubscribed(event: Readonly<Record<string, unknown>>): boolean {
    const type = this.store.channels.get(String(event.channel))?.type;
    return this.#manifest.settings.event_subscriptions.bot_events.includes(
      subscriptionOf(String(event.type), type),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.delivery.stop();
    for (const connection of this.#connections) connection.cut();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request);
    const [, kind, name = ''] = new URL(request.url ?? '/', this.origin).pathname.split('/');
    if (kind === 'upload') return this.#upload(name, bytes, response);
    if (kind === 'response') return this.#respond(name, bytes, response);
    const args = readForm(bytes.toString());
    const call: SlackCall = { method: name, args, at: Date.now(), outcome: undefined };
    this.calls.push(call);
    const channel = String(args.channel ?? args.channel_id ?? '');
    call.outcome = await answerWith(response, this.faults.next(name, channel), () => {
      const { authorization } = request.headers;
      const token = name === 'apps.connections.open' ? SLACK_SECRETS.appToken : SLACK_SECRETS.botToken;
      if (authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' };
      const method = SLACK_METHODS[name];
      if (kind !== 'api' || !method) return { ok: false, error: 'unknown_method' };
      const needed = METHOD_SCOPES[name];
      const { bot: provided } = this.#manifest.oauth_config.scopes;
      if (needed && !provided.includes(needed))
        return { ok: false, error: 'missing_scope', needed, provided: provided.join(',') };
      return method(args, {
        store: this.store,
        faults: this.faults,
        origin: () => this.origin,
        statusError: () => this.statusError,
        streamMs: () => this.streamMs,
        emit: (event) => void this.emit(event),
      });
    });
  }

  async #upload(id: string, bytes: Buffer, response: ServerResponse): Promise<void> {
    const call: SlackCall = {
      method: 'upload',
      args: { id, length: bytes.length },
      at: Date.now(),
      outcome: '',
    };
    this.calls.push(call);
    const fault = this.faults.next('upload', undefined);
    if (fault) {
      call.outcome = await answerWith(response, fault, () => ({ ok: true }));
      return;
    }
    const file = this.store.files.get(id);
    const fits = file !== undefined && file.length === bytes.length;
    if (fits) file.bytes = bytes;
    call.outcome = fits ? 'ok' : 'refused';
    response.writeHead(fits ? 200 : 400).end(fits ? `OK - ${bytes.length}` : 'length mismatch');
  }

  async #respond(id: string, bytes: Buffer, response: ServerResponse): Promise<void> {
    const args = JSON.parse(bytes.toString()) as Record<string, unknown>;
    const address = this.store.responses.get(id);
    const call: SlackCall = { method: 'response', args, at: Date.now(), outcome: undefined };
    this.calls.push(call);
    const fault = this.faults.next('response', address?.channel);
    if (fault) {
      call.outcome = await answerWith(response, fault, () => ({ ok: true }));
      return;
    }
    const late = !address || Date.now() > address.until - RESPONSE_MS + this.responseMs;
    if (late || address.uses >= RESPONSE_USES) {
      call.outcome = late ? 'expired_url' : 'used_url';
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: call.outcome }));
      return;
    }
    address.uses += 1;
    const refused = args.blocks === undefined ? undefined : blocksError(args.blocks);
    call.outcome = refused?.error ?? 'ok';
    if (!refused) this.#place(address, args);
    response.writeHead(refused ? 400 : 200).end(refused ? 'invalid_payload' : 'ok');
  }

  #place(
    address: { channel: string; user: string; ts: string | undefined },
    args: Record<string, unknown>,
  ): void {
    const said = { text: String(args.text ?? ''), blocks: args.blocks as unknown[] | undefined };
    const { channel, user, ts } = address;
    const post = ts === undefined ? undefined : this.store.find(channel, ts);
    if (args.replace_original === true && post) Object.assign(post, said, { edited: true });
    else {
      const onlyFor = args.response_type === 'in_channel' ? undefined : user;
      this.store.add({ channel, user: BOT_USER, botId: BOT_ID, onlyFor, ...said });
    }
  }
}

/** A form, with the arguments that are JSON read. */
function readForm(raw: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([name, value]) => {
      if (!/^[[{]/.test(value) || !['blocks', 'chunks', 'view', 'files', 'metadata'].includes(name))
        return [name, value];
      return [name, JSON.parse(value) as unknown];
    }),
  );
}
