import { setTimeout as sleep } from 'node:timers/promises';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { SlackPerson } from '#support/fakes/slack/people.ts';
import { FakeTeams } from '#support/fakes/teams/fake-teams.ts';
import { TeamsPeople } from '#support/fakes/teams/people.ts';
import { FakeTelegram } from '#support/fakes/telegram/fake-telegram.ts';
import { TelegramPeople } from '#support/fakes/telegram/people.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import { slackSettings } from '#support/world/channels/slack-peer.ts';
import { teamsSettings } from '#support/world/channels/teams-peer.ts';
import { PUBLIC_WEBHOOK, telegramSettings } from '#support/world/channels/telegram-peer.ts';
import type { DeskLine, DeskPlace } from './desk-place.ts';
import { SLACK_DESK, SlackDeskPlace } from './place-slack.ts';
import { TEAMS_DESK, TeamsDeskPlace } from './place-teams.ts';
import { TELEGRAM_DESK, TelegramDeskPlace } from './place-telegram.ts';

/** Messages leave so many times faster than on the real platforms. */
const FASTER = 100;

export type Surface = DeskPlace['name'];
const SURFACES: readonly Surface[] = ['slack', 'teams', 'telegram'];

/** A hotline that runs; `url` is where, while it does. */
export interface DeskHotline extends AsyncDisposable {
  readonly url: string | undefined;
}

/** The real hotline, with experts in Slack, Teams and Telegram at once. */
export class DeskWorld<H extends DeskHotline = DeskHotline> implements AsyncDisposable {
  readonly hotline: H;
  readonly slack: SlackDeskPlace;
  readonly teams: TeamsDeskPlace;
  readonly telegram: TelegramDeskPlace;

  private constructor(parts: {
    hotline: H;
    slack: FakeSlack;
    teams: FakeTeams;
    telegram: FakeTelegram;
  }) {
    const { hotline, slack, teams, telegram } = parts;
    this.hotline = hotline;
    slack.botUrl = () => hotline.url ?? 'http://127.0.0.1:9';
    telegram.updates.locate = (url) =>
      url === PUBLIC_WEBHOOK && hotline.url ? `${hotline.url}/telegram/webhook` : undefined;
    this.slack = new SlackDeskPlace(slack);
    this.teams = new TeamsDeskPlace(teams, new TeamsPeople(teams, () => hotline.url));
    this.telegram = new TelegramDeskPlace(telegram, new TelegramPeople(telegram));
  }

  /** A hotline in a process of its own, started as in production. */
  static open(surfaces: readonly Surface[] = SURFACES): Promise<DeskWorld<ChannelHotline>> {
    return DeskWorld.openWith(async (settings) => {
      const hotline = await ChannelHotline.open(settings);
      await hotline.start();
      return hotline;
    }, surfaces);
  }

  /** @param surfaces where experts work; every platform serves companies too */
  static async openWith<H extends DeskHotline>(
    start: (settings: Readonly<Record<string, string>>) => Promise<H>,
    surfaces: readonly Surface[] = SURFACES,
  ): Promise<DeskWorld<H>> {
    const [slack, teams, telegram] = await Promise.all([
      FakeSlack.start(),
      FakeTeams.start(),
      FakeTelegram.start(),
    ]);
    slack.faults.rateFactor = FASTER;
    // It is there before the hotline looks at it.
    slack.store.open(SLACK_DESK, 'channel');
    teams.rateFactor = FASTER;
    telegram.rates.factor = FASTER;
    const desks = {
      slack: { DESK_SLACK_CHANNEL: SLACK_DESK },
      teams: { DESK_TEAMS_CHANNEL: TEAMS_DESK, TEAMS_SERVICE_URL: teams.serviceUrl() },
      telegram: { DESK_TELEGRAM_GROUP: String(TELEGRAM_DESK) },
    };
    const hotline = await start({
      ...slackSettings(slack, 'http'),
      ...teamsSettings(teams),
      ...telegramSettings(telegram, 'webhook'),
      ...Object.assign({}, ...surfaces.map((name) => desks[name])),
      CHANNELS_RATE_FACTOR: String(FASTER),
    });
    return new DeskWorld({ hotline, slack, teams, telegram });
  }

  get places(): readonly DeskPlace[] {
    return [this.slack, this.teams, this.telegram];
  }

  /** Waits for something to be so; the test's own limit ends a vain wait. */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      await sleep(10);
    }
  }

  /** Waits for a thread with such a line; its newest when there are several. */
  threadWith = (place: DeskPlace, pattern: RegExp): Promise<string> =>
    this.until(() =>
      place.threads().findLast((thread) => place.lines(thread).some(({ text }) => pattern.test(text))),
    );

  /** Waits for a line of a thread. */
  line = (place: DeskPlace, thread: string, pattern: RegExp): Promise<DeskLine> =>
    this.until(() => place.lines(thread).find(({ text }) => pattern.test(text)));

  /** How many lines of a thread are so. */
  count = (place: DeskPlace, thread: string, pattern: RegExp): number =>
    place.lines(thread).filter(({ text }) => pattern.test(text)).length;

  /** Somebody of the Slack workspace who asks as a company does. */
  slackCompany = (name: string): SlackPerson =>
    new SlackPerson(this.slack.slack, `U0${name.toUpperCase()}`, name);

  async [Symbol.asyncDispose](): Promise<void> {
    this.slack.slack.delivery.stop();
    await this.hotline[Symbol.asyncDispose]();
    await Promise.all([
      this.slack.slack[Symbol.asyncDispose](),
      this.teams.fake[Symbol.asyncDispose](),
      this.telegram.fake[Symbol.asyncDispose](),
    ]);
  }
}
