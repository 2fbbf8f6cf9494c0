import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '#support/world/channels/channel-peer.ts';
import { type CardButton, readCard } from './adaptive-card.ts';
import type { FakeTeams, ShownActivity } from './fake-teams.ts';
import type { TokenChanges } from './tokens.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where somebody writes. */
export interface TeamsPlace {
  readonly id: string;
  readonly type: 'personal' | 'groupChat' | 'channel';
}

/** An activity that Teams delivers, and what became of it. */
export interface SentActivity extends Delivery {
  readonly activity: Json;
  /** The body of the answer, once it is there: cards wait for it. */
  readonly answer: Promise<unknown>;
}

export interface PostOptions {
  readonly token?: TokenChanges | 'none';
  /** The whole header, in place of a token. */
  readonly authorization?: string;
  readonly region?: string;
}

/** Teams delivers again what was not acknowledged after some fifteen seconds; here time is shorter. */
const AGAIN_MS = 150;

/** People in Teams: they write, press buttons, edit, in chats and channels; Teams delivers it to the hotline. */
export class TeamsPeople {
  readonly #fake: FakeTeams;
  readonly #endpoint: () => string | undefined;
  readonly #queues = new Map<string, Promise<unknown>>();

  /** @param endpoint where the hotline is now; undefined while it is not */
  constructor(fake: FakeTeams, endpoint: () => string | undefined) {
    this.#fake = fake;
    this.#endpoint = endpoint;
  }

  /** The private chat of somebody. */
  personal = (user: string): TeamsPlace => ({ id: `a:1-chat-of-${user}`, type: 'personal' });
  groupChat = (name: string): TeamsPlace => ({ id: `19:${name}@thread.v2`, type: 'groupChat' });
  thread = (channel: string, root: string): TeamsPlace => ({
    id: `19:${channel}@thread.tacv2;messageid=${root}`,
    type: 'channel',
  });

  account = (user: string): Json => ({
    id: `29:1-${user}`,
    name: user,
    aadObjectId: createHash('sha256')
      .update(user)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5'),
  });
  get bot(): Json & { readonly id: string } {
    return { id: `28:${this.#fake.tokens.appId}`, name: 'Hotline' };
  }

  /** What is common to every activity. */
  envelope(user: string, place: TeamsPlace, region = 'emea'): Json {
    return {
      id: this.#fake.nextId(),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: this.#fake.serviceUrl(region),
      from: this.account(user),
      recipient: this.bot,
      conversation: {
        id: place.id,
        conversationType: place.type,
        tenantId: this.#fake.tokens.tenantId,
        ...(place.type === 'personal' ? {} : { isGroup: true }),
      },
      channelData: { tenant: { id: this.#fake.tokens.tenantId } },
      locale: 'fr-FR',
    };
  }

  message(user: string, text: string, place = this.personal(user), more: Json = {}): Json {
    return { ...this.envelope(user, place), type: 'message', textFormat: 'plain', text, ...more };
  }

  /** A message that names the bot, as Teams writes it. */
  mention(user: string, words: string, place: TeamsPlace): Json {
    const text = '<at>Hotline</at>';
    return this.message(user, `${text} ${words}\n`, place, {
      entities: [{ type: 'mention', mentioned: this.bot, text }],
    });
  }

  write(user: string, text: string, place = this.personal(user)): SentActivity {
    return this.deliver(this.message(user, text, place));
  }

  /**
   * Presses a button of a message. The same press may be told again later, under another id.
   * @param ofOld by a client that does not know the buttons of version 1.4, and presses what stands in their place
   */
  press(user: string, shown: ShownActivity, title: string, input: Json = {}, ofOld = false): SentActivity {
    const button = this.buttonsOf(shown).find((one) => one.title === title);
    if (!button) throw new Error(`no button « ${title} »`);
    const place: TeamsPlace = {
      id: shown.conversationId,
      type: shown.conversationId.startsWith('a:') ? 'personal' : 'channel',
    };
    const activity = { ...this.envelope(user, place), replyToId: shown.id, ...pressed(button, input, ofOld) };
    const sent = this.deliver(activity);
    void sent.answer.then((answer) => {
      const { type, value } = (answer ?? {}) as { type?: string; value?: Json };
      if (type === 'application/vnd.microsoft.card.adaptive') shown.card = value;
    });
    return sent;
  }

  buttonsOf = ({ card }: ShownActivity): CardButton[] => (card ? readCard(card).buttons : []);

  /**
   * Delivers until it is acknowledged, after what the conversation already delivers.
   * @param copies how many times, at once
   */
  deliver(activity: Json, copies = 1): SentActivity {
    const key = (activity.conversation as { id: string }).id;
    const before = this.#queues.get(key) ?? Promise.resolve();
    const delivered = before.then(() => this.#deliver(activity, copies));
    this.#queues.set(key, delivered);
    return {
      activity,
      acknowledged: delivered.then(({ ms }) => ms),
      answer: delivered.then(({ body }) => body),
    };
  }

  async #deliver(activity: Json, copies: number): Promise<{ ms: number; body: unknown }> {
    for (;;) {
      const begun = performance.now();
      const tries = Array.from({ length: copies }, () => this.post(activity).catch(() => undefined));
      const response = (await Promise.all(tries)).find((one) => one !== undefined);
      if (response && response.status < 500) {
        const text = await response.text();
        if (!response.ok) throw new Error(`${response.status} ${text}`);
        return { ms: performance.now() - begun, body: text ? JSON.parse(text) : undefined };
      }
      await sleep(AGAIN_MS);
    }
  }

  /** One request, as Teams makes it, with whatever is wrong in it. */
  async post(body: unknown, options: PostOptions = {}): Promise<Response> {
    const endpoint = this.#endpoint();
    if (!endpoint) throw new Error('the hotline is not there');
    const serviceUrl = String((body as Json | null)?.serviceUrl ?? this.#fake.serviceUrl(options.region));
    const changes =
      options.token === 'none' ? undefined : this.#fake.tokens.bearer(serviceUrl, options.token);
    const authorization = options.authorization ?? changes;
    return fetch(`${endpoint}/api/messages`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(authorization ? { Authorization: authorization } : {}),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }
}

/** What a press becomes, after the kind of its button. */
function pressed({ type, action }: CardButton, input: Json, ofOld: boolean): Json {
  const data = { ...(action.data as Json), ...input };
  if (type === 'Action.Execute' && !ofOld) {
    const value = { action: { type, verb: action.verb, data }, trigger: 'manual' };
    return { type: 'invoke', name: 'adaptiveCard/action', value };
  }
  return { type: 'message', value: data };
}
