import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { wordsOf } from '#support/fakes/teams/fake-teams.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import type { DeskPlace } from './desk-place.ts';
import type { DeskWorld } from './desk-world.ts';

/** Somebody who asks for an expert, wherever they write. */
export interface DeskCompany {
  readonly say: (text: string) => Promise<unknown>;
  /** What they read of the hotline and of its experts, in order. */
  readonly heard: () => readonly string[];
}

const asShown = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');

/** A visitor of the web chat. */
export async function webCompany(world: DeskWorld): Promise<DeskCompany & Disposable> {
  const client = await WebClient.open(world.hotline.url ?? '');
  return {
    say: (text) => client.send(text),
    heard: () =>
      client.events
        .filter(({ event, data }) => event === 'message' && data.author !== 'company')
        .map(({ data }) =>
          asShown(
            (data.blocks ?? []).map(({ text = [] }) => text.map((span) => span.text).join('')).join('\n'),
          ),
        ),
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}

/** Somebody of the Slack workspace, in their direct message. */
export function slackCompany(world: DeskWorld, name: string): DeskCompany {
  const person = world.slackCompany(name);
  return {
    say: (text) => person.say(text).delivered,
    heard: () => world.slack.slack.botPosts(person.dm).map((post) => asShown(FakeSlack.words(post))),
  };
}

/** Somebody on Telegram, in their private chat. */
export function telegramCompany(world: DeskWorld, id: number): DeskCompany {
  const { fake, people } = world.telegram;
  return {
    say: (text) => people.write(id, text).acknowledged,
    heard: () => fake.shown.filter(({ chatId }) => chatId === id).map(({ text }) => asShown(text)),
  };
}

/** Somebody in Teams, in their personal chat. */
export function teamsCompany(world: DeskWorld, name: string): DeskCompany {
  const { fake, people } = world.teams;
  return {
    say: (text) => people.write(name, text).acknowledged,
    heard: () => fake.shownIn(people.personal(name).id).map((shown) => asShown(wordsOf(shown))),
  };
}

/** A company on each kind of channel, by turns: what it is called there must not matter. */
export const COMPANY_CHANNELS = ['web', 'slack', 'telegram', 'teams'] as const;
export type CompanyChannel = (typeof COMPANY_CHANNELS)[number];

let met = 0;
/** Somebody new on a channel. */
export function companyOn(world: DeskWorld, channel: CompanyChannel): Promise<DeskCompany> | DeskCompany {
  met += 1;
  if (channel === 'web') return webCompany(world);
  if (channel === 'slack') return slackCompany(world, `company${met}`);
  return channel === 'telegram' ? telegramCompany(world, 2_000 + met) : teamsCompany(world, `company-${met}`);
}

/** A case that somebody has just opened, and its thread in each place where experts work. */
export interface OpenedCase {
  readonly number: number;
  readonly company: DeskCompany;
  /** The case's thread in a place; its last one, when it was made again. */
  readonly in: (place: DeskPlace) => string;
}

/** Asks for an expert, and waits until every place shows the whole of the case. */
export async function openCase(
  world: DeskWorld,
  company: DeskCompany,
  words = 'je veux parler à un humain',
): Promise<OpenedCase> {
  const heard = company.heard().length;
  await company.say(words);
  const number = await world.until(() => {
    const found = /\(dossier (\d+)\)/.exec(company.heard().slice(heard).join('\n'));
    return found ? Number(found[1]) : undefined;
  });
  const title = new RegExp(`Dossier ${number} · `);
  for (const place of world.places) {
    const thread = await world.threadWith(place, title);
    await world.line(place, thread, /Derniers messages/);
  }
  const newest = (place: DeskPlace) =>
    place.threads().findLast((thread) => place.lines(thread).some(({ text }) => title.test(text))) ?? '';
  return { number, company, in: newest };
}

/** A case on a channel, taken by Nadia from a place. */
export async function takenCase(
  world: DeskWorld,
  channel: CompanyChannel,
  place: DeskPlace,
): Promise<OpenedCase> {
  const opened = await openCase(world, await companyOn(world, channel));
  await place.press('nadia', opened.in(place), 'Prendre');
  await heardBy(world, opened.company, /Nadia Benali, de la Fabrique, a pris votre dossier/);
  for (const one of world.places) await world.line(one, opened.in(one), /Suivi par : Nadia Benali/);
  return opened;
}

/** Waits until somebody reads something. */
export const heardBy = (world: DeskWorld, company: DeskCompany, pattern: RegExp): Promise<string> =>
  world.until(() => company.heard().find((text) => pattern.test(text)));
