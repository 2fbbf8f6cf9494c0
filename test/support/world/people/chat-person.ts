import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryView, MessageView, ReceiptView } from '#adapters/web/view.ts';

/** A message on its way: a page keeps it until the server has acknowledged it. */
interface Waiting {
  readonly id: string;
  readonly text: string;
}

/**
 * Somebody on the web chat, as the page does it: a message is sent again under its number until it is acknowledged,
 * messages leave in order, and the stream is taken up where it broke. Servers come and go meanwhile.
 */
export class ChatPerson {
  readonly #waiting: Waiting[] = [];
  /** Words acknowledged, in order. */
  readonly acknowledged: string[] = [];
  /** What the page shows, by id: a known id is dropped. */
  readonly shown = new Map<string, MessageView>();
  /** Hears each acknowledgement and each event of the stream, the moment it arrives. */
  onEvent: (kind: 'acknowledged' | 'typing' | 'message') => void = () => {};
  #cookie = '';
  #lastEventId = '0';

  /** Begins a conversation. */
  async open(url: string): Promise<void> {
    const response = await fetch(`${url}/chat/history`, { headers: { Connection: 'close' } });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await response.text();
  }

  write(text: string): void {
    this.#waiting.push({ id: randomUUID(), text });
  }

  /** Sends what waits, in order, until all is acknowledged or the server is gone. @returns whether all left */
  async flush(url: string): Promise<boolean> {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const status = await this.#post(url, next).catch(() => undefined);
      if (status === undefined) return false;
      this.acknowledged.push(next.text);
      this.#waiting.shift();
      this.onEvent('acknowledged');
    }
    return true;
  }

  /** Follows the conversation until the server is gone or the signal says so. */
  async follow(url: string, signal: AbortSignal): Promise<void> {
    const headers = { Cookie: this.#cookie, 'Last-Event-ID': this.#lastEventId };
    try {
      const response = await fetch(`${url}/chat/events`, { headers, signal });
      let rest = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const events = `${rest}${chunk}`.split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) this.#show(event);
      }
    } catch {
      // The server was killed, or the test is over.
    }
  }

  async history(url: string): Promise<readonly MessageView[]> {
    const response = await fetch(`${url}/chat/history`, { headers: { Cookie: this.#cookie } });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return ((await response.json()) as HistoryView).items;
  }

  /** Waits until each message has its answer; the test's own limit ends a vain wait. */
  async untilAnswered(url: string, count: number): Promise<readonly MessageView[]> {
    for (;;) {
      const items = await this.history(url);
      if (items.filter(({ author }) => author === 'bot').length >= count) return items;
      await sleep(20);
    }
  }

  async #post(url: string, message: Waiting): Promise<ReceiptView['status']> {
    const response = await fetch(`${url}/chat/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: this.#cookie },
      body: JSON.stringify(message),
    });
    const body = await response.text();
    if (response.status !== 202 && response.status !== 200) throw new Error(`${response.status} ${body}`);
    return (JSON.parse(body) as ReceiptView).status;
  }

  #show(event: string): void {
    const id = /^id: (.+)$/m.exec(event)?.[1];
    const data = /^data: (.+)$/m.exec(event)?.[1];
    if (/^event: typing$/m.test(event)) this.onEvent('typing');
    if (!id || !data) return;
    this.#lastEventId = id;
    const message = JSON.parse(data) as MessageView;
    if (!this.shown.has(message.id)) this.shown.set(message.id, message);
    if (message.author !== 'company') this.onEvent('message');
  }
}
