import type { FakeTelegram, ShownMessage } from '#support/fakes/telegram/fake-telegram.ts';
import type { Spot, TelegramPeople } from '#support/fakes/telegram/people.ts';
import type { SentUpdate } from '#support/fakes/telegram/updates.ts';
import { type DeskExpert, type DeskLine, type DeskPlace, EXPERT_NAMES, type Written } from './desk-place.ts';

export const TELEGRAM_DESK = -1_001_234_567_890;

const IDS: Readonly<Record<DeskExpert, number>> = { nadia: 9_001, marc: 9_002 };
const ENTITIES = ['bold', 'expandable_blockquote'];

/** The experts' forum group of Telegram: a thread is the number of a topic. */
export class TelegramDeskPlace implements DeskPlace {
  readonly name = 'telegram';
  readonly fake: FakeTelegram;
  readonly people: TelegramPeople;

  constructor(fake: FakeTelegram, people: TelegramPeople) {
    this.fake = fake;
    this.people = people;
    fake.forums.open(TELEGRAM_DESK);
    for (const expert of ['nadia', 'marc'] as const) {
      const [first = '', last = ''] = EXPERT_NAMES[expert].split(' ');
      people.names.set(IDS[expert], [first, last]);
    }
    // Bots are not told what they say themselves; one that is must not answer itself.
    fake.onShown = (message) => {
      if (message.chatId !== TELEGRAM_DESK || message.threadId === undefined) return;
      const { messageId: message_id, text, threadId } = message;
      this.#robot(fake.bot, { message_id, text }, threadId);
    };
  }

  idOf = (expert: DeskExpert): number => IDS[expert];

  threads = (): string[] => [...this.fake.forums.open(TELEGRAM_DESK).topics.keys()].map(String);

  lines(thread: string): DeskLine[] {
    const topic = this.fake.forums.open(TELEGRAM_DESK).topics.get(Number(thread));
    if (topic?.state === 'deleted') return [];
    return this.#shown(thread).map(({ text, keyboard }) => ({
      text: text.replace(/[\u00A0\u202F]/g, ' '),
      buttons: keyboard.flat().map((button) => button.text),
    }));
  }

  write(expert: DeskExpert, thread: string, text: string): Written {
    const spot = this.#spot(thread);
    const sent = this.people.write(IDS[expert], text, { spot });
    return {
      acknowledged: sent.acknowledged,
      again: () => this.fake.redeliver(sent),
      edit: (changed) => this.people.edit(IDS[expert], sent, changed, spot).acknowledged,
      remove: undefined,
    };
  }

  sendFile = (expert: DeskExpert, thread: string, name: string): Promise<unknown> =>
    this.people.send(IDS[expert], { document: { file_name: name } }, { spot: this.#spot(thread) })
      .acknowledged;

  press(expert: DeskExpert, thread: string, label: string): Promise<unknown> {
    const card = this.#shown(thread).find(({ keyboard }) => keyboard.length > 0);
    if (!card) throw new Error(`no card in ${thread}`);
    return this.people.press(IDS[expert], card, label).acknowledged;
  }

  chat = (expert: DeskExpert, text: string): Promise<unknown> =>
    this.people.write(IDS[expert], text, { spot: { chatId: TELEGRAM_DESK } }).acknowledged;

  async robot(thread: string, text: string): Promise<unknown> {
    const other = { id: 77, is_bot: true, first_name: 'Robot', username: 'other_bot' };
    return this.#robot(other, { text }, Number(thread))?.acknowledged;
  }

  destroy(thread: string): void {
    const topic = this.fake.forums.open(TELEGRAM_DESK).topics.get(Number(thread));
    if (topic) topic.state = 'deleted';
  }

  strays = (): string[] =>
    this.fake.shown
      .filter(({ chatId, threadId }) => chatId === TELEGRAM_DESK && threadId === undefined)
      .map(({ text }) => text);

  pings(): string[] {
    return this.fake.shown
      .filter(({ chatId }) => chatId === TELEGRAM_DESK)
      .flatMap(({ text, payload }) => {
        const entities = (payload.entities ?? []) as { type: string }[];
        const formats =
          payload.parse_mode !== undefined || entities.some(({ type }) => !ENTITIES.includes(type));
        // A name right after « @ » becomes a ping by itself.
        return formats || /(?<![\w.])@\w/.test(text) ? [text] : [];
      });
  }

  forbid(): () => void {
    const forum = this.fake.forums.open(TELEGRAM_DESK);
    forum.managed = false;
    return () => {
      forum.managed = true;
    };
  }

  #robot(from: object, content: object, threadId: number): SentUpdate | undefined {
    const message = {
      message_id: this.fake.nextMessageId(),
      date: 1_780_000_000,
      from,
      message_thread_id: threadId,
      is_topic_message: true,
      chat: { id: TELEGRAM_DESK, type: 'supergroup', is_forum: true },
      ...content,
    };
    return this.fake.updates.add('message', message, String(TELEGRAM_DESK));
  }

  #spot = (thread: string): Spot => ({ chatId: TELEGRAM_DESK, threadId: Number(thread) });

  #shown = (thread: string): ShownMessage[] =>
    this.fake.shown.filter(({ chatId, threadId }) => chatId === TELEGRAM_DESK && threadId === Number(thread));
}
