type Payload = Readonly<Record<string, unknown>>;

interface Topic {
  name: string;
  state: 'open' | 'closed' | 'deleted';
}

/** A group whose talk is in topics. */
export interface Forum {
  readonly topics: Map<number, Topic>;
  /** Whether the bot is an administrator who may manage topics. */
  managed: boolean;
  /** Whether topics are on. */
  on: boolean;
}

/** Forum groups of Telegram, as the Bot API knows them. */
export class FakeForums {
  readonly #forums = new Map<number, Forum>();

  open(chatId: number): Forum {
    const known = this.#forums.get(chatId) ?? { topics: new Map(), managed: true, on: true };
    this.#forums.set(chatId, known);
    return known;
  }

  has = (chatId: number): boolean => this.#forums.has(chatId);

  /** What the API says of a message that goes to a topic; undefined when it may go there. */
  faultOf(chatId: number, thread: unknown): string | undefined {
    const forum = this.#forums.get(chatId);
    if (!forum || thread === undefined) return undefined;
    const topic = forum.topics.get(Number(thread));
    if (!topic || topic.state === 'deleted') return 'message thread not found';
    return topic.state === 'closed' ? 'TOPIC_CLOSED' : undefined;
  }

  /** `createForumTopic`. @returns the topic, or what the API says instead */
  create(chatId: number, { name }: Payload, threadId: number): object | string {
    const forum = this.#forums.get(chatId);
    if (!forum?.on) return 'the chat is not a forum';
    if (!forum.managed) return 'not enough rights to create a topic';
    const named = String(name);
    if (named.length < 1 || Array.from(named).length > 128) return 'invalid topic name';
    forum.topics.set(threadId, { name: named, state: 'open' });
    return { message_thread_id: threadId, name: named, icon_color: 7_322_096 };
  }

  /** `editForumTopic`. */
  rename(chatId: number, { message_thread_id: thread, name }: Payload): true | string {
    const topic = this.#forums.get(chatId)?.topics.get(Number(thread));
    if (!topic || topic.state === 'deleted') return 'TOPIC_ID_INVALID';
    if (topic.name === name) return 'TOPIC_NOT_MODIFIED';
    topic.name = String(name);
    return true;
  }
}
