import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createWebAdapter, type WebAdapterOptions } from '#adapters/web/adapter.ts';
import { createFileLinks } from '#src/platform/web/file-links.ts';
import { MemoryHost } from '#support/fakes/memory-host.ts';

/** The web adapter on a real socket, over a core in memory. */
export async function serveWebAdapter(options: Partial<WebAdapterOptions> = {}) {
  const host = new MemoryHost();
  const links = createFileLinks({
    publicUrl: () => 'https://hotline.example',
    secret: 'secret',
    readFile: (id) => host.readFile(id),
    now: Date.now,
  });
  const adapter = createWebAdapter({ linkToFile: links.linkTo, ...options });
  await adapter.start(host);
  const app = express();
  // As the application does: a relay on this machine says who asks.
  app.set('trust proxy', 'loopback');
  app.use(links.router);
  for (const { path, handler } of adapter.routes) app.use(path, handler);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    await adapter.stop();
    server.closeAllConnections();
    server.close();
  };
  return { host, adapter, url, close };
}

/** One event of an event stream. */
export interface StreamEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: { readonly id?: string; readonly seq?: number; readonly text?: string };
}

/** A browser's part at the level of HTTP: it keeps the cookie and speaks JSON. */
export class HttpVisitor {
  readonly #url: string;
  readonly #from: Record<string, string>;
  cookie = '';

  /** @param address the network address it comes from, as a relay would say */
  constructor(url: string, address?: string) {
    this.#url = url;
    this.#from = address === undefined ? {} : { 'x-forwarded-for': address };
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const own = { ...this.#from, ...(this.cookie ? { cookie: this.cookie } : {}) };
    const headers = { ...own, ...(init.headers ?? {}) };
    const response = await fetch(`${this.#url}${path}`, { ...init, headers });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0] ?? '';
    return response;
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  send(text: string, id: string = randomUUID()): Promise<Response> {
    return this.post('/chat/messages', { id, text });
  }

  /** What only the browser keeps. */
  get secret(): string {
    return this.cookie.slice(this.cookie.indexOf('=') + 1);
  }

  /** The conversation's key, a digest of what the cookie holds. */
  get key(): string {
    return `s256:${createHash('sha256').update(this.secret).digest('base64url')}`;
  }

  /** Opens the event stream; `until` waits for so many events of a kind. */
  async listen(path = '/chat/events', headers: Record<string, string> = {}) {
    const abort = new AbortController();
    const response = await this.fetch(path, { headers, signal: abort.signal });
    const events: StreamEvent[] = [];
    let raw = '';
    let wake = () => {};
    const reading = (async () => {
      let rest = '';
      for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(
        new TextDecoderStream(),
      )) {
        raw += chunk;
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop() ?? '';
        events.push(...parts.flatMap(parseEvent));
        wake();
      }
    })().catch(() => {});
    const until = async (event: string, count: number): Promise<StreamEvent[]> => {
      const deadline = Date.now() + 5_000;
      for (;;) {
        const found = events.filter((one) => one.event === event);
        if (found.length >= count) return found;
        if (Date.now() > deadline) throw new Error(`${found.length} ${event} events, not ${count}:\n${raw}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 50);
        });
      }
    };
    const close = async () => {
      abort.abort();
      await reading;
    };
    return { response, events, until, close, ended: reading, text: () => raw };
  }
}

function parseEvent(block: string): StreamEvent[] {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const event = field('event');
  return event ? [{ id: field('id'), event, data: JSON.parse(field('data') ?? '{}') }] : [];
}
