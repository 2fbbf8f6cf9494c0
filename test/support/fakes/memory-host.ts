import { randomUUID } from 'node:crypto';
import type { Block } from '#src/channel/blocks.ts';
import type {
  ChannelHost,
  Feedback,
  HistoryFrom,
  HistoryItem,
  HistoryPage,
  InboundMessage,
  LiveEvent,
  OutboundFile,
} from '#src/channel/port.ts';
import { MemoryBrowsers } from './memory-browsers.ts';

/** A core in memory for an adapter's tests: it keeps what it is given, and says what the test tells it to say. */
export class MemoryHost implements ChannelHost {
  readonly received: InboundMessage[] = [];
  readonly feedbacks: { readonly key: string; readonly feedback: Feedback }[] = [];
  /** The last message that pages showed, by conversation. */
  readonly lastSeen = new Map<string, number>();
  /** Files to take away, by id. */
  readonly files = new Map<string, OutboundFile>();
  /** What `receive` and `history` wait for, or fail with: a test holds them back to look at the moment before. */
  beforeReceive: () => Promise<void> = async () => {};
  beforeHistory: () => Promise<void> = async () => {};
  /** Whether open pages are told of the person's own messages; a lost event must not lose the message. */
  announcesOwn = true;
  /** Messages given of a conversation at once. */
  pageSize = 200;
  readonly browsers = new MemoryBrowsers();
  readonly #items = new Map<string, HistoryItem[]>();
  readonly #listeners = new Map<string, Set<(event: LiveEvent) => void>>();

  async receive(message: InboundMessage): Promise<'accepted' | 'duplicate'> {
    await this.beforeReceive();
    const { conversationKey: key, deliveryId, content } = message;
    if (this.received.some((one) => one.deliveryId === deliveryId && one.conversationKey === key))
      return 'duplicate';
    this.received.push(message);
    const text = 'label' in content ? content.label : 'text' in content ? content.text : '';
    const item: HistoryItem = { author: 'company', ...this.#stamp(key), text };
    this.#keep(key, item, this.announcesOwn);
    return 'accepted';
  }

  async history(_channel: string, key: string, from: HistoryFrom): Promise<HistoryPage> {
    await this.beforeHistory();
    const all = this.#of(key);
    if ('after' in from) {
      const items = all.filter(({ seq }) => seq > from.after);
      const page = items.slice(0, this.pageSize);
      return { items: page, next: page.length < items.length ? page.at(-1)?.seq : undefined };
    }
    const items = all.filter(({ seq }) => seq < (from.before ?? Number.POSITIVE_INFINITY));
    const page = items.slice(-this.pageSize);
    return { items: page, next: page.length < items.length ? page[0]?.seq : undefined };
  }

  async feedback(_channel: string, key: string, feedback: Feedback): Promise<boolean> {
    if (!this.#of(key).some((item) => item.id === feedback.messageId)) return false;
    this.feedbacks.push({ key, feedback });
    return true;
  }

  async seen(_channel: string, key: string, seq: number): Promise<void> {
    this.lastSeen.set(key, Math.max(seq, this.lastSeen.get(key) ?? 0));
  }

  subscribe(_channel: string, key: string, listener: (event: LiveEvent) => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  async readFile(fileId: string): Promise<OutboundFile | undefined> {
    return this.files.get(fileId);
  }

  /** Answers in a conversation. @param announced whether open pages are told at once */
  say(key: string, blocks: readonly Block[], announced = true): HistoryItem {
    const item: HistoryItem = { author: 'bot', ...this.#stamp(key), blocks };
    this.#keep(key, item, announced);
    return item;
  }

  typing(key: string): void {
    this.#tell(key, { type: 'typing' });
  }

  /** How many pages listen to a conversation. */
  listening(key: string): number {
    return this.#listeners.get(key)?.size ?? 0;
  }

  #of(key: string): HistoryItem[] {
    return this.#items.get(key) ?? [];
  }

  #stamp(key: string): { id: string; seq: number; at: number } {
    return { id: randomUUID(), seq: this.#of(key).length + 1, at: Date.now() };
  }

  #keep(key: string, item: HistoryItem, announced: boolean): void {
    this.#items.set(key, [...this.#of(key), item]);
    if (announced) this.#tell(key, { type: 'message', message: item });
  }

  #tell(key: string, event: LiveEvent): void {
    for (const listener of this.#listeners.get(key) ?? []) listener(event);
  }
}
