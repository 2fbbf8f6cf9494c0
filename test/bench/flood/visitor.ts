import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';

/** What a request got. */
export interface Got {
  readonly status: number;
  readonly body: string;
}

/** Somebody on the web chat, from a network address of their own: on loopback, 127.0.0.0/8 has as many as wanted. */
export class Visitor {
  readonly #url: URL;
  readonly #address: string;
  readonly #agent: Agent;
  cookie = '';

  /** @param connections how many it holds at once; a browser has six */
  constructor(url: string, address: string, connections = 6) {
    this.#url = new URL(url);
    this.#address = address;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async get(path: string): Promise<Got> {
    return read(await this.#ask('GET', path));
  }

  async post(path: string, body: unknown): Promise<Got> {
    return read(await this.#ask('POST', path, JSON.stringify(body)));
  }

  send(text: string): Promise<Got> {
    return this.post('/chat/messages', { id: randomUUID(), text });
  }

  /** Opens the event stream, outside the connections counted; `onEvent` hears the kind and the data of each. */
  async listen(onEvent: (event: string, data: string) => void): Promise<IncomingMessage> {
    const response = await this.#ask('GET', '/chat/events', undefined, false);
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const events = `${rest}${chunk}`.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.+)$/m.exec(event)?.[1];
        if (data) onEvent(/^event: (.+)$/m.exec(event)?.[1] ?? '', data);
      }
    });
    response.on('error', () => undefined);
    return response;
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(method: string, path: string, body?: string, pooled = true): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = { cookie: this.cookie };
      if (body !== undefined) {
        headers['content-type'] = 'application/json';
        headers['content-length'] = Buffer.byteLength(body);
      }
      const asking = request({
        host: this.#url.hostname,
        port: this.#url.port,
        localAddress: this.#address,
        method,
        path,
        headers,
        agent: pooled ? this.#agent : false,
      });
      asking.on('error', reject);
      asking.on('response', (response) => {
        const set = response.headers['set-cookie']?.[0];
        if (set) this.cookie = set.split(';')[0] ?? '';
        resolve(response);
      });
      asking.end(body);
    });
  }
}

async function read(response: IncomingMessage): Promise<Got> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode ?? 0, body };
}
