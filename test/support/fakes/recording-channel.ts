import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainText } from '#src/channel/blocks.ts';
import type {
  ChannelAdapter,
  ChannelHost,
  HistoryItem,
  InboundMessage,
  LiveEvent,
  OutboundMessage,
  SendReceipt,
} from '#src/channel/port.ts';

/** A try to send: what it said, to whom, and whether the channel took it. */
export interface Try {
  readonly to: string;
  readonly id: string;
  readonly seq: number;
  readonly text: string;
  readonly taken: boolean;
  readonly filesMayBeLinks: boolean;
}

/**
 * A channel in memory, as a platform is to the core: people write through it, and it records what it is sent. A test
 * may make it fail. « anne/2 » is another conversation of « anne ».
 */
export class RecordingChannel implements ChannelAdapter {
  readonly name: string;
  readonly routes = [];
  readonly tries: Try[] = [];
  /** Whether the platform tells who speaks: not in a group, where others read. */
  tellsWho = true;
  /** Decides whether a try fails, and what it throws. */
  fails: (to: string, tries: number, text: string) => boolean | Error = () => false;
  /** What a try waits for before the platform has it. */
  slow: (to: string) => Promise<void> | undefined = () => undefined;
  /** What a start waits for, or fails with. */
  starting: () => Promise<void> = async () => {};
  #host: ChannelHost | undefined;

  constructor(name = 'memory') {
    this.name = name;
  }

  async start(host: ChannelHost): Promise<void> {
    await this.starting();
    this.#host = host;
  }

  async send(address: unknown, message: OutboundMessage): Promise<SendReceipt> {
    if (!this.#host) throw new Error('the channel is not started');
    const { to } = address as { to: string };
    await this.slow(to);
    const { id, seq, filesMayBeLinks = false } = message;
    // As on a screen: no-break spaces look like spaces.
    const text = plainText(message.blocks).replace(/[\u00A0\u202F]/g, ' ');
    const failure = this.fails(to, this.tries.length, text);
    this.tries.push({ to, id, seq, text, taken: !failure, filesMayBeLinks });
    if (failure) throw failure === true ? new Error('the platform answers 503') : failure;
    return { ref: `ref-${id}` };
  }

  async stop(): Promise<void> {
    this.#host = undefined;
  }

  get isRunning(): boolean {
    return this.#host !== undefined;
  }

  /** Writes in somebody's conversation, as one delivery of the platform. */
  say(to: string, text: string, deliveryId: string = randomUUID()): Promise<'accepted' | 'duplicate'> {
    return this.#deliver(to, { type: 'text', text }, deliveryId);
  }

  /** Presses a button. */
  press(to: string, value: string, label: string): Promise<'accepted' | 'duplicate'> {
    return this.#deliver(to, { type: 'action', value, label }, randomUUID());
  }

  /** Changes what was said, or takes it back; `of` is the delivery that said it. */
  change(to: string, of: string, text: string | undefined): Promise<'accepted' | 'duplicate'> {
    const content =
      text === undefined ? ({ type: 'delete', of } as const) : ({ type: 'edit', of, text } as const);
    return this.#deliver(to, content, randomUUID());
  }

  /** Sends something that is not words. */
  give(to: string, name: string, deliveryId: string = randomUUID()): Promise<'accepted' | 'duplicate'> {
    return this.#deliver(to, { type: 'file', name }, deliveryId);
  }

  /** Removes the hotline from the conversation. */
  leave(to: string): Promise<'accepted' | 'duplicate'> {
    return this.#deliver(to, { type: 'left' }, randomUUID());
  }

  async history(to: string): Promise<readonly HistoryItem[]> {
    return (await this.host.history(this.name, to, { before: undefined })).items;
  }

  listen(to: string, listener: (event: LiveEvent) => void): () => void {
    return this.host.subscribe(this.name, to, listener);
  }

  /** What somebody received, in order. */
  received(to: string): Try[] {
    return this.tries.filter((one) => one.to === to && one.taken);
  }

  /** Waits until somebody received so many messages; the test's own limit ends a vain wait. */
  async untilReceived(to: string, count: number): Promise<string[]> {
    while (this.received(to).length < count) await sleep(10);
    return this.received(to).map(({ text }) => text);
  }

  get host(): ChannelHost {
    if (!this.#host) throw new Error('the channel is not started');
    return this.#host;
  }

  #deliver(
    to: string,
    content: InboundMessage['content'],
    deliveryId: string,
  ): Promise<'accepted' | 'duplicate'> {
    return this.host.receive({
      channel: this.name,
      deliveryId,
      conversationKey: to,
      address: { to },
      content,
      messageRef: deliveryId,
      speaker: this.tellsWho ? { key: to.replace(/\/.*$/, '') } : undefined,
    });
  }
}
