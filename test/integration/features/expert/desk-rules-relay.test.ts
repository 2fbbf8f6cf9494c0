import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeTelegram } from '#support/fakes/telegram/fake-telegram.ts';
import type { ChannelHotline } from '#support/world/channel-hotline.ts';
import {
  type CompanyChannel,
  companyOn,
  heardBy,
  openCase,
  slackCompany,
  takenCase,
  teamsCompany,
  telegramCompany,
} from '#support/world/desk/company.ts';
import type { DeskPlace } from '#support/world/desk/desk-place.ts';
import { DeskWorld, type Surface } from '#support/world/desk/desk-world.ts';
import { TELEGRAM_DESK } from '#support/world/desk/place-telegram.ts';

const SURFACES: readonly (readonly [Surface, CompanyChannel])[] = [
  ['slack', 'web'],
  ['teams', 'telegram'],
  ['telegram', 'slack'],
  ['slack', 'teams'],
];

/** Each test has a case of its own: those that look at nothing else run side by side. */
describe('The experts’ places: what is relayed, and what can’t be', () => {
  let world: DeskWorld<ChannelHotline>;
  beforeAll(async () => {
    world = await DeskWorld.open();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const textsOf = (place: DeskPlace, thread: string) => place.lines(thread).map(({ text }) => text);

  describe.concurrent('rule 7: words that can’t be delivered are said to the experts', () => {
    it('somebody on Telegram who blocked the hotline', async () => {
      const company = telegramCompany(world, 3_001);
      const opened = await openCase(world, company);
      await world.slack.press('nadia', opened.in(world.slack), 'Prendre');
      await heardBy(world, company, /a pris votre dossier/);
      world.telegram.fake.chats.set(3_001, 'blocked');
      await world.slack.write('nadia', opened.in(world.slack), 'Êtes-vous là ?').acknowledged;
      for (const place of world.places)
        await world.line(place, opened.in(place), /Non remis à l’entreprise : l’entreprise a bloqué/);
      // Somebody who writes again is reachable again, in the same case.
      world.telegram.fake.chats.delete(3_001);
      await company.say('Me revoilà.');
      await world.line(world.slack, opened.in(world.slack), /Me revoilà/);
      await world.slack.write('nadia', opened.in(world.slack), 'Je reprends.').acknowledged;
      await heardBy(world, company, /Je reprends/);
    });

    it('a Teams chat that is no more', async () => {
      const company = teamsCompany(world, 'gone');
      const opened = await openCase(world, company);
      await world.telegram.press('nadia', opened.in(world.telegram), 'Prendre');
      await heardBy(world, company, /a pris votre dossier/);
      const { id } = world.teams.people.personal('gone');
      world.teams.fake.closed.set(id, { status: 404, code: 'ConversationNotFound' });
      await world.telegram.write('nadia', opened.in(world.telegram), 'Êtes-vous là ?').acknowledged;
      for (const place of world.places) await world.line(place, opened.in(place), /Non remis à l’entreprise/);
    });
  });

  describe.concurrent('rule 8: what is changed or taken back after it was relayed is corrected, on either side', () => {
    it('by somebody on Slack', async () => {
      const person = world.slackCompany('changes');
      const opened = await openCase(world, slackCompany(world, 'changes'));
      await world.teams.press('nadia', opened.in(world.teams), 'Prendre');
      await heardBy(world, opened.company, /a pris votre dossier/);
      const first = person.say('Mon chiffre d’affaires est de 90 000 €.');
      const second = person.say('Mon mot de passe est soleil.');
      for (const place of world.places) await world.line(place, opened.in(place), /soleil/);
      await person.edit(first, 'Mon chiffre d’affaires est de 900 000 €.');
      await person.remove(second);
      for (const place of world.places) {
        await world.line(
          place,
          opened.in(place),
          /a corrigé un message : Mon chiffre d’affaires est de 900 000 €/,
        );
        await world.line(place, opened.in(place), /a supprimé un message/);
      }
    });

    it.each(SURFACES)('by an expert in %s (company on %s)', async (surface, channel) => {
      const place = world[surface];
      const opened = await takenCase(world, channel, place);
      const thread = opened.in(place);
      const said = place.write('nadia', thread, 'Le taux est de 3 %.');
      await said.acknowledged;
      await heardBy(world, opened.company, /taux est de 3 %/);
      await said.edit('Le taux est de 30 %.');
      await heardBy(world, opened.company, /Correction de Nadia Benali : Le taux est de 30 %/);
      const note = place.write('nadia', thread, '// à revoir');
      await note.acknowledged;
      await world.line(place, thread, /Note gardée/);
      await note.edit('// à revoir demain');
      const wrong = place.write('nadia', thread, 'Oubliez votre lot 2.');
      await wrong.acknowledged;
      await heardBy(world, opened.company, /Oubliez votre lot 2/);
      // Telegram tells bots of no deletion.
      if (wrong.remove) {
        await wrong.remove();
        await heardBy(
          world,
          opened.company,
          /a retiré un message ; n’en tenez plus compte : « Oubliez votre lot 2\. »/,
        );
      }
      expect(opened.company.heard().join('\n')).not.toContain('revoir');
    });
  });

  describe.concurrent('rule 9: files are not relayed, and both sides are told', () => {
    it.each(SURFACES)('an expert’s in %s (company on %s)', async (surface, channel) => {
      const place = world[surface];
      const opened = await takenCase(world, channel, place);
      await place.sendFile('nadia', opened.in(place), 'modele.docx');
      await world.line(place, opened.in(place), /Le fichier « modele\.docx » n’a pas été transmis/);
      await place.write('nadia', opened.in(place), 'Le modèle est en ligne.').acknowledged;
      await heardBy(world, opened.company, /Le modèle est en ligne/);
      expect(opened.company.heard().join('\n')).not.toContain('modele.docx');
    });

    it('a company’s', async () => {
      const company = telegramCompany(world, 3_002);
      const opened = await openCase(world, company);
      const { people } = world.telegram;
      await people.send(3_002, { document: { file_name: 'kbis.pdf', file_id: 'AgAD-token' } }).acknowledged;
      for (const place of world.places) {
        await world.line(
          place,
          opened.in(place),
          /a envoyé un fichier \(kbis\.pdf\)\. Il n’est pas transmis/,
        );
        expect(textsOf(place, opened.in(place)).join('\n')).not.toContain('AgAD');
      }
    });
  });

  it.each([
    ['slack', 'web'],
    ['telegram', 'slack'],
    ['teams', 'telegram'],
  ] as const)(
    'rule 12: a thread deleted in %s is made again once, with its context (company on %s)',
    async (surface, channel) => {
      const place = world[surface];
      const opened = await takenCase(world, channel, place);
      const old = opened.in(place);
      const count = place.threads().length;
      const strays = place.strays().length;
      await world.line(place, old, /Suivi par : Nadia/);
      place.destroy(old);
      await opened.company.say('Premier message après.');
      await opened.company.say('Second message après.');
      const fresh = await world.until(() => place.threads()[count]);
      await world.line(place, fresh, /Le fil précédent a disparu/);
      await world.line(place, fresh, /^[^\n]+ : Second message après\.$/);
      const texts = textsOf(place, fresh);
      expect(texts[0]).toMatch(new RegExp(`^Dossier ${opened.number} · `));
      expect(texts[1]).toMatch(/Derniers messages/);
      const relayed = texts.filter((text) => /^[^\n]+ : (?:Premier|Second) message après\.$/.test(text));
      expect(relayed).toHaveLength(2);
      expect(place.threads()).toHaveLength(count + 1);
      expect(place.strays()).toHaveLength(strays);
      await place.write('nadia', fresh, 'Je continue ici.').acknowledged;
      await heardBy(world, opened.company, /Je continue ici/);
    },
  );

  it('rule 12: a topic that somebody closed is made again too', async () => {
    const place = world.telegram;
    const opened = await takenCase(world, 'web', place);
    const count = place.threads().length;
    const topic = place.fake.forums.open(TELEGRAM_DESK).topics.get(Number(opened.in(place)));
    if (topic) topic.state = 'closed';
    await opened.company.say('Toujours là ?');
    const fresh = await world.until(() => place.threads()[count]);
    await world.line(place, fresh, /Le fil précédent a disparu/);
    await world.line(place, fresh, /^[^\n]+ : Toujours là/);
    expect(topic?.state).toBe('closed');
  });

  describe('rule 13: the hotline never relays itself, nor another bot', () => {
    it.concurrent.each(SURFACES)('in %s (company on %s)', async (surface, channel) => {
      const place = world[surface];
      const opened = await takenCase(world, channel, place);
      const thread = opened.in(place);
      await place.robot(thread, 'Je suis un autre robot.');
      await place.chat('marc', 'Qui déjeune avec moi ?');
      await place.write('nadia', thread, 'Bonjour.').acknowledged;
      await heardBy(world, opened.company, /Bonjour\.$/);
      await opened.company.say('Merci.');
      await world.line(place, thread, /: Merci/);
      expect(opened.company.heard().join('\n')).not.toMatch(/autre robot|déjeune/);
    });

    it('what the platforms told it of its own messages was never kept', async () => {
      const kept = await world.hotline.query<{ content: string }>(
        `SELECT content FROM message JOIN conversation ON conversation.id = conversation_id
         WHERE kind = 'desk' AND author = 'company'`,
      );
      expect(kept.length).toBeGreaterThan(10);
      for (const { content } of kept) {
        expect(content).not.toMatch(/Dossier \d+ ·|autre robot|déjeune|carte"|Derniers messages/);
        expect(JSON.parse(content).speaker?.name).toMatch(/^(?:Nadia Benali|Marc Petit)$/);
      }
    });
  });

  it.concurrent.each(['web', 'slack', 'telegram', 'teams'] as const)(
    'rule 15: a company on %s can neither ping nor format the experts’ places',
    async (channel) => {
      const hostile =
        '<!channel> <!here> <@U0NADIA> @channel @everyone @nadia <at>Nadia Benali</at> *gras* _it_ `code` [lien](https://mal.example) <b>gros</b> <a href="https://mal.example">x</a> &lt;!channel&gt; {{1+1}} ||secret|| # titre';
      const opened = await openCase(world, await companyOn(world, channel));
      await opened.company.say(hostile);
      for (const place of world.places) {
        const { text } = await world.line(place, opened.in(place), /: [\s\S]*titre$/);
        // Read as it was typed; what a platform itself makes of it before it tells the hotline set apart.
        if (channel === 'web')
          expect(text.replaceAll('\u2060', ''), place.name).toContain('*gras* _it_ `code`');
        expect(place.pings(), place.name).toEqual([]);
      }
      await assertNoLink(world.telegram.fake);
    },
  );

  /** Links in a topic are plain words. */
  async function assertNoLink(fake: FakeTelegram): Promise<void> {
    const sent = fake.shown.filter(({ chatId }) => chatId === TELEGRAM_DESK);
    for (const { payload } of sent)
      expect(JSON.stringify(payload.entities ?? [])).not.toContain('mal.example');
  }

  it('rule 15: nor can what it asked, where the card shows it', async () => {
    const company = await companyOn(world, 'slack');
    await company.say('Bonjour <!channel> & <b>vous</b> @everyone, ai-je droit à une avance ?');
    await world.until(() => company.heard().length > 0);
    const opened = await openCase(world, company, 'je veux parler à un expert <!everyone> <at>Nadia</at>');
    for (const place of world.places) {
      await world.line(place, opened.in(place), /Derniers messages/);
      expect(place.pings(), place.name).toEqual([]);
    }
  });
});
