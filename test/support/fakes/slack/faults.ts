import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What goes wrong with the next calls of a method. */
export type SlackFault = {
  /** `chat.postMessage`, `response` for an address of response, `upload` for bytes; `*` for whatever is called. */
  readonly method: string;
  /** Only calls for this channel. */
  readonly channel?: string;
  /** How many calls; 1 when absent. */
  readonly times?: number;
} & (
  | { readonly kind: 'limited'; readonly retryAfter: number }
  /** 500, before the call does anything, or after it did all (`applied`). */
  | { readonly kind: 'down'; readonly applied?: boolean }
  /** The connection breaks. */
  | { readonly kind: 'reset'; readonly applied?: boolean }
  | { readonly kind: 'slow'; readonly ms: number }
  /** `ok: false` with this word. */
  | { readonly kind: 'error'; readonly error: string }
);

/** The answer of a method: Slack's `{ok, …}`. */
export type ApiAnswer = { readonly ok: boolean; readonly error?: string } & Readonly<Record<string, unknown>>;

/** The faults that are planned, and Slack's own limit of messages in a channel. */
export class SlackFaults {
  readonly #planned: { fault: SlackFault; left: number }[] = [];
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  /** How many times more than one message a second a channel takes. */
  rateFactor = 1;

  /** @returns takes the fault away */
  plan(fault: SlackFault): () => void {
    const planned = { fault, left: fault.times ?? 1 };
    this.#planned.push(planned);
    return () => {
      planned.left = 0;
    };
  }

  next(method: string, channel: string | undefined): SlackFault | undefined {
    const found = this.#planned.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.method === '*' || fault.method === method) &&
        (fault.channel === undefined || fault.channel === channel),
    );
    if (!found) return undefined;
    found.left -= 1;
    return found.fault;
  }

  /** Takes a message's place in a channel: one a second, and one more at once. @returns how long to wait, in s; 0 to go */
  takePlace(channel: string): number {
    const now = Date.now();
    const bucket = this.#buckets.get(channel) ?? { tokens: 2, at: now };
    const tokens = Math.min(2, bucket.tokens + ((now - bucket.at) / 1_000) * this.rateFactor);
    const free = tokens >= 1;
    this.#buckets.set(channel, { tokens: free ? tokens - 1 : tokens, at: now });
    return free ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.rateFactor));
  }
}

/** Answers a call, or does what the fault says instead. @returns what the transcript keeps as outcome */
export async function answerWith(
  response: ServerResponse,
  fault: SlackFault | undefined,
  work: () => ApiAnswer,
): Promise<string> {
  if (fault?.kind === 'slow') await sleep(fault.ms);
  if (fault?.kind === 'limited') {
    tooMany(response, fault.retryAfter);
    return '429';
  }
  if (fault?.kind === 'down' || fault?.kind === 'reset') {
    if (fault.applied) work();
    if (fault.kind === 'down') response.writeHead(500).end('Internal Server Error');
    else response.destroy();
    return fault.kind;
  }
  const answer = fault?.kind === 'error' ? { ok: false, error: fault.error } : work();
  if (answer.error === 'ratelimited') {
    tooMany(response, Number(answer.retry_after));
    return '429';
  }
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  return answer.ok ? 'ok' : String(answer.error);
}

function tooMany(response: ServerResponse, seconds: number): void {
  response
    .writeHead(429, { 'Content-Type': 'application/json', 'Retry-After': String(seconds) })
    .end(JSON.stringify({ ok: false, error: 'ratelimited' }));
}
