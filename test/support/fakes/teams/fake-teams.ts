import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCard } from './adaptive-card.ts';
import { postAsked } from './channels.ts';
import { activityFault } from './limits.ts';
import { FakeStreams } from './streams.ts';
import { FakeTokens } from './tokens.ts';

type Json = Readonly<Record<string, unknown>>;

/** Something that the bot sent, and what it was answered. */
export interface ReceivedPost {
  readonly method: string;
  /** Which service took it: regions have their own. */
  readonly region: string;
  readonly conversationId: string;
  readonly replyTo: string | undefined;
  readonly activity: Json;
  readonly at: number;
  /** HTTP status; 0 for a connection that was cut. */
  readonly status: number;
}

/** A message of the bot as somebody sees it. */
export interface ShownActivity {
  readonly id: string;
  readonly conversationId: string;
  readonly activity: Json;
  /** The card as it is now: pressing a button may replace it. */
  card: Json | undefined;
}

/** Something that goes wrong, for the activities that it names. */
export interface TeamsFault {
  readonly kind: 'status' | 'reset' | 'reset-after' | 'slow' | 'html';
  readonly status?: number;
  readonly code?: string;
  /** Seconds, with a 429. */
  readonly retryAfter?: number;
  readonly ms?: number;
  /** Only activities of this type; messages when absent. */
  readonly type?: string;
  readonly conversationId?: string;
  /** Only what says this. */
  readonly says?: string;
  /** How many; all until it is lifted when absent. */
  times?: number;
}

/** Largest activity, in bytes of UTF-16. */
const LARGEST = 100 * 1_024;
const WINDOWS = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;
const PER_TENANT = 30;

/**
 * What Teams is for a bot, on a socket of 127.0.0.1: the connector that takes its activities, the keys that sign what
 * Teams sends, and the office that gives the bot its tokens. It checks the limits, and goes wrong on demand. People live
 * in {@link TeamsPeople}.
 */
export class FakeTeams implements AsyncDisposable {
  readonly tokens = new FakeTokens();
  readonly posts: ReceivedPost[] = [];
  readonly #shown = new Map<string, ShownActivity[]>();
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly streams: FakeStreams;
  /** Conversations that the bot may not write to: the code that it is answered. */
  readonly closed = new Map<string, { readonly status: number; readonly code: string }>();
  /** Told of every message shown. */
  onShown: (shown: ShownActivity) => void = () => {};
  /** How many times the documented pace is taken. */
  rateFactor = 1;
  largest = LARGEST;
  /** False where the bot runs without authentication: it then has no token to show. */
  asksToken = true;
  /** The keys can't be had. */
  withoutKeys = false;
  readonly #faults = new Set<TeamsFault>();
  readonly #sent = new Map<string, number[]>();
  readonly #server: Server;
  #clockMs = 0;
  #nextId = 1_700_000_000_000;

  private constructor() {
    this.streams = new FakeStreams(() => this.now());
    this.#server = createServer((request, response) => {
      void this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<FakeTeams> {
    const fake = new FakeTeams();
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The service URL of a region. */
  serviceUrl(region = 'emea'): string {
    return `${this.url}/${region}/`;
  }

  now(): number {
    return performance.now() + this.#clockMs;
  }

  /** Moves the clock of Teams forward. */
  advance(ms: number): void {
    this.#clockMs += ms;
  }

  nextId(): string {
    this.#nextId += 1;
    return String(this.#nextId);
  }

  /** Makes posts go wrong. @returns lifts the fault */
  fail(fault: TeamsFault): () => void {
    const own = { ...fault };
    this.#faults.add(own);
    return () => this.#faults.delete(own);
  }

  /** What is shown in a conversation, in order. */
  shownIn(conversationId: string): ShownActivity[] {
    const shown = this.#shown.get(conversationId) ?? [];
    this.#shown.set(conversationId, shown);
    return shown;
  }

  /** All that is shown, everywhere. */
  get shown(): readonly ShownActivity[] {
    return [...this.#shown.values()].flat();
  }

  /** Waits until so much is shown in a conversation; the test's own limit ends a vain wait. */
  async untilShownIn(conversationId: string, count: number): Promise<void> {
    while (this.shownIn(conversationId).length < count)
      await new Promise<void>((wake) => {
        this.#waiting.set(conversationId, [...(this.#waiting.get(conversationId) ?? []), wake]);
      });
  }

  /** Activities of one type that were taken, in one conversation or in all. */
  taken(type: string, conversationId?: string): ReceivedPost[] {
    return this.posts.filter(
      (post) =>
        post.status >= 200 &&
        post.status < 300 &&
        post.activity.type === type &&
        (conversationId === undefined || post.conversationId === conversationId),
    );
  }

  /** Waits for something to be so; the test's own limit ends a vain wait. */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      await sleep(10);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const { pathname } = new URL(request.url ?? '/', this.url);
    if (pathname === '/openid' || pathname === '/keys') {
      if (this.withoutKeys) return reply(response, 500, {});
      const config = { issuer: 'https://api.botframework.com', jwks_uri: `${this.url}/keys` };
      return reply(response, 200, pathname === '/keys' ? this.tokens.jwks : config);
    }
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(pathname)?.[1];
    if (tenant !== undefined) {
      const { status, body: answer } = this.tokens.give(tenant, new URLSearchParams(body));
      return reply(response, status, answer);
    }
    const region = /^\/(\w+)\/v3\/conversations$/.exec(pathname)?.[1];
    if (region !== undefined) return this.#open(request, response, body, region);
    const path = /^\/(\w+)\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(pathname);
    if (!path) return reply(response, 404, {});
    return this.#post(request, response, body, path);
  }

  /** Makes a post in a channel: its conversation is named after it. */
  async #open(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    region: string,
  ): Promise<void> {
    const asked = postAsked(body);
    if (!asked) return reply(response, 400, { error: { code: 'BadSyntax', message: 'no channel' } });
    const closed = this.closed.get(asked.channel);
    if (closed) {
      const { status, body: answer } = refusal(closed.status, closed.code);
      return reply(response, status, answer);
    }
    const id = this.nextId();
    const conversation = `${asked.channel};messageid=${id}`;
    const path = ['', region, encodeURIComponent(conversation), id];
    return this.#post(request, response, JSON.stringify(asked.activity), path, {
      body: { id: conversation, activityId: id },
    });
  }

  async #post(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    path: string[],
    made?: { readonly body: unknown },
  ): Promise<void> {
    const [, region = '', conversation = '', activityId] = path;
    const conversationId = decodeURIComponent(conversation);
    const { method = '' } = request;
    const activity = JSON.parse(body || '{}') as Json;
    const keep = (status: number) => {
      const post = { method, region, conversationId, replyTo: activityId, activity, at: this.now(), status };
      this.posts.push(post);
    };
    const fault = this.#faultFor(activity, conversationId);
    if (fault?.kind === 'slow') await sleep(fault.ms);
    if (fault?.kind === 'reset') {
      keep(0);
      response.destroy();
      return;
    }
    if (fault?.kind === 'html') {
      keep(502);
      response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad Gateway</html>');
      return;
    }
    const failed = fault?.kind === 'status' ? faultAnswer(fault) : undefined;
    const {
      status,
      body: answer,
      headers,
    } = failed ??
    this.#answer(method, conversationId, activityId, activity, body, request.headers.authorization);
    if (fault?.kind === 'reset-after') {
      keep(0);
      response.destroy();
      return;
    }
    keep(status);
    reply(response, status, status < 300 && made ? made.body : answer, headers);
  }

  #faultFor(activity: Json, conversationId: string): TeamsFault | undefined {
    const fault = [...this.#faults].find(
      (one) =>
        activity.type === (one.type ?? 'message') &&
        (one.conversationId === undefined || one.conversationId === conversationId) &&
        (one.says === undefined || JSON.stringify(activity).includes(one.says)),
    );
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) this.#faults.delete(fault);
    }
    return fault;
  }

  #answer(
    method: string,
    conversationId: string,
    activityId: string | undefined,
    activity: Json,
    body: string,
    authorization: string | undefined,
  ): Answer {
    if (this.asksToken && !this.tokens.isValid(authorization))
      return { status: 401, body: { message: 'Authorization has been denied for this request.' } };
    const closed = this.closed.get(conversationId);
    if (closed) return refusal(closed.status, closed.code);
    if (body.length * 2 > this.largest) return refusal(413, 'MessageSizeTooBig');
    const wait = this.#takeTurn(conversationId);
    if (wait > 0)
      return {
        ...refusal(429, 'TooManyRequests'),
        headers: { 'Retry-After': String(Math.ceil(wait / 1_000)) },
      };
    const fault = activityFault(activity);
    if (fault) return refusal(400, 'BadSyntax', fault);
    const isPersonal = !/^19:/.test(conversationId);
    const streamed = this.streams.answer(conversationId, isPersonal, activity);
    if (streamed && (streamed.status >= 400 || activity.type !== 'message')) return streamed;
    // A reply under a post names it; a post that is made, or changed, is named itself.
    const isNamed =
      activityId !== undefined && (method === 'PUT' || this.#isOpening(conversationId, activityId));
    const id = isNamed ? activityId : this.nextId();
    if (activity.type === 'message') {
      const shown: ShownActivity = { id, conversationId, activity, card: cardOf(activity) };
      const all = this.shownIn(conversationId);
      const place = method === 'PUT' ? all.findIndex((one) => one.id === id) : -1;
      if (place >= 0) all[place] = shown;
      else all.push(shown);
      this.onShown(shown);
      for (const wake of this.#waiting.get(conversationId)?.splice(0) ?? []) wake();
    }
    return streamed ?? { status: 201, body: { id } };
  }

  #isOpening(conversationId: string, activityId: string): boolean {
    const isPost = conversationId.endsWith(`;messageid=${activityId}`);
    return isPost && this.shownIn(conversationId).length === 0;
  }

  /** Counts an activity against the pace of its conversation and of the tenant. @returns how long to wait, in ms */
  #takeTurn(conversationId: string): number {
    const now = this.now();
    const own = this.#sentIn(conversationId, now - 3_600_000);
    const all = this.#sentIn('', now - 1_000);
    const waits = [
      ...WINDOWS.map(([count, ms]) => waitOf(own, count * this.rateFactor, ms, now)),
      waitOf(all, PER_TENANT * this.rateFactor, 1_000, now),
    ];
    const wait = Math.max(...waits);
    if (wait > 0) return wait;
    own.push(now);
    all.push(now);
    return 0;
  }

  #sentIn(key: string, since: number): number[] {
    const sent = this.#sent.get(key) ?? [];
    this.#sent.set(key, sent);
    let old = 0;
    while (old < sent.length && (sent[old] ?? 0) <= since) old += 1;
    sent.splice(0, old);
    return sent;
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function waitOf(sent: readonly number[], count: number, ms: number, now: number): number {
  const first = sent.at(-Math.max(1, Math.floor(count)));
  return first === undefined ? 0 : Math.max(0, first + ms - now);
}

const refusal = (status: number, code: string, message: string = code): Answer => ({
  status,
  body: { error: { code, message } },
});

const faultAnswer = ({ status = 500, code, retryAfter }: TeamsFault): Answer => ({
  ...(code ? refusal(status, code) : { status, body: {} }),
  ...(retryAfter === undefined ? {} : { headers: { 'Retry-After': String(retryAfter) } }),
});

function cardOf(activity: Json): Json | undefined {
  const [attachment] = Array.isArray(activity.attachments) ? (activity.attachments as Json[]) : [];
  return attachment?.content as Json | undefined;
}

/** The words of a message, as somebody reads them. */
export function wordsOf({ activity, card }: ShownActivity): string {
  if (card) return readCard(card).lines.join('\n');
  const text = String(activity.text ?? '');
  if (activity.textFormat === 'plain') return text;
  return text
    .replace(/\\([\\`*_[\]|~#.)>+-])/g, '\u0001$1')
    .replace(/\*\*/g, '')
    .replaceAll('\u0001', '')
    .replace(/ {2}\n/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}
