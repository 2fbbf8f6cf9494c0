import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import {
  companyOn,
  heardBy,
  openCase,
  slackCompany,
  takenCase,
  teamsCompany,
  telegramCompany,
} from '#support/world/desk/company.ts';
import { EXPERT_NAMES } from '#support/world/desk/desk-place.ts';
import { DeskWorld } from '#support/world/desk/desk-world.ts';
import { SLACK_DESK } from '#support/world/desk/place-slack.ts';
import { TELEGRAM_DESK } from '#support/world/desk/place-telegram.ts';
import { csrfOf, Visitor } from '#support/world/people/visitor.ts';

const ADVANCE = 'Ai-je droit à une avance ?';

describe('The experts’ places, when something is wrong with them', () => {
  let world: DeskWorld<ChannelHotline>;
  const undo: (() => void)[] = [];
  beforeAll(async () => {
    world = await DeskWorld.open();
  });
  afterEach(() => {
    for (const one of undo.splice(0)) one();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  it('Slack is lost for half a minute: the case goes on elsewhere, and Slack then has all of it, once, in order', async () => {
    const opened = await takenCase(world, 'web', world.telegram);
    const { slack } = world.slack;
    const lasting = { times: Number.POSITIVE_INFINITY, kind: 'reset' } as const;
    const lift = ['chat.postMessage', 'chat.update', 'users.info'].map((method) =>
      slack.faults.plan({ method, ...lasting }),
    );
    undo.push(...lift);
    const lostAt = Date.now();
    for (const step of ['un', 'deux', 'trois']) {
      await opened.company.say(`Question ${step}.`);
      await world.line(world.telegram, opened.in(world.telegram), new RegExp(`: Question ${step}\\.`));
      await world.telegram.write('nadia', opened.in(world.telegram), `Réponse ${step}.`).acknowledged;
      await heardBy(world, opened.company, new RegExp(`Réponse ${step}\\.`));
    }
    await sleep(Math.max(0, lostAt + 30_000 - Date.now()));
    const thread = opened.in(world.slack);
    expect(world.count(world.slack, thread, /Question|Réponse (?:un|deux|trois)/)).toBe(0);
    for (const one of lift) one();
    await world.line(world.slack, thread, /Réponse trois/);
    const said = world.slack
      .lines(thread)
      .map(({ text }) => text)
      .join('\n');
    expect(said.match(/(?:Question|Réponse) (?:un|deux|trois)\./g)).toEqual(
      ['un', 'deux', 'trois'].flatMap((step) => [`Question ${step}.`, `Réponse ${step}.`]),
    );
    await world.line(world.slack, thread, /Suivi par : Nadia Benali/);
  });

  it.each([
    ['slack', /DESK_SLACK_CHANNEL, C0DESK\) : invitez-y la hotline/],
    ['teams', /DESK_TEAMS_CHANNEL, 19:desk@thread\.tacv2\) : vérifiez que l’application est installée/],
    ['telegram', /DESK_TELEGRAM_GROUP, -1001234567890\) : .*« Gérer les sujets »/],
  ] as const)(
    'the hotline may not write in %s: the log says what to put right, and the case then comes by itself',
    async (surface, remedy) => {
      const place = world[surface];
      const allow = place.forbid();
      undo.push(allow);
      const count = place.threads().length;
      const company = await companyOn(world, 'web');
      await company.say('je veux parler à un humain');
      await heardBy(world, company, /\(dossier \d+\)/);
      await world.hotline.printed(remedy);
      const others = world.places.filter((one) => one !== place);
      const number = /\(dossier (\d+)\)/.exec(company.heard().join())?.[1];
      for (const other of others) await world.threadWith(other, new RegExp(`Dossier ${number} ·`));
      allow();
      const thread = await world.threadWith(place, new RegExp(`Dossier ${number} ·`));
      await world.line(place, thread, /Derniers messages/);
      expect(place.threads()).toHaveLength(count + 1);
    },
  );

  it('Slack’s channel is public: /staff says so', async () => {
    const { output, url = '' } = world.hotline;
    const visitor = new Visitor();
    const asked = await visitor.open(/http:\/\/\S+\/desk\/entrer\?\S+/.exec(output)?.[0] ?? '');
    await visitor.post(`${url}/connexion/nom`, { name: 'Awa Diallo', _csrf: csrfOf(asked) });
    const page = async () => (await visitor.request(`${url}/staff`)).text;
    await expect.poll(page).toContain('(DESK_SLACK_CHANNEL, C0DESK) est public');
  });

  it('a card that somebody deleted is said anew, and the new one changes from then on', async () => {
    const opened = await takenCase(world, 'web', world.slack);
    const thread = opened.in(world.telegram);
    const { fake } = world.telegram;
    const [card] = fake.shown.filter(({ threadId }) => threadId === Number(thread));
    if (!card) throw new Error('no card');
    fake.shown.splice(fake.shown.indexOf(card), 1);
    await world.slack.write('nadia', opened.in(world.slack), 'Bonjour.').acknowledged;
    await world.line(world.telegram, thread, /· Attend l’entreprise/);
    await opened.company.say('Bonjour.');
    await world.line(world.telegram, thread, /· Attend votre réponse/);
    expect(world.count(world.telegram, thread, /^Dossier \d+ ·/)).toBe(1);
    const topics = fake.forums.open(TELEGRAM_DESK).topics;
    await world.until(() => topics.get(Number(thread))?.name.endsWith('Attend votre réponse'));
  });

  it('Slack does not tell names: the expert is « Un expert », and the log says what is missing', async () => {
    undo.push(
      world.slack.slack.faults.plan({
        method: 'users.info',
        kind: 'error',
        error: 'missing_scope',
        times: 99,
      }),
    );
    const { slack } = world.slack;
    const opened = await openCase(world, await companyOn(world, 'web'));
    const stranger = world.slackCompany('newcomer');
    await stranger.say('Bonjour à vous.', { channel: SLACK_DESK, thread: opened.in(world.slack) }).delivered;
    await heardBy(world, opened.company, /^Un expert — la Fabrique\s+Bonjour à vous/);
    await world.hotline.printed(/il manque la permission « users:read »/);
    expect(slack.pings()).toEqual([]);
  });

  describe('an expert who is also a company', () => {
    it('on Slack and on Telegram: the place decides, never the person', async () => {
      const nadia = world.slack.person('nadia');
      const { slack } = world.slack;
      const own = slackCompany(world, 'nadia');
      await nadia.say(ADVANCE).delivered;
      await heardBy(world, own, /50 000 € HT/);
      const opened = await openCase(world, own);
      // In her own conversation, words of the desk are words.
      await nadia.say('!clore').delivered;
      for (const place of world.places) await world.line(place, opened.in(place), /Entreprise : !clore/);
      await world.slack.write('nadia', opened.in(world.slack), 'Je me réponds.').acknowledged;
      await heardBy(world, own, /Nadia Benali — la Fabrique\s+Je me réponds/);
      await nadia.say('Merci à moi-même.').delivered;
      await world.line(world.telegram, opened.in(world.telegram), /Entreprise : Merci à moi-même/);
      expect(slack.botPosts(SLACK_DESK, opened.in(world.slack)).length).toBeGreaterThan(2);
      const elsewhere = telegramCompany(world, world.telegram.idOf('nadia'));
      await elsewhere.say(ADVANCE);
      await heardBy(world, elsewhere, /50 000 € HT/);
    });

    it('and whoever forges a button of the desk in a private chat does nothing', async () => {
      const opened = await openCase(world, await companyOn(world, 'web'));
      const [{ id } = { id: '' }] = await world.hotline.query<{ id: string }>(
        'SELECT id FROM expert_case WHERE number = $1',
        [opened.number],
      );
      const chatId = 4_001;
      await world.telegram.people.write(chatId, ADVANCE).acknowledged;
      const shown = await world.until(() => world.telegram.fake.shown.find((one) => one.chatId === chatId));
      await world.telegram.people.pressData(chatId, shown, `case:close:${id}`).acknowledged;
      const mallory = teamsCompany(world, 'mallory');
      const { people } = world.teams;
      const place = people.personal('mallory');
      const data = {
        hotline: 'reply',
        card: 'x',
        seq: 1,
        value: `case:reply:${id}`,
        answer: 'Je suis un expert',
      };
      const value = { action: { type: 'Action.Execute', verb: 'reply', data }, trigger: 'manual' };
      const invoke = {
        ...people.envelope('mallory', place),
        type: 'invoke',
        name: 'adaptiveCard/action',
        value,
      };
      await people.deliver(invoke).acknowledged;
      await mallory.say(ADVANCE);
      await heardBy(world, mallory, /50 000 € HT/);
      const [row] = await world.hotline.query<{ state: string }>(
        'SELECT state FROM expert_case WHERE id = $1',
        [id],
      );
      expect(row?.state).toBe('open');
      expect(opened.company.heard().join('\n')).not.toContain('Je suis un expert');
    });
  });

  it('two experts who write at the same moment in Slack and in Telegram are both read, each once', async () => {
    const opened = await openCase(world, await companyOn(world, 'teams'));
    await Promise.all([
      world.slack.write('nadia', opened.in(world.slack), 'Bonjour de Slack.').acknowledged,
      world.telegram.write('marc', opened.in(world.telegram), 'Bonjour de Telegram.').acknowledged,
    ]);
    await heardBy(world, opened.company, /Bonjour de Slack/);
    await heardBy(world, opened.company, /Bonjour de Telegram/);
    const heard = opened.company.heard().join('\n');
    expect(heard.match(/Bonjour de (?:Slack|Telegram)/g)).toHaveLength(2);
    expect(heard.match(/a pris votre dossier/g)).toHaveLength(1);
  });

  describe('the reply card of Teams', () => {
    it('is answered at once, keeps an answer once however often Teams tells of it, and takes another', async () => {
      const opened = await takenCase(world, 'telegram', world.teams);
      const thread = opened.in(world.teams);
      await world.line(world.teams, thread, /Suivi par : Nadia/);
      const sent = world.teams.reply('nadia', thread, 'Oui, tout à fait.');
      expect(await sent.acknowledged).toBeLessThan(3_000);
      expect(await sent.answer).toMatchObject({
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
      });
      expect(JSON.stringify(await sent.answer)).toContain('✓ Gardé : « Oui, tout à fait. »');
      // A layer between Teams and the hotline tells it again, under another id and at another moment.
      const again = {
        ...sent.activity,
        id: world.teams.fake.nextId(),
        timestamp: new Date(Date.now() + 30_000).toISOString(),
      };
      await world.teams.people.deliver(again).acknowledged;
      await heardBy(world, opened.company, /Oui, tout à fait/);
      // Its other readers see what was typed in the card, which stands nowhere else.
      await world.line(world.teams, thread, /Nadia Benali a répondu : Oui, tout à fait/);
      await world.line(world.teams, thread, /· Attend l’entreprise/);
      await world.teams.reply('nadia', thread, 'Oui, tout à fait.').answer;
      await world.until(
        () => opened.company.heard().filter((text) => text.includes('Oui, tout à fait')).length === 2,
      );
      await world.teams.reply('nadia', thread, '// à vérifier').answer;
      await world.line(world.teams, thread, /Note de Nadia Benali : à vérifier/);
      await world.teams.reply('nadia', thread, '').answer;
      await world.line(world.teams, thread, /Il n’y avait rien à envoyer/);
      expect(
        opened.company
          .heard()
          .join('\n')
          .match(/Oui, tout à fait/g),
      ).toHaveLength(2);
      expect(opened.company.heard().join('\n')).not.toContain('à vérifier');
    });

    it('and where everything of the channel is delivered, words under a post need no name, others are let be', async () => {
      const opened = await takenCase(world, 'web', world.teams);
      await world.teams.chat('marc', 'Réunion à 14 h.');
      await world.teams.writeUnnamed('nadia', '19:desk@thread.tacv2;messageid=1500000000000', 'Un vieux fil.')
        .acknowledged;
      await world.teams.writeUnnamed('nadia', opened.in(world.teams), 'Sans mention.').acknowledged;
      await heardBy(world, opened.company, /Nadia Benali — la Fabrique\s+Sans mention/);
      expect(opened.company.heard().join('\n')).not.toMatch(/Réunion|vieux fil/);
    });
  });
});

describe('The experts’ channel of Teams, without an address of service', () => {
  it('is written where the organisation was heard from', async () => {
    await using world = await DeskWorld.openWith(
      async ({ TEAMS_SERVICE_URL: _, ...settings }) => {
        const hotline = await ChannelHotline.open(settings);
        await hotline.start();
        return hotline;
      },
      ['teams'],
    );
    const { fake, people } = world.teams;
    await people.deliver({ ...people.message('anne', ADVANCE), serviceUrl: fake.serviceUrl('amer') })
      .acknowledged;
    const company = await companyOn(world, 'web');
    await company.say('je veux parler à un humain');
    const thread = await world.threadWith(world.teams, /Derniers messages/);
    const [post] = fake.posts.filter(({ conversationId }) => conversationId === thread);
    expect(post?.region).toBe('amer');
    await world.teams.write('nadia', thread, 'Bonjour.').acknowledged;
    await heardBy(world, company, new RegExp(`${EXPERT_NAMES.nadia} — la Fabrique\\s+Bonjour`));
  });
});
