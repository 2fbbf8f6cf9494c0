import { randomUUID } from 'node:crypto';
import { type DeliveryTry, eventBody } from './delivery.ts';
import type { FakeSlack } from './fake-slack.ts';
import { asMessage, BOT_ID, BOT_USER, type SlackPost, TEAM } from './store.ts';

export const CALL = `<@${BOT_USER}>`;

/** Something that a person said, and how it reached the application (each event that tells of it). */
export interface Said {
  readonly ts: string;
  readonly channel: string;
  readonly delivered: Promise<(DeliveryTry | undefined)[]>;
  /** Delivers all of it once more. */
  readonly again: () => Promise<DeliveryTry[]>;
}

/** A button as a person sees it. */
interface Button {
  readonly action_id: string;
  readonly text: { readonly text: string };
  readonly value: string;
}

/** Somebody of the workspace: what they do on their screen, and what Slack then tells the application. */
export class SlackPerson {
  readonly #slack: FakeSlack;
  readonly id: string;
  readonly name: string;

  constructor(slack: FakeSlack, id: string, name = id.slice(2).toLowerCase()) {
    this.#slack = slack;
    this.id = id;
    this.name = name;
  }

  /** Their direct message with the bot. */
  get dm(): string {
    return this.#slack.store.direct(this.id).id;
  }

  /** Writes; in their direct message when no channel is said. */
  say(
    text: string,
    where: { channel?: string; thread?: string; files?: string[]; broadcast?: boolean } = {},
  ): Said {
    const { store } = this.#slack;
    const channel = where.channel ?? this.dm;
    const files = where.files?.map((name) => ({ id: `F${randomUUID()}`, name, mimetype: 'application/pdf' }));
    const post = store.add({ channel, user: this.id, text, thread: where.thread, files });
    const subtype = files ? 'file_share' : where.broadcast ? 'thread_broadcast' : undefined;
    const place = store.channels.get(channel);
    const event = {
      ...asMessage(post),
      ...(subtype ? { subtype } : {}),
      channel,
      client_msg_id: randomUUID(),
      event_ts: post.ts,
    };
    const events = [];
    if (place?.member) {
      // One post that calls the bot in a channel is told twice, under two event ids.
      if (place.type !== 'im' && text.includes(CALL))
        events.push({ ...event, type: 'app_mention', subtype: undefined });
      events.push({ ...event, channel_type: place.type });
    }
    const { delivery } = this.#slack;
    const bodies = events.filter((one) => this.#slack.isSubscribed(one)).map(eventBody);
    return {
      ts: post.ts,
      channel,
      delivered: Promise.all(bodies.map((body) => delivery.deliver(body))),
      again: () => Promise.all(bodies.map((body) => delivery.again(body))),
    };
  }

  edit({ channel, ts }: { channel: string; ts: string }, text: string): Promise<DeliveryTry | undefined> {
    const post = this.#post(channel, ts);
    const before = asMessage(post);
    post.text = text;
    const at = this.#slack.store.nextTs();
    return this.#slack.emit({
      type: 'message',
      subtype: 'message_changed',
      channel,
      ts: at,
      hidden: true,
      event_ts: at,
      message: { ...asMessage(post), edited: { user: this.id, ts: at } },
      previous_message: before,
      channel_type: this.#slack.store.channels.get(channel)?.type,
    });
  }

  remove({ channel, ts }: { channel: string; ts: string }): Promise<DeliveryTry | undefined> {
    const post = this.#post(channel, ts);
    post.deleted = true;
    const at = this.#slack.store.nextTs();
    return this.#slack.emit({
      type: 'message',
      subtype: 'message_deleted',
      channel,
      ts: at,
      deleted_ts: ts,
      hidden: true,
      previous_message: asMessage(post),
      channel_type: this.#slack.store.channels.get(channel)?.type,
    });
  }

  /** Presses a button of a message, by the beginning of its label, whether or not it still shows it (`shown`). */
  press(post: SlackPost, label: string, shown: readonly unknown[] = post.blocks ?? []): Promise<DeliveryTry> {
    const button = buttonsOf(shown).find(({ text }) => text.text.startsWith(label));
    if (!button)
      throw new Error(`no button « ${label} » among ${buttonsOf(shown).map(({ text }) => text.text)}`);
    const { action_id, value, text } = button;
    return this.#act(post, shown, { type: 'button', action_id, value, text });
  }

  /** Presses a thumb. */
  rate(post: SlackPost, thumb: 'up' | 'down'): Promise<DeliveryTry> {
    type Thumbs = { elements: { action_id: string; positive_button: Button; negative_button: Button }[] };
    const block = (post.blocks as ({ type: string } & Thumbs)[]).find(
      ({ type }) => type === 'context_actions',
    );
    const [thumbs] = block?.elements ?? [];
    const value = (thumb === 'up' ? thumbs?.positive_button : thumbs?.negative_button)?.value;
    return this.#act(post, post.blocks ?? [], {
      type: 'feedback_buttons',
      action_id: thumbs?.action_id,
      value,
    });
  }

  /** Sends a form that the application opened. */
  submit(view: Readonly<Record<string, unknown>>, words: string): Promise<DeliveryTry> {
    return this.#slack.delivery.interactive({
      type: 'view_submission',
      team: { id: TEAM },
      user: this.#user(),
      api_app_id: 'A0FAKE',
      view: {
        ...view,
        id: 'V1',
        state: { values: { reason: { reason: { type: 'plain_text_input', value: words } } } },
      },
    });
  }

  /** Types `/hotline …`. */
  command(text: string, channel = this.dm): Promise<DeliveryTry> {
    return this.#slack.delivery.command({
      command: '/hotline',
      text,
      team_id: TEAM,
      user_id: this.id,
      user_name: this.name,
      channel_id: channel,
      channel_name: 'x',
      api_app_id: 'A0FAKE',
      trigger_id: this.#slack.store.trigger(this.id),
      response_url: this.#respondAt(channel, undefined),
    });
  }

  /** What only they see. */
  privately(channel = this.dm): SlackPost[] {
    return (this.#slack.store.channels.get(channel)?.posts ?? []).filter(
      ({ onlyFor }) => onlyFor === this.id,
    );
  }

  async untilPrivately(count: number, channel = this.dm): Promise<SlackPost[]> {
    await this.#slack.until(() => this.privately(channel).length >= count);
    return this.privately(channel);
  }

  #act(post: SlackPost, blocks: readonly unknown[], action: object): Promise<DeliveryTry> {
    const { channel, ts, thread } = post;
    const isPrivate = post.onlyFor !== undefined;
    const ownThread = thread ?? (this.#slack.botPosts(channel, ts).length > 0 ? ts : undefined);
    const threaded = ownThread ? { thread_ts: ownThread } : {};
    const message = { ...asMessage({ ...post, blocks: [...blocks] }), ...threaded, bot_id: BOT_ID };
    return this.#slack.delivery.interactive({
      type: 'block_actions',
      team: { id: TEAM, domain: 'fabrique' },
      user: this.#user(),
      api_app_id: 'A0FAKE',
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: isPrivate,
        ...threaded,
      },
      channel: { id: channel, name: 'x' },
      trigger_id: this.#slack.store.trigger(this.id),
      // Slack does not show the application a message that only one person sees.
      ...(isPrivate ? {} : { message }),
      actions: [{ block_id: 'b', action_ts: this.#slack.store.nextTs(), ...action }],
      response_url: this.#respondAt(channel, ts),
    });
  }

  #user() {
    return { id: this.id, username: this.name, name: this.name, team_id: TEAM };
  }

  #respondAt(channel: string, ts: string | undefined): string {
    const { store, origin } = this.#slack;
    const id = store.respondAt({ channel, user: this.id, ts }, Date.now() + 30 * 60_000);
    return `${origin}/response/${id}`;
  }

  #post(channel: string, ts: string): SlackPost {
    const post = this.#slack.store.find(channel, ts);
    if (!post) throw new Error(`no message ${ts} in ${channel}`);
    return post;
  }
}

/** The buttons of a message. */
export const buttonsOf = (blocks: readonly unknown[]): Button[] =>
  (blocks as { type: string; elements?: Button[] }[]).flatMap(({ type, elements }) =>
    type === 'actions' ? (elements ?? []) : [],
  );
