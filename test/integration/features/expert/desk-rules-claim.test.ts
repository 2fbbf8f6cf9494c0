import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelHotline } from '#support/world/channel-hotline.ts';
import {
  type CompanyChannel,
  companyOn,
  heardBy,
  type OpenedCase,
  openCase,
  takenCase,
} from '#support/world/desk/company.ts';
import type { DeskExpert, DeskPlace } from '#support/world/desk/desk-place.ts';
import { DeskWorld, type Surface } from '#support/world/desk/desk-world.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
/** Where experts work, and where the company writes: each pair once. */
const PAIRS: readonly (readonly [Surface, CompanyChannel])[] = [
  ['slack', 'web'],
  ['teams', 'telegram'],
  ['telegram', 'slack'],
  ['teams', 'web'],
  ['telegram', 'teams'],
];

/** Each test has a case of its own, and most of its time is spent waiting for one place or another: several run at once. */
describe.concurrent('The experts’ places: who answers, and who takes a case', () => {
  let world: DeskWorld<ChannelHotline>;
  beforeAll(async () => {
    world = await DeskWorld.open();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const textsOf = (place: DeskPlace, thread: string) => place.lines(thread).map(({ text }) => text);
  const times = (texts: readonly string[], pattern: RegExp) =>
    texts.join('\n').match(new RegExp(pattern, 'g'))?.length ?? 0;

  describe.each(PAIRS)('experts in %s, company on %s', (surface, channel) => {
    it('rule 1: the assistant is silent while a person holds the case, and answers again after', async () => {
      const place = world[surface];
      const opened = await takenCase(world, channel, place);
      const { company } = opened;
      const thread = opened.in(place);
      const before = company.heard().length;
      await company.say(ADVANCE);
      await world.line(place, thread, /Ai-je droit à une avance/);
      await place.write('nadia', thread, 'Je regarde votre dossier.').acknowledged;
      await heardBy(world, company, /Je regarde votre dossier/);
      expect(company.heard().slice(before)).toEqual([expect.stringMatching(/^Nadia Benali — la Fabrique/)]);
      await place.press('nadia', thread, 'Clore (répondu)');
      await heardBy(world, company, /L’assistant vous répond de nouveau/);
      await company.say(ADVANCE);
      await world.until(() =>
        company
          .heard()
          .slice(before)
          .some((text) => text.includes('50 000 € HT')),
      );
    });

    it('rule 2: what is written during the race for the case arrives once, in order', async () => {
      const company = await companyOn(world, channel);
      const opened = await openCase(world, company);
      const other = world.places.find(({ name }) => name !== surface) as DeskPlace;
      const words = ['Point alpha du dossier.', 'Point bravo du dossier.', 'Point charlie du dossier.'];
      const written = (async () => {
        for (const text of words) await company.say(text);
      })();
      await Promise.all([
        written,
        world[surface].press('nadia', opened.in(world[surface]), 'Prendre'),
        other.press('marc', opened.in(other), 'Prendre'),
      ]);
      for (const place of world.places) {
        await world.line(place, opened.in(place), /Point charlie/);
        const said = textsOf(place, opened.in(place)).filter((text) => !text.includes('assistant'));
        const order = said.join('\n').match(/alpha|bravo|charlie/g);
        expect(order, place.name).toEqual(['alpha', 'bravo', 'charlie']);
      }
      expect(times(company.heard(), /a pris votre dossier/)).toBe(1);
    });

    it('rule 4: notes are never relayed; commands are done, unknown ones are told', async () => {
      const place = world[surface];
      const opened = await takenCase(world, channel, place);
      const thread = opened.in(place);
      const others = world.places.filter((one) => one !== place);
      const write = (text: string) => place.write('nadia', thread, text).acknowledged;
      await write('// fragile financièrement, à ménager');
      await world.line(place, thread, /Note gardée/);
      for (const other of others)
        await world.line(other, opened.in(other), /Note de Nadia Benali : fragile financièrement/);
      await write('!archiver tout de suite');
      await world.line(place, thread, /Je ne connais pas « !archiver »/);
      await write('/prendre');
      await write('!aide');
      await world.line(place, thread, /« \/\/ … » : note interne/);
      await write('/clore orienté');
      await heardBy(world, opened.company, /après vous avoir orienté/);
      for (const one of world.places) await world.line(one, opened.in(one), /Fin : orienté ailleurs/);
      await write('Un dernier mot.');
      await world.line(place, thread, /Ce dossier est clos : rien n’a été envoyé/);
      expect(opened.company.heard().join('\n')).not.toMatch(
        /fragile|archiver|aide »|\/prendre|\/clore|dernier mot/,
      );
    });
  });

  /** Presses the button for both, at the same moment. */
  const race = async (opened: OpenedCase, first: DeskPlace, second: DeskPlace) => {
    const press = (expert: DeskExpert, place: DeskPlace) => place.press(expert, opened.in(place), 'Prendre');
    await Promise.all([press('nadia', first), press('marc', second)]);
    await heardBy(world, opened.company, /a pris votre dossier/);
    const loser = await world.until(() => {
      const told = (place: DeskPlace) =>
        textsOf(place, opened.in(place)).some((text) => text.includes('déjà suivi par'));
      return told(second) ? second : told(first) ? first : undefined;
    });
    const owner = /déjà suivi par (.+)\.$/m.exec(textsOf(loser, opened.in(loser)).join('\n'))?.[1];
    expect(owner).toMatch(/^(?:Nadia Benali|Marc Petit)$/);
    for (const place of world.places)
      await world.line(place, opened.in(place), new RegExp(`Suivi par : ${owner}`));
    expect(times(opened.company.heard(), /a pris votre dossier/)).toBe(1);
    expect(opened.company.heard().join('\n')).toContain(`${owner}, de la Fabrique, a pris`);
    return owner;
  };

  it.each([
    ['slack', 'slack', 'web'],
    ['teams', 'teams', 'telegram'],
    ['telegram', 'telegram', 'slack'],
    ['slack', 'telegram', 'web'],
    ['slack', 'teams', 'telegram'],
    ['teams', 'telegram', 'slack'],
  ] as const)(
    'rule 3: two clicks at once in %s and %s, one owner, the second is told (%s)',
    async (first, second, channel) => {
      const opened = await openCase(world, await companyOn(world, channel));
      await race(opened, world[first], world[second]);
    },
  );

  it('rule 3: a click on a card that has changed since, or twice, does no harm', async () => {
    const opened = await takenCase(world, 'web', world.slack);
    const { company } = opened;
    const thread = opened.in(world.slack);
    await world.line(world.slack, thread, /Suivi par : Nadia/);
    // The card of a moment ago, as somebody's screen may still show it.
    const [card] = world.slack.slack.botPosts('C0DESK').filter(({ ts }) => ts === thread);
    const [claim] = world.slack.slack
      .callsOf('chat.postMessage')
      .filter(({ args }) => JSON.stringify(args).includes(`Dossier ${opened.number} ·`));
    if (!card || !claim) throw new Error('no card');
    const shown = claim.args.blocks as unknown[];
    await world.slack.person('nadia').press(card, 'Prendre', shown);
    await world.slack.person('marc').press(card, 'Prendre', shown);
    await world.line(world.slack, thread, /déjà suivi par Nadia Benali/);
    await Promise.all([
      world.slack.press('nadia', thread, 'Clore (répondu)'),
      world.slack.press('nadia', thread, 'Clore (répondu)'),
    ]);
    await heardBy(world, company, /a terminé l’échange/);
    await world.line(world.slack, thread, /Ce dossier est clos/);
    expect(times(company.heard(), /a terminé l’échange/)).toBe(1);
  });

  it('rule 5: the card says what an expert needs: the request, what was answered, sources, turns, contact', async () => {
    const company = await companyOn(world, 'telegram');
    await company.say('Quel est le taux de l’avance pour une PME ?');
    await world.until(() => company.heard().length > 0);
    const opened = await openCase(
      world,
      company,
      'je veux parler à un expert, ça ferme le 12 mars 2031 à 12 h',
    );
    for (const place of world.places) {
      const all = await world.until(() => {
        const text = textsOf(place, opened.in(place)).join('\n');
        return /Derniers messages/.test(text) && text;
      });
      expect(all, place.name).toMatch(/Motif : a demandé un expert/);
      expect(all, place.name).toMatch(/Canal : Telegram/);
      expect(all, place.name).toMatch(/Contact : Camille \d+/);
      expect(all, place.name).toMatch(/Ferme (?:le )?.*12 mars 2031/);
      expect(all, place.name).toMatch(/En bref\s+Quel est le taux de l’avance/);
      expect(all, place.name).toMatch(/a répondu\. .*30 %[\s\S]*\(Avance — /);
      expect(all, place.name).toMatch(/Entreprise : Quel est le taux/);
      const [card] = place.lines(opened.in(place));
      expect(card?.buttons[0], place.name).toBe('Prendre');
    }
    expect(
      world.telegram.fake.forums.open(-1_001_234_567_890).topics.get(Number(opened.in(world.telegram)))?.name,
    ).toBe(`Dossier ${opened.number} · À prendre`);
  });

  it.each(PAIRS)(
    'rule 6: each message says who speaks, and no more than a name (%s, %s)',
    async (surface, channel) => {
      const place = world[surface];
      const opened = await takenCase(world, channel, place);
      const thread = opened.in(place);
      await place.write('marc', thread, 'Bonjour, je complète.').acknowledged;
      expect(await heardBy(world, opened.company, /je complète/)).toMatch(
        /^Marc Petit — la Fabrique\s+Bonjour, je complète\.$/,
      );
      await opened.company.say('Merci à vous deux.');
      for (const one of world.places) {
        const line = await world.line(one, opened.in(one), /Merci à vous deux/);
        expect(line.text).toMatch(/^(?:Entreprise|Camille \d+|company-\d+) : Merci/);
        // Ids of people and of conversations stay where they are.
        expect(textsOf(one, opened.in(one)).join('\n')).not.toMatch(/U0COMPANY|a:1-chat|29:1|\b20\d\d:\d/);
        if (one !== place)
          await world.line(one, opened.in(one), /Marc Petit a répondu : Bonjour, je complète/);
      }
      // Nadia still holds the case: a colleague helped.
      await world.line(place, thread, /Suivi par : Nadia Benali/);
    },
  );
});
