import { FakeTeams, type ShownActivity, type TeamsFault, wordsOf } from '#support/fakes/teams/fake-teams.ts';
import { type SentActivity, TeamsPeople } from '#support/fakes/teams/people.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import type {
  ChannelPeer,
  ChannelPeerOptions,
  Delivery,
  PlatformFault,
  SeenMessage,
} from './channel-peer.ts';

const FAULTS: Readonly<Record<PlatformFault, TeamsFault>> = {
  'server-error': { kind: 'status', status: 500 },
  'rate-limit': { kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: 1 },
  reset: { kind: 'reset' },
};

/** The variables that open Teams on a fake one. */
export const teamsSettings = ({ tokens, url }: FakeTeams): Record<string, string> => ({
  TEAMS_APP_ID: tokens.appId,
  TEAMS_APP_PASSWORD: tokens.appPassword,
  TEAMS_TENANT_ID: tokens.tenantId,
  TEAMS_SERVICE_HOSTS: '127.0.0.1',
  TEAMS_LOGIN_URL: url,
  TEAMS_OPENID_URL: `${url}/openid`,
});

/** Teams with the hotline on it. */
export class TeamsPeer implements ChannelPeer {
  readonly name = 'teams';
  readonly longestText = 16_000;
  readonly fake: FakeTeams;
  readonly people: TeamsPeople;
  readonly hotline: ChannelHotline;
  readonly #seen = new WeakMap<ShownActivity, { card: ShownActivity['card']; seen: SeenMessage }>();

  private constructor(fake: FakeTeams, hotline: ChannelHotline) {
    this.fake = fake;
    this.hotline = hotline;
    this.people = new TeamsPeople(fake, () => hotline.url);
  }

  /** @param prepare told of the fake before the hotline starts on it */
  static async open(
    { settings = {}, rateFactor = 1 }: ChannelPeerOptions = {},
    prepare: (fake: FakeTeams) => void = () => {},
  ): Promise<TeamsPeer> {
    const fake = await FakeTeams.start();
    fake.rateFactor = rateFactor;
    prepare(fake);
    const pace = { CHANNELS_RATE_FACTOR: String(rateFactor) };
    const hotline = await ChannelHotline.open({ ...teamsSettings(fake), ...pace, ...settings });
    const peer = new TeamsPeer(fake, hotline);
    await hotline.start();
    return peer;
  }

  get secrets(): readonly string[] {
    return [this.fake.tokens.appPassword, ...this.fake.tokens.given];
  }

  say(user: string, text: string): SentActivity {
    return this.people.write(user, text);
  }

  press(user: string, label: string): SentActivity {
    const shown = this.shown(user).findLast((one) =>
      this.people.buttonsOf(one).some(({ title }) => title === label),
    );
    if (!shown) throw new Error(`no message with a button « ${label} »`);
    return this.people.press(user, shown, label);
  }

  async redeliver(delivery: Delivery): Promise<void> {
    const response = await this.people.post((delivery as SentActivity).activity);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }

  /** What somebody sees in their private chat, or what is shown in a conversation, as Teams has it. */
  shown(userOrConversation: string): ShownActivity[] {
    return this.fake.shownIn(this.#idOf(userOrConversation));
  }

  received(user: string): readonly SeenMessage[] {
    return this.shown(user).map((one) => this.#read(one));
  }

  async untilReceived(user: string, count: number): Promise<readonly SeenMessage[]> {
    await this.fake.untilShownIn(this.#idOf(user), count);
    return this.received(user);
  }

  #idOf = (userOrConversation: string): string =>
    /^(?:a|19):/.test(userOrConversation) ? userOrConversation : this.people.personal(userOrConversation).id;

  /** A message as somebody sees it; read again when its card changes. */
  #read(shown: ShownActivity): SeenMessage {
    const known = this.#seen.get(shown);
    if (known && known.card === shown.card) return known.seen;
    const seen = {
      // As on a screen: no-break spaces look like spaces.
      text: wordsOf(shown).replace(/[\u00A0\u202F]/g, ' '),
      buttons: this.people.buttonsOf(shown).map(({ title }) => title),
    };
    this.#seen.set(shown, { card: shown.card, seen });
    return seen;
  }

  fail(fault: PlatformFault): () => void {
    return this.fake.fail(FAULTS[fault]);
  }

  breakDown(fault: PlatformFault): () => void {
    const lifts = ['message', 'typing'].map((type) => this.fake.fail({ ...FAULTS[fault], type }));
    return () => {
      for (const lift of lifts) lift();
    };
  }

  refusals(): number {
    return this.fake.posts.filter(({ status }) => status < 200 || status >= 300).length;
  }

  block(user: string): () => void {
    const { id } = this.people.personal(user);
    this.fake.closed.set(id, { status: 403, code: 'MessageWritesBlocked' });
    return () => this.fake.closed.delete(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hotline[Symbol.asyncDispose]();
    await this.fake[Symbol.asyncDispose]();
  }
}
