import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Block, type Choice, plainText } from '#src/channel/blocks.ts';
import {
  type ChannelAdapter,
  type ChannelHost,
  DeliveryError,
  type InboundContent,
  type OutboundMessage,
  type SendReceipt,
} from '#src/channel/port.ts';

/** What stands in a thread of the desk: a message, as last changed. */
export interface Shown {
  readonly ref: string;
  text: string;
  buttons: readonly Choice[];
}

/**
 * A place where experts work, as a platform is to the core: it makes a thread at the first message, and experts write
 * in threads and press buttons. « thread-1 » is the first thread made, since it was last cleared.
 */
export class RecordingDesk implements ChannelAdapter {
  readonly name: string;
  readonly routes = [];
  readonly threads = new Map<string, Shown[]>();
  /** Threads that somebody deleted: what is sent there is refused. */
  readonly deleted = new Set<string>();
  /** Whether the platform answers. */
  isAway = false;
  #host: ChannelHost | undefined;
  /** How many times it was cleared: to the hotline, threads of before have names of their own. */
  #cleared = 0;

  constructor(name = 'slack') {
    this.name = name;
  }

  async start(host: ChannelHost): Promise<void> {
    this.#host = host;
  }

  async stop(): Promise<void> {}

  /** Sees no more of the threads of before: the next one made is the first. */
  clear(): void {
    this.#cleared += 1;
    this.threads.clear();
    this.deleted.clear();
    this.isAway = false;
  }

  async send(address: unknown, message: OutboundMessage): Promise<SendReceipt> {
    if (this.isAway) throw new Error('the platform answers 503');
    const { thread: given, cleared = this.#cleared } = address as { thread?: string; cleared?: number };
    if (cleared !== this.#cleared) return { ref: `ref-${message.id}` };
    if (given !== undefined && this.deleted.has(given))
      throw new DeliveryError('unreachable', 'the thread is gone');
    const key = given ?? `thread-${this.threads.size + 1}`;
    const shown = this.threads.get(key) ?? [];
    this.threads.set(key, shown);
    const text = plainText(message.blocks).replace(/[\u00A0\u202F]/g, ' ');
    const buttons = message.blocks.flatMap((block: Block) => (block.type === 'choices' ? block.choices : []));
    const before = shown.find(({ ref }) => ref === message.replaces);
    if (before) Object.assign(before, { text, buttons });
    else shown.push({ ref: `ref-${message.id}`, text, buttons });
    const ref = before?.ref ?? `ref-${message.id}`;
    return given === undefined
      ? { ref, thread: { address: this.#addressOf(key), key: this.#keyOf(key) } }
      : { ref };
  }

  #keyOf = (thread: string): string => (this.#cleared === 0 ? thread : `${thread}/${this.#cleared}`);

  #addressOf = (thread: string) => ({ thread, cleared: this.#cleared });

  /** An expert writes, presses or changes something in a thread. @returns the message's id on the platform */
  async does(expert: string, thread: string, content: InboundContent, ref = randomUUID()): Promise<string> {
    await this.#host?.receive({
      channel: this.name,
      deliveryId: randomUUID(),
      conversationKey: this.#keyOf(thread),
      address: this.#addressOf(thread),
      content,
      messageRef: ref,
      speaker: { key: expert.toLowerCase(), name: expert },
      desk: true,
    });
    return ref;
  }

  says = (expert: string, text: string, thread = 'thread-1'): Promise<string> =>
    this.does(expert, thread, { type: 'text', text });

  /** An expert presses the button with this label on the thread's card. */
  async presses(expert: string, label: string, thread = 'thread-1'): Promise<void> {
    const choice = (this.threads.get(thread) ?? [])
      .flatMap(({ buttons }) => buttons)
      .find((one) => one.label === label);
    if (!choice) throw new Error(`no button « ${label} » in ${this.textOf(thread)}`);
    await this.does(expert, thread, { type: 'action', value: choice.value, label });
  }

  textOf = (thread = 'thread-1'): string =>
    (this.threads.get(thread) ?? []).map(({ text }) => text).join('\n---\n');

  /** The card of a thread: its first message, as last changed. */
  cardOf = (thread = 'thread-1'): string => this.threads.get(thread)?.[0]?.text ?? '';

  /** Waits until a thread says something. */
  async until(pattern: RegExp | string, thread = 'thread-1'): Promise<string> {
    for (let tries = 0; tries < 400; tries += 1) {
      const text = this.textOf(thread);
      if (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)) return text;
      await sleep(25);
    }
    throw new Error(`${thread} never said ${String(pattern)}, but:\n${this.textOf(thread)}`);
  }
}
