import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companyOn, heardBy, openCase, takenCase } from '#support/world/desk/company.ts';
import { DeskWorld } from '#support/world/desk/desk-world.ts';
import { ClockedHotline } from '#support/world/processes/clocked-hotline.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
/** A moment of Tuesday 24 November 2026, or of a day after it, in Paris. */
const at = (time: string, day = 24): number => Date.parse(`2026-11-${day}T${time}:00+01:00`);

describe('The experts’ places, as time goes by', () => {
  let world: DeskWorld<ClockedHotline>;
  beforeEach(async () => {
    world = await DeskWorld.openWith((settings) => ClockedHotline.start(settings, at('10:00')));
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const times = (texts: readonly string[], pattern: RegExp) =>
    texts.filter((text) => pattern.test(text)).length;

  it.each(['web', 'telegram'] as const)(
    'rule 10: without an answer in time, the company is told, the experts are alerted, the assistant goes on (%s)',
    async (channel) => {
      const company = await companyOn(world, channel);
      const opened = await openCase(world, company);
      expect(company.heard().join('\n')).toMatch(/Réponse attendue au plus tard aujourd’hui à/);
      world.hotline.moveTo(at('17:00'));
      await heardBy(world, company, /attend toujours un expert, plus longtemps que prévu/);
      for (const place of world.places)
        await world.line(place, opened.in(place), /attend depuis plus longtemps que promis/);
      await company.say(ADVANCE);
      await heardBy(world, company, /50 000 € HT/);
      // Said once, however often the clock is looked at.
      world.hotline.moveTo(at('17:10'));
      await openCase(world, await companyOn(world, 'slack'));
      world.hotline.moveTo(at('17:20'));
      await world.slack.press('nadia', opened.in(world.slack), 'Prendre');
      await heardBy(world, company, /a pris votre dossier/);
      expect(times(company.heard(), /plus longtemps que prévu/)).toBe(1);
      for (const place of world.places)
        expect(world.count(place, opened.in(place), /plus longtemps que promis/), place.name).toBe(1);
    },
  );

  it.each(['web', 'slack'] as const)(
    'rule 10: out of hours, the company is told when somebody is back, and has the assistant meanwhile (%s)',
    async (channel) => {
      world.hotline.moveTo(at('20:00'));
      const company = await companyOn(world, channel);
      const opened = await openCase(world, company);
      expect(company.heard().join('\n')).toMatch(
        /L’équipe est fermée en ce moment ; elle revient demain à 9 h/,
      );
      await company.say(ADVANCE);
      await heardBy(world, company, /50 000 € HT/);
      for (const place of world.places)
        await world.line(place, opened.in(place), /L’assistant a répondu : .*50 000 € HT/);
    },
  );

  it.each(['web', 'teams'] as const)(
    'rule 10: an expert who has gone home is said to be away, and the assistant is offered again (%s)',
    async (channel) => {
      const opened = await takenCase(world, channel, world.teams);
      const { company } = opened;
      world.hotline.moveTo(at('19:00'));
      await company.say('Avez-vous une réponse ?');
      await world.line(world.teams, opened.in(world.teams), /Avez-vous une réponse/);
      world.hotline.moveTo(at('19:15'));
      await heardBy(
        world,
        company,
        /Nadia Benali n’est pas disponible pour le moment ; l’équipe revient demain/,
      );
      await company.say('reprendre avec l’assistant');
      await heardBy(world, company, /L’assistant vous répond de nouveau/);
      await company.say(ADVANCE);
      await heardBy(world, company, /50 000 € HT/);
      for (const place of world.places)
        await world.line(place, opened.in(place), /Fin : terminé par l’entreprise/);
    },
  );

  it('rule 10: a company that stays silent is reminded, then the case ends and says so everywhere', async () => {
    const opened = await takenCase(world, 'telegram', world.slack);
    await world.slack.write('nadia', opened.in(world.slack), 'Quel est votre lot ?').acknowledged;
    await heardBy(world, opened.company, /Quel est votre lot/);
    world.hotline.moveTo(at('12:00', 27));
    await heardBy(world, opened.company, /attend votre réponse/);
    world.hotline.moveTo(Date.parse('2026-12-02T12:00:00+01:00'));
    await heardBy(world, opened.company, /Sans nouvelles de votre part/);
    for (const place of world.places) {
      await world.line(place, opened.in(place), /Fin : expiré/);
      await world.line(place, opened.in(place), /Dossier \d+ · Clos/);
    }
  });

  it.each([
    ['slack', 'web'],
    ['teams', 'telegram'],
    ['telegram', 'slack'],
  ] as const)(
    'rule 11: the company ends it, an expert reopens it in %s, and the two cases are tied (%s)',
    async (surface, channel) => {
      const place = world[surface];
      const first = await takenCase(world, channel, place);
      await first.company.say('fin de l’échange');
      await heardBy(world, first.company, /Vous avez terminé l’échange/);
      for (const one of world.places)
        await world.line(one, first.in(one), /· Clos[\s\S]*Fin : terminé par l’entreprise/);
      await place.press('marc', first.in(place), 'Rouvrir');
      await heardBy(world, first.company, /Marc Petit, de la Fabrique, a pris votre dossier/);
      const [, number] =
        /dans le dossier (\d+)/.exec((await world.line(place, first.in(place), /Rouvert/)).text) ?? [];
      for (const one of world.places) {
        const thread = await world.threadWith(one, new RegExp(`^Dossier ${number} ·`));
        expect(thread).not.toBe(first.in(one));
        await world.line(one, thread, new RegExp(`Suite du dossier ${first.number}\\.`));
        await world.line(one, thread, /Suivi par : Marc Petit/);
      }
    },
  );

  it.each([
    ['slack', 'telegram'],
    ['teams', 'web'],
    ['telegram', 'teams'],
  ] as const)(
    'rule 11: an expert gives it back in %s, the company reopens it, and the two cases are tied (%s)',
    async (surface, channel) => {
      const place = world[surface];
      const first = await takenCase(world, channel, place);
      await place.press('nadia', first.in(place), 'Rendre à l’assistant');
      await heardBy(world, first.company, /Nadia Benali vous rend à l’assistant/);
      const second = await openCase(world, first.company, 'rouvrir le dossier');
      expect(second.number).toBeGreaterThan(first.number);
      for (const one of world.places) {
        await world.line(one, second.in(one), new RegExp(`Suite du dossier ${first.number}\\.`));
        await world.line(one, first.in(one), /Fin : rendu à l’assistant/);
      }
    },
  );
});
