import type { DeskWorld } from './desk-world.ts';
import { FakeSlack } from './fake-slack.ts';
import { wordsOf } from './fake-teams.ts';
import { WebClient } from './web-client.ts';

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
