import { setTimeout as sleep } from 'node:timers/promises';

/** An update on its way to the bot. */
export interface SentUpdate {
  readonly id: number;
  readonly update: Readonly<Record<string, unknown>>;
  /** Updates of one of these are delivered in order. */
  readonly chat: string;
  /**
   * Resolves when the bot acknowledged it, with how long that took, in milliseconds: its last delivery to a webhook, or
   * all the time until a poll confirmed it.
   */
  readonly acknowledged: Promise<number>;
}

interface Pending extends SentUpdate {
  readonly acknowledge: (ms: number) => void;
  readonly addedAt: number;
}

interface Webhook {
  readonly url: string;
  readonly secret: string | undefined;
  /** Deliveries at once; Telegram's own number when the bot names none. */
  readonly maxConnections?: number | undefined;
}

/** A getUpdates request that waits. */
interface Poller {
  readonly answer: () => void;
  readonly refuse: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Longest wait of Telegram for a webhook to answer. */
const WEBHOOK_TIMEOUT_MS = 60_000;
const MAX_CONNECTIONS = 40;

/** What Telegram keeps for a bot until it is taken: by webhook with redelivery, or by long polling with confirmation. */
export class FakeUpdates {
  /** Waits between deliveries to a webhook that fails; doubled up to a second. */
  firstRetryMs = 30;
  allowed: ReadonlySet<string> | undefined;
  webhook: Webhook | undefined;
  lastError: string | undefined;
  /** Where a public address really is; undefined while nobody listens there. */
  locate: (url: string) => string | undefined = (url) => url;
  /** Every delivery to the webhook and what it answered: 0 when it could not be reached. */
  readonly deliveries: { readonly id: number; readonly status: number; readonly ms: number }[] = [];
  readonly #pending = new Map<number, Pending>();
  /** Known updates, to deliver them again. */
  readonly #sent = new Map<number, SentUpdate>();
  readonly #again: SentUpdate[] = [];
  readonly #chains = new Map<string, Promise<void>>();
  /** Deliveries to the webhook that wait for one of its connections. */
  readonly #queue: (() => void)[] = [];
  #connections = 0;
  #poller: Poller | undefined;
  #nextId = 50_000;
  /** How many copies of each update leave at the same moment. */
  copies = 1;
  #closed = false;

  /** Keeps a new update and delivers it. @returns undefined when the bot did not ask for its kind */
  add(kind: string, content: object, chat: string): SentUpdate | undefined {
    if (this.allowed && !this.allowed.has(kind)) return undefined;
    const id = this.#nextId;
    this.#nextId += 1;
    const { promise: acknowledged, resolve: acknowledge } = Promise.withResolvers<number>();
    const update = { update_id: id, [kind]: content };
    const addedAt = performance.now();
    const pending = { id, update, chat, acknowledged, acknowledge, addedAt };
    this.#pending.set(id, pending);
    this.#sent.set(id, pending);
    this.#deliver(pending);
    return pending;
  }

  /** Delivers a known update once more, whatever the bot said. @returns the webhook's status, or undefined */
  async redeliver(id: number): Promise<number | undefined> {
    const sent = this.#sent.get(id);
    if (!sent) throw new Error(`no update ${id}`);
    if (this.webhook) return this.#post(sent, this.webhook);
    this.#again.push(sent);
    this.#wakePoller();
    return undefined;
  }

  /** Forgets which updates are known, so that a long bench does not grow by its own tools. */
  forget(): void {
    for (const id of this.#sent.keys()) if (!this.#pending.has(id)) this.#sent.delete(id);
    this.deliveries.length = 0;
  }

  get pendingCount(): number {
    return this.#pending.size;
  }

  setWebhook(webhook: Webhook | undefined): void {
    this.webhook = webhook;
    this.lastError = undefined;
    if (webhook) for (const pending of this.#pending.values()) this.#deliver(pending);
  }

  /** One getUpdates: answers at once when something waits, else when something comes or the time is over. */
  poll(
    request: { offset: number | undefined; limit: number; timeoutMs: number },
    reply: { answer: (updates: readonly object[]) => void; refuse: () => void },
  ): void {
    this.#poller?.refuse();
    this.#endPoller();
    for (const [id, pending] of this.#pending) {
      if (request.offset === undefined || id >= request.offset) continue;
      this.#pending.delete(id);
      pending.acknowledge(performance.now() - pending.addedAt);
    }
    const collect = () => [
      ...this.#again.splice(0).map(({ update }) => update),
      ...[...this.#pending.values()].slice(0, request.limit).flatMap(({ update }) => this.#copiesOf(update)),
    ];
    const now = collect();
    if (now.length > 0 || request.timeoutMs === 0) {
      reply.answer(now);
      return;
    }
    const answer = () => {
      this.#endPoller();
      reply.answer(collect());
    };
    this.#poller = { answer, refuse: reply.refuse, timer: setTimeout(answer, request.timeoutMs) };
  }

  /** The bot hung up. */
  leavePoll(): void {
    this.#endPoller();
  }

  close(): void {
    this.#closed = true;
    this.#endPoller();
  }

  #endPoller(): void {
    clearTimeout(this.#poller?.timer);
    this.#poller = undefined;
  }

  #wakePoller(): void {
    this.#poller?.answer();
  }

  #deliver(pending: Pending): void {
    if (!this.webhook) {
      this.#wakePoller();
      return;
    }
    const before = this.#chains.get(pending.chat) ?? Promise.resolve();
    const after: Promise<void> = before
      .then(() => this.#push(pending))
      .finally(() => {
        if (this.#chains.get(pending.chat) === after) this.#chains.delete(pending.chat);
      });
    this.#chains.set(pending.chat, after);
  }

  async #push(pending: Pending): Promise<void> {
    let wait = this.firstRetryMs;
    while (!this.#closed && this.webhook && this.#pending.has(pending.id)) {
      await this.#connection(this.webhook.maxConnections ?? MAX_CONNECTIONS);
      const started = performance.now();
      const { webhook } = this;
      const posts = this.#copiesOf(pending).map((copy) => this.#post(copy, webhook));
      const statuses = await Promise.all(posts).finally(() => this.#release());
      const [status = 0] = statuses;
      if (statuses.some((one) => one >= 200 && one < 300)) {
        this.#pending.delete(pending.id);
        pending.acknowledge(performance.now() - started);
        return;
      }
      this.lastError = status === 0 ? 'Connection refused' : `Wrong response from the webhook: ${status}`;
      await sleep(wait);
      wait = Math.min(1_000, wait * 2);
    }
  }

  #copiesOf = <T>(one: T): T[] => Array.from({ length: this.copies }, () => one);

  async #connection(limit: number): Promise<void> {
    while (this.#connections >= limit) await new Promise<void>((free) => this.#queue.push(free));
    this.#connections += 1;
  }

  #release(): void {
    this.#connections -= 1;
    this.#queue.shift()?.();
  }

  async #post(sent: SentUpdate, { url, secret }: Webhook): Promise<number> {
    const started = performance.now();
    const status = await this.#request(sent, url, secret).catch(() => 0);
    this.deliveries.push({ id: sent.id, status, ms: performance.now() - started });
    return status;
  }

  async #request(sent: SentUpdate, url: string, secret: string | undefined): Promise<number> {
    const place = this.locate(url);
    if (!place) return 0;
    const response = await fetch(place, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(secret ? { 'X-Telegram-Bot-Api-Secret-Token': secret } : {}),
      },
      body: JSON.stringify(sent.update),
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  }
}
