import { FakeTelegram, type Fault, type ShownMessage } from '#support/fakes/telegram/fake-telegram.ts';
import { TelegramPeople } from '#support/fakes/telegram/people.ts';
import type { SentUpdate } from '#support/fakes/telegram/updates.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import type {
  ChannelPeer,
  ChannelPeerOptions,
  Delivery,
  PlatformFault,
  SeenMessage,
} from './channel-peer.ts';

export type TelegramMode = 'webhook' | 'polling';

const SECRET = 'secret-of-the-webhook_0123456789';
/** What Telegram knows; where the hotline listens behind it changes at each start. */
export const PUBLIC_WEBHOOK = 'https://hotline.example/telegram/webhook';

const FAULTS: Readonly<Record<PlatformFault, Fault>> = {
  'server-error': { kind: 'status', status: 500, methods: /^send(?:Message|Document)$/ },
  'rate-limit': { kind: 'status', status: 429, retryAfter: 1, methods: /^send(?:Message|Document)$/ },
  reset: { kind: 'reset', methods: /^send(?:Message|Document)$/ },
};

/** The variables that open Telegram on a fake one. */
export const telegramSettings = (fake: FakeTelegram, mode: TelegramMode): Record<string, string> => ({
  TELEGRAM_BOT_TOKEN: fake.token,
  TELEGRAM_API_ROOT: fake.apiRoot,
  ...(mode === 'webhook' ? { TELEGRAM_WEBHOOK_URL: PUBLIC_WEBHOOK, TELEGRAM_WEBHOOK_SECRET: SECRET } : {}),
});

/** Telegram with the hotline on it. Users are numbers there; a name stands for one. */
export class TelegramPeer implements ChannelPeer {
  readonly name: string;
  readonly longestText = 4_096;
  readonly fake: FakeTelegram;
  readonly people: TelegramPeople;
  readonly hotline: ChannelHotline;
  readonly #users = new Map<string, number>();
  readonly #settings: Readonly<Record<string, string>>;

  private constructor(
    name: string,
    fake: FakeTelegram,
    hotline: ChannelHotline,
    settings: Readonly<Record<string, string>>,
  ) {
    this.name = name;
    this.fake = fake;
    this.people = new TelegramPeople(fake);
    this.hotline = hotline;
    this.#settings = settings;
    fake.updates.locate = (url) =>
      url === PUBLIC_WEBHOOK && hotline.url ? `${hotline.url}/telegram/webhook` : undefined;
  }

  /** @param prepare told of the fake before the hotline starts on it */
  static async open(
    mode: TelegramMode,
    { settings = {}, rateFactor = 1 }: ChannelPeerOptions = {},
    prepare: (fake: FakeTelegram) => void = () => {},
  ): Promise<TelegramPeer> {
    const fake = await FakeTelegram.start();
    prepare(fake);
    fake.rates.factor = rateFactor;
    const pace = { CHANNELS_RATE_FACTOR: String(rateFactor) };
    const hotline = await ChannelHotline.open({ ...telegramSettings(fake, mode), ...pace, ...settings });
    const peer = new TelegramPeer(`telegram ${mode}`, fake, hotline, settings);
    try {
      await hotline.start();
    } catch (error) {
      await peer[Symbol.asyncDispose]();
      throw error;
    }
    return peer;
  }

  get secrets(): readonly string[] {
    return [this.fake.token, this.fake.token.split(':')[1] ?? '', SECRET];
  }

  /** Goes on by the other way, on the same data. */
  async switchTo(mode: TelegramMode): Promise<void> {
    await this.hotline.stop();
    await this.hotline.start({ ...telegramSettings(this.fake, mode), ...this.#settings });
  }

  /** The number of somebody, which is that of their private chat. */
  idOf(user: string): number {
    const id = this.#users.get(user) ?? 1_001 + this.#users.size;
    this.#users.set(user, id);
    return id;
  }

  say(user: string, text: string): SentUpdate {
    return this.people.write(this.idOf(user), text);
  }

  press(user: string, label: string): SentUpdate {
    const hasIt = ({ keyboard }: ShownMessage) => keyboard.flat().some(({ text }) => text.includes(label));
    const message = this.shown(user).findLast(hasIt);
    if (!message) throw new Error(`no message with a button « ${label} »`);
    return this.people.press(this.idOf(user), message, label);
  }

  async redeliver(delivery: Delivery): Promise<void> {
    await this.fake.redeliver(delivery as SentUpdate);
  }

  /** What somebody, or a group, sees, as Telegram has it. */
  shown(user: string | number): ShownMessage[] {
    const chatId = typeof user === 'number' ? user : this.idOf(user);
    return this.fake.shown.filter((message) => message.chatId === chatId);
  }

  async untilShown(user: string | number, count: number): Promise<ShownMessage[]> {
    return this.fake.until(() => this.shown(user).length >= count && this.shown(user));
  }

  received(user: string): readonly SeenMessage[] {
    return this.shown(user).map(({ text, keyboard }) => ({
      // As on a screen: no-break spaces look like spaces.
      text: text.replace(/[\u00A0\u202F]/g, ' '),
      buttons: keyboard.flat().map((button) => button.text),
    }));
  }

  async untilReceived(user: string, count: number): Promise<readonly SeenMessage[]> {
    await this.untilShown(user, count);
    return this.received(user);
  }

  fail(fault: PlatformFault): () => void {
    return this.fake.fail(FAULTS[fault]);
  }

  breakDown(fault: PlatformFault): () => void {
    const { methods: _, ...whatever } = FAULTS[fault];
    return this.fake.fail(whatever);
  }

  refusals(): number {
    return this.fake.calls.filter(({ status }) => status !== 200).length;
  }

  block(user: string): () => void {
    const chatId = this.idOf(user);
    this.fake.chats.set(chatId, 'blocked');
    return () => this.fake.chats.delete(chatId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hotline[Symbol.asyncDispose]();
    await this.fake[Symbol.asyncDispose]();
  }
}
