import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketConnection } from './socket.ts';
import { BOT_USER, TEAM } from './store.ts';

/** One try to deliver something to the application. */
export interface DeliveryTry {
  readonly what: string;
  readonly id: string;
  /** 0 for the first try. */
  readonly retry: number;
  /** 200 when it was acknowledged, whatever the way; 0 when nothing came back. */
  readonly status: number;
  readonly ms: number;
  readonly body: unknown;
}

/** Slack waits three seconds for an acknowledgement. */
const PATIENCE_MS = 3_000;
/** It delivers an event again at once, after a minute and after five. */
const RETRIES_MS = [0, 60_000, 300_000];

export interface DeliveryParts {
  /** Where the application listens; undefined in Socket Mode. */
  url: () => string | undefined;
  signingSecret: string;
  /** A connection of Socket Mode, once there is one. */
  connection: () => Promise<SocketConnection>;
}

export interface EventBody {
  readonly event_id: string;
  readonly [field: string]: unknown;
}

/** An event in the frame that Slack delivers. */
export const eventBody = (event: Readonly<Record<string, unknown>>): EventBody => ({
  token: 'legacy',
  team_id: TEAM,
  api_app_id: 'A0FAKE',
  type: 'event_callback',
  event,
  event_id: `Ev${randomUUID()}`,
  event_time: Math.floor(Date.now() / 1_000),
  authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false }],
});

/** Delivers to the application as Slack does: signed requests or envelopes, and again until acknowledged. */
export class SlackDelivery {
  readonly #parts: DeliveryParts;
  readonly tries: DeliveryTry[] = [];
  /** How many copies of each event leave at the same moment. */
  copies = 1;
  /** Real milliseconds for one of Slack's between retries. */
  retryScale = 1 / 500;
  #stopped = false;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Delivers an event until it is acknowledged, or given up after three retries. @returns the last try */
  event(event: Readonly<Record<string, unknown>>): Promise<DeliveryTry | undefined> {
    return this.deliver(eventBody(event));
  }

  async deliver(body: EventBody): Promise<DeliveryTry | undefined> {
    const all = Array.from({ length: this.copies }, () => this.#untilTaken(body, body.event_id));
    return (await Promise.all(all))[0];
  }

  /** Delivers an event once more, whatever it was answered before. */
  again(body: EventBody): Promise<DeliveryTry> {
    return this.#once('event', body.event_id, body, 1);
  }

  async #untilTaken(body: object, id: string): Promise<DeliveryTry | undefined> {
    let last: DeliveryTry | undefined;
    for (const [index, wait] of [0, ...RETRIES_MS].entries()) {
      if (index > 0) await sleep(wait * this.retryScale);
      if (this.#stopped) return last;
      last = await this.#once('event', id, body, index);
      if (last.status === 200) return last;
    }
    return last;
  }

  /** A press, a form: delivered once, whatever happens. */
  interactive(body: object): Promise<DeliveryTry> {
    return this.#once('interactive', randomUUID(), body, 0);
  }

  command(body: Readonly<Record<string, string>>): Promise<DeliveryTry> {
    return this.#once('command', randomUUID(), body, 0);
  }

  async #once(what: string, id: string, body: object, retry: number): Promise<DeliveryTry> {
    const started = performance.now();
    const url = this.#parts.url();
    const { status, answer } = url
      ? await this.#post(url, what, body, retry)
      : await this.#send(what, body, retry);
    const done: DeliveryTry = { what, id, retry, status, ms: performance.now() - started, body: answer };
    this.tries.push(done);
    return done;
  }

  async #post(url: string, what: string, body: object, retry: number) {
    const isForm = what !== 'event';
    const fields = what === 'command' ? (body as Record<string, string>) : { payload: JSON.stringify(body) };
    const raw = isForm ? new URLSearchParams(fields).toString() : JSON.stringify(body);
    const again: Record<string, string> =
      retry > 0 ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {};
    return this.request(url, raw, {
      'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      ...again,
    });
  }

  /** A signed request. @param signed overrides what is signed, to forge a bad one */
  async request(
    url: string,
    raw: string | Buffer,
    headers: Readonly<Record<string, string>>,
    signed: { at?: number; secret?: string } = {},
  ): Promise<{ status: number; answer: unknown }> {
    const at = String(signed.at ?? Math.floor(Date.now() / 1_000));
    const secret = signed.secret ?? this.#parts.signingSecret;
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(raw).digest('hex')}`;
    try {
      const response = await fetch(`${url}/slack/events`, {
        method: 'POST',
        headers: { 'x-slack-request-timestamp': at, 'x-slack-signature': signature, ...headers },
        body: raw,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return { status: response.status, answer: isJson ? (JSON.parse(text) as unknown) : text };
    } catch {
      return { status: 0, answer: undefined };
    }
  }

  async #send(what: string, payload: object, retry: number) {
    const type = { event: 'events_api', interactive: 'interactive', command: 'slash_commands' }[what];
    const connection = await this.#parts.connection();
    const ack = await connection.send(
      {
        type,
        payload,
        accepts_response_payload: what !== 'event',
        ...(what === 'event' ? { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' } : {}),
      },
      PATIENCE_MS,
    );
    return { status: ack ? 200 : 0, answer: ack?.payload };
  }
}
