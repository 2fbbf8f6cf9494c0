import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { buttonsOf, SlackPerson } from '#support/fakes/slack/people.ts';
import { BOT_ID, type SlackPost } from '#support/fakes/slack/store.ts';
import { type DeskExpert, type DeskLine, type DeskPlace, EXPERT_NAMES, type Written } from './desk-place.ts';

export const SLACK_DESK = 'C0DESK';

const withoutButtons = (blocks: readonly unknown[]): unknown[] =>
  (blocks as { type: string }[]).filter(({ type }) => type !== 'actions' && type !== 'context_actions');

/** The experts' channel of Slack: a thread is named by the ts of its first message. */
export class SlackDeskPlace implements DeskPlace {
  readonly name = 'slack';
  readonly slack: FakeSlack;
  readonly #people: Readonly<Record<DeskExpert, SlackPerson>>;

  constructor(slack: FakeSlack) {
    this.slack = slack;
    slack.store.open(SLACK_DESK, 'channel');
    const person = (expert: DeskExpert) => {
      const one = new SlackPerson(slack, `U0${expert.toUpperCase()}`, expert);
      slack.store.names.set(one.id, EXPERT_NAMES[expert]);
      return one;
    };
    this.#people = { nadia: person('nadia'), marc: person('marc') };
  }

  person = (expert: DeskExpert): SlackPerson => this.#people[expert];

  threads = (): string[] =>
    this.#posts().flatMap(({ ts, thread, blocks = [] }) =>
      thread === undefined && buttonsOf(blocks).length > 0 ? [ts] : [],
    );

  lines(thread: string): DeskLine[] {
    return this.#posts()
      .filter((post) => !post.deleted && (post.thread ?? post.ts) === thread)
      .map((post) => ({
        text: FakeSlack.words({ ...post, blocks: post.blocks && withoutButtons(post.blocks) }),
        buttons: buttonsOf(post.blocks ?? []).map(({ text }) => text.text),
      }));
  }

  write(expert: DeskExpert, thread: string, text: string): Written {
    const person = this.#people[expert];
    const said = person.say(text, { channel: SLACK_DESK, thread });
    return {
      acknowledged: said.delivered,
      again: said.again,
      edit: (changed) => person.edit(said, changed),
      remove: () => person.remove(said),
    };
  }

  sendFile = (expert: DeskExpert, thread: string, name: string): Promise<unknown> =>
    this.#people[expert].say('', { channel: SLACK_DESK, thread, files: [name] }).delivered;

  press(expert: DeskExpert, thread: string, label: string): Promise<unknown> {
    const post = this.#posts().find(({ ts }) => ts === thread);
    if (!post) throw new Error(`no thread ${thread}`);
    return this.#people[expert].press(post, label);
  }

  chat = (expert: DeskExpert, text: string): Promise<unknown> =>
    this.#people[expert].say(text, { channel: SLACK_DESK }).delivered;

  async robot(thread: string, text: string): Promise<unknown> {
    const post = this.slack.store.add({
      channel: SLACK_DESK,
      user: 'U0OTHER',
      botId: 'B0OTHER',
      text,
      thread,
    });
    const { ts } = post;
    const event = { type: 'message', subtype: 'bot_message', channel: SLACK_DESK, channel_type: 'channel' };
    const tried = [
      { ...event, bot_id: 'B0OTHER', user: 'U0OTHER', text, ts, thread_ts: thread },
      { ...event, subtype: undefined, bot_id: 'B0OTHER', user: 'U0OTHER', text, ts, thread_ts: thread },
    ];
    return Promise.all(tried.map((one) => this.slack.emit(one)));
  }

  destroy(thread: string): void {
    for (const post of this.slack.store.channels.get(SLACK_DESK)?.posts ?? [])
      if (post.ts === thread || post.thread === thread) post.deleted = true;
  }

  /** What stands in the channel itself and belongs to no case. */
  strays = (): string[] =>
    this.#posts()
      .filter(({ thread, deleted, blocks }) => !deleted && !thread && buttonsOf(blocks ?? []).length === 0)
      .map((post) => FakeSlack.words(post));

  pings = (): string[] => this.slack.pings();

  forbid(): () => void {
    const channel = this.slack.store.channels.get(SLACK_DESK);
    if (channel) channel.member = false;
    return () => {
      if (channel) channel.member = true;
    };
  }

  #posts(): SlackPost[] {
    const { posts = [] } = this.slack.store.channels.get(SLACK_DESK) ?? {};
    return posts.filter(({ botId }) => botId === BOT_ID);
  }
}
