import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverEvents } from './server-events.ts';

/** An event of the chat's stream, as the page gets it. */
export interface ChatEvent {
  readonly event: string;
  readonly data: {
    readonly id?: string;
    readonly author?: string;
    readonly text?: string;
    readonly blocks?: readonly {
      readonly type: string;
      readonly name?: string;
      readonly url?: string;
      readonly text?: readonly { readonly text: string }[];
    }[];
  };
}

/** A page of the web chat without its screen: one conversation, its events as they come. */
export class WebClient implements Disposable {
  readonly events: ChatEvent[] = [];
  readonly #url: string;
  readonly #cookie: string;
  readonly #abort = new AbortController();

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async open(url: string): Promise<WebClient> {
    const response = await fetch(`${url}/chat/history`);
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const client = new WebClient(url, cookie);
    void client.#listen().catch(() => undefined);
    await client.until(() => client.events.some(({ event }) => event === 'ready'));
    return client;
  }

  async send(text: string): Promise<void> {
    const response = await fetch(`${this.#url}/chat/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: this.#cookie },
      body: JSON.stringify({ id: randomUUID(), text }),
    });
    if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  }

  /** Presses a button of a message. */
  press(value: string, label: string): Promise<void> {
    return this.#post('/chat/messages', { id: randomUUID(), action: { value, label } });
  }

  /** Rates a message. */
  rate(messageId: string, rating: 'up' | 'down'): Promise<void> {
    return this.#post('/chat/feedback', { messageId, rating });
  }

  async #post(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: this.#cookie },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }

  /** The conversation as kept. */
  async history(): Promise<ChatEvent['data'][]> {
    const response = await fetch(`${this.#url}/chat/history`, { headers: { Cookie: this.#cookie } });
    return ((await response.json()) as { items: ChatEvent['data'][] }).items;
  }

  /** Waits for something to be so; the test's own limit ends a vain wait. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await sleep(10);
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }

  async #listen(): Promise<void> {
    const { signal } = this.#abort;
    const response = await fetch(`${this.#url}/chat/events`, { headers: { Cookie: this.#cookie }, signal });
    for await (const { event, data } of serverEvents(response))
      this.events.push({ event, data: data as ChatEvent['data'] });
  }
}
