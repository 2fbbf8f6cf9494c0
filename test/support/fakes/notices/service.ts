import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a service may do instead of answering. `cut`: it closes in the midst of an answer. */
export type Trouble = 'none' | 'silent' | 'down' | 'html' | 'garbage' | 'cut' | 'endless';

/** What a request asks for. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
/** What is answered: a text that is JSON unless it says otherwise. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** A public service on a socket, with a quota and the troubles that a test asks for. */
export abstract class FakeService implements AsyncDisposable {
  trouble: Trouble = 'none';
  /** Requests that are answered before 429; without bound when absent. Tests give more with `refill`. */
  quota = Number.POSITIVE_INFINITY;
  /** What 429 tells to wait, as the header is written; undefined for no header. */
  retryAfter: string | undefined = '1';
  /** Whether the quota is full again once it was told so. */
  refills = true;
  readonly asked: Asked[] = [];
  readonly #server: Server;
  #left: number | undefined;

  protected constructor() {
    this.#server = createServer((request, response) => {
      this.#receive(request, response).catch(() => response.destroy());
    });
  }

  protected abstract answer(asked: Asked): Answer;

  protected async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const asked = {
      method: request.method ?? 'GET',
      url,
      headers: request.headers,
      body: await text(request),
    };
    this.asked.push(asked);
    if (this.#isTroubled(response) || this.#isOverQuota(response)) return;
    const { status, body, type = 'application/json' } = this.answer(asked);
    response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  }

  #isTroubled(response: ServerResponse): boolean {
    switch (this.trouble) {
      case 'none':
        return false;
      case 'silent':
        return true;
      case 'down':
        response.writeHead(502).end('Bad Gateway');
        return true;
      case 'html':
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Maintenance</html>');
        return true;
      case 'garbage':
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ok"}');
        return true;
      case 'cut':
        response.writeHead(200, { 'Content-Length': '5000' }).write('{"total_count": 3, "results": [');
        setTimeout(() => response.destroy(), 20);
        return true;
      case 'endless': {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        const chunk = `"${'x'.repeat(1_000_000)}"`;
        const more = () => {
          while (!response.destroyed && response.write(chunk));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
        return true;
      }
    }
  }

  #isOverQuota(response: ServerResponse): boolean {
    this.#left ??= this.quota;
    if (this.#left > 0) {
      this.#left -= 1;
      return false;
    }
    if (this.refills) this.#left = undefined;
    response
      .writeHead(429, this.retryAfter === undefined ? {} : { 'Retry-After': this.retryAfter })
      .end(JSON.stringify({ errorcode: 10005, error: 'Too many requests' }));
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
