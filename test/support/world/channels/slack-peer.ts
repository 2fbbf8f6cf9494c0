import { setTimeout as sleep } from 'node:timers/promises';
import { slackTexts } from '#adapters/slack/texts.ts';
import { FakeSlack, SLACK_SECRETS } from '#support/fakes/slack/fake-slack.ts';
import type { SlackFault } from '#support/fakes/slack/faults.ts';
import { buttonsOf, type Said, SlackPerson } from '#support/fakes/slack/people.ts';
import type { SlackPost } from '#support/fakes/slack/store.ts';
import { knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import type {
  ChannelPeer,
  ChannelPeerOptions,
  Delivery,
  PlatformFault,
  SeenMessage,
} from './channel-peer.ts';

export type SlackMode = 'http' | 'socket';

export interface SlackPeerOptions extends ChannelPeerOptions {
  /** Pages added to the knowledge, by path. */
  readonly pages?: Readonly<Record<string, string>>;
}

const FAULTS: Readonly<
  Record<PlatformFault, { kind: 'down' | 'reset' } | { kind: 'limited'; retryAfter: number }>
> = {
  'server-error': { kind: 'down' },
  'rate-limit': { kind: 'limited', retryAfter: 1 },
  reset: { kind: 'reset' },
};

interface SlackDeliveryOf extends Delivery {
  readonly again: () => Promise<unknown>;
}

/** The variables that open Slack on a fake one. */
export const slackSettings = (slack: FakeSlack, mode: SlackMode): Record<string, string> => ({
  SLACK_BOT_TOKEN: SLACK_SECRETS.botToken,
  SLACK_API_URL: slack.apiUrl,
  ...(mode === 'http'
    ? { SLACK_SIGNING_SECRET: SLACK_SECRETS.signingSecret }
    : { SLACK_APP_TOKEN: SLACK_SECRETS.appToken }),
});

/** Slack with the hotline on it. */
export class SlackPeer implements ChannelPeer {
  readonly name: string;
  readonly longestText = 12_000;
  readonly secrets = Object.values(SLACK_SECRETS);
  readonly slack: FakeSlack;
  readonly hotline: ChannelHotline;
  readonly #people = new Map<string, SlackPerson>();
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #rest: AsyncDisposable | undefined;

  private constructor(
    mode: SlackMode,
    slack: FakeSlack,
    hotline: ChannelHotline,
    rest: AsyncDisposable | undefined,
  ) {
    this.name = `slack ${mode}`;
    this.slack = slack;
    this.hotline = hotline;
    this.#rest = rest;
    slack.botUrl = () => (mode === 'http' ? (hotline.url ?? 'http://127.0.0.1:9') : undefined);
  }

  static async open(
    mode: SlackMode,
    { settings = {}, rateFactor = 1, pages }: SlackPeerOptions = {},
  ): Promise<SlackPeer> {
    const slack = await FakeSlack.start();
    const folder = pages && (await knowledgeFolder(pages));
    const own: Record<string, string> = folder ? { HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir } : {};
    slack.faults.rateFactor = rateFactor;
    const pace = { CHANNELS_RATE_FACTOR: String(rateFactor) };
    const hotline = await ChannelHotline.open({
      ...slackSettings(slack, mode),
      ...pace,
      ...own,
      ...settings,
    });
    if (folder) {
      const { dataDir } = hotline;
      const ingest = new HotlineProgram(['src/cli.ts', 'ingest'], {
        dataDir,
        knowledgeDir: folder.knowledgeDir,
      });
      if ((await ingest.exited()) !== 0) throw new Error(`no index: ${ingest.output}`);
    }
    await hotline.start();
    return new SlackPeer(mode, slack, hotline, folder);
  }

  /** Somebody of the workspace, by a name. */
  person(user: string): SlackPerson {
    const id = `U0${user.replace(/\W/g, '').toUpperCase()}`;
    const person = this.#people.get(user) ?? new SlackPerson(this.slack, id, user);
    this.#people.set(user, person);
    return person;
  }

  /** A channel of the workspace. */
  channel(id: string, member = true): string {
    return this.slack.store.open(id, 'channel', member).id;
  }

  say(user: string, text: string): SlackDeliveryOf {
    let said: Said | undefined;
    return this.#inOrder(user, async () => {
      said = this.person(user).say(text);
      const tries = await said.delivered;
      return {
        ms: Math.max(...tries.map((one) => one?.ms ?? Number.POSITIVE_INFINITY)),
        again: () => said?.again(),
      };
    });
  }

  press(user: string, label: string): SlackDeliveryOf {
    const person = this.person(user);
    const post = this.#posts(user).findLast(({ blocks }) =>
      buttonsOf(blocks ?? []).some(({ text }) => text.text.startsWith(label)),
    );
    if (!post) throw new Error(`no message with a button « ${label} »`);
    const press = () => person.press(post, label, shown);
    const shown = post.blocks ?? [];
    return this.#inOrder(user, async () => ({ ms: (await press()).ms, again: press }));
  }

  async redeliver(delivery: Delivery): Promise<void> {
    await (delivery as SlackDeliveryOf).again();
  }

  received(user: string): readonly SeenMessage[] {
    return this.#posts(user).map((post) => ({
      text: FakeSlack.words({ ...post, blocks: post.blocks && withoutButtons(post.blocks) }),
      buttons: buttonsOf(post.blocks ?? []).map(({ text }) => text.text),
    }));
  }

  async untilReceived(user: string, count: number): Promise<readonly SeenMessage[]> {
    const { dm } = this.person(user);
    // Always a moment, so that whoever asks in a loop lets the rest go on.
    await sleep(0);
    while (this.#posts(user).length < count) await this.slack.store.changed(dm);
    return this.received(user);
  }

  fail(fault: PlatformFault): () => void {
    const lasting: SlackFault = {
      method: 'chat.postMessage',
      times: Number.POSITIVE_INFINITY,
      ...FAULTS[fault],
    };
    return this.slack.faults.plan(lasting);
  }

  breakDown(fault: PlatformFault): () => void {
    return this.slack.faults.plan({ method: '*', times: Number.POSITIVE_INFINITY, ...FAULTS[fault] });
  }

  refusals(): number {
    return this.slack.calls.filter(({ outcome }) => outcome !== undefined && outcome !== 'ok').length;
  }

  block(user: string): () => void {
    const fault = {
      method: 'chat.postMessage',
      channel: this.person(user).dm,
      times: Number.POSITIVE_INFINITY,
    };
    return this.slack.faults.plan({ ...fault, kind: 'error', error: 'channel_not_found' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.slack.delivery.stop();
    await this.hotline[Symbol.asyncDispose]();
    await this.slack[Symbol.asyncDispose]();
    await this.#rest?.[Symbol.asyncDispose]();
  }

  /** What is said in somebody's direct message: not what only they see, nor the sign that goes when the answer comes. */
  #posts(user: string): SlackPost[] {
    return this.slack
      .botPosts(this.person(user).dm)
      .filter((post) => post.onlyFor === undefined && post.text !== slackTexts.working);
  }

  /** Slack does not promise the order of its deliveries; people who wait for one another's do. */
  #inOrder(
    user: string,
    deliver: () => Promise<{ ms: number; again: () => Promise<unknown> | undefined }>,
  ): SlackDeliveryOf {
    const run = (this.#last.get(user) ?? Promise.resolve()).then(deliver);
    this.#last.set(
      user,
      run.catch(() => undefined),
    );
    return {
      acknowledged: run.then(({ ms }) => ms),
      again: async () => (await run).again(),
    };
  }
}

/** The blocks that are read, without those that are pressed. */
const withoutButtons = (blocks: readonly unknown[]): unknown[] =>
  (blocks as { type: string }[]).filter(({ type }) => type !== 'actions' && type !== 'context_actions');
