import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegramAdapter } from '#adapters/telegram/adapter.ts';
import { readConfig } from '#src/config/config.ts';
import type { WrittenFields } from '#src/features/opportunities/sources/files/written.ts';
import { withdrawOpportunity, writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { FakeTelegram } from '#support/fakes/telegram/fake-telegram.ts';
import { TelegramPeople } from '#support/fakes/telegram/people.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { telegramSettings } from '#support/world/channels/telegram-peer.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const ANNE = 1_001;
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

/** A hotline whose clock the test sets, and what staff publish there. */
class Town implements AsyncDisposable {
  readonly office: OfficeHotline;
  readonly db: Database;
  #now: number;

  private constructor(office: OfficeHotline, db: Database) {
    this.office = office;
    this.db = db;
    this.#now = Date.now();
  }

  static async open(adapters: Parameters<typeof OfficeHotline.start>[1]): Promise<Town> {
    const office = await OfficeHotline.start({}, adapters);
    const town = new Town(office, await openDatabase(office.dataDir));
    // A Monday at eleven, in winter, far from holidays.
    town.#setTo(nextMondayInJanuary(Date.now()));
    return town;
  }

  get now(): number {
    return this.#now;
  }
  get today(): string {
    return parisDay(this.#now);
  }

  #setTo(at: number): void {
    this.office.pass(at - this.#now);
    this.#now = at;
  }

  /** Lets so many minutes pass, one after the other, and all that is then due be done. */
  async minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      this.#setTo(this.#now + MINUTE_MS);
      await this.office.running.settled();
    }
  }

  async goTo(day: string, time = '09:05'): Promise<void> {
    this.#setTo(instantOf(day, time));
    await this.office.running.settled();
    await this.minutes(6);
  }

  async publish(reference: string, more: Partial<WrittenFields> = {}): Promise<void> {
    const fields: WrittenFields = {
      reference,
      title: `Nettoyage des bureaux ${reference}`,
      kind: 'marché public',
      publisher: 'Ville de Pantin',
      publisherKind: 'mairie',
      buyer: 'Ville de Pantin',
      departments: '93',
      low: '60000',
      high: '60000',
      url: `https://avis.exemple.fr/${reference}`,
      closingDay: addDays(this.today, 22),
      closingTime: '12:00',
      ...more,
    };
    const wrote = await this.db.tx((tx) => writeOpportunity(tx, fields, this.#now));
    if (!wrote.ok) throw new Error(wrote.mistakes.map(({ message }) => message).join());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.db.close();
    await this.office[Symbol.asyncDispose]();
  }
}

function nextMondayInJanuary(now: number): number {
  let day = `${Number(parisDay(now).slice(0, 4)) + 1}-01-10`;
  while (new Date(`${day}T00:00:00Z`).getUTCDay() !== 1) day = addDays(day, 1);
  return instantOf(day, '11:00');
}

const referenced = (
  town: Town,
  channel: string,
  key: string,
  more: { said?: string; departments?: string[] } = {},
) =>
  listCompany(
    town.db,
    {
      name: 'Clair et Net',
      said: more.said ?? 'nettoyage de bureaux, espaces verts',
      sectors: [],
      departments: more.departments ?? ['93', '75'],
      engagements: ['insertion'],
      member: { channel, key },
    },
    town.now,
  );

describe('Alerts on Telegram', () => {
  let fake: FakeTelegram;
  let people: TelegramPeople;
  let town: Town;

  beforeEach(async () => {
    fake = await FakeTelegram.start();
    people = new TelegramPeople(fake);
    const { telegram } = readConfig({
      ...telegramSettings(fake, 'polling'),
      EMBEDDINGS_PROVIDER: 'static',
    }).channels;
    if (!telegram) throw new Error('no telegram');
    town = await Town.open([
      createTelegramAdapter({
        ...telegram,
        onError: (error) => {
          throw error;
        },
        linkToFile: () => '',
        rateFactor: 50,
      }),
    ]);
  });
  afterEach(async () => {
    await town?.[Symbol.asyncDispose]();
    await fake?.[Symbol.asyncDispose]();
  });

  const shown = () => fake.shown.filter(({ chatId }) => chatId === ANNE);
  const last = () => plain(shown().at(-1)?.text ?? '');
  const until = async (words: string) => {
    for (let tries = 0; !last().includes(words); tries += 1) {
      if (tries > 400)
        throw new Error(
          `never said: ${words}\n${shown()
            .map(({ text }) => text)
            .slice(-4)
            .join('\n---\n')}`,
        );
      await sleep(20);
      await town.office.running.settled();
    }
    return last();
  };
  const say = async (text: string, answer: string) => {
    await people.write(ANNE, text).acknowledged;
    return until(answer);
  };
  const press = async (label: string, answer: string) => {
    const message = shown().findLast(({ keyboard }) =>
      keyboard.flat().some(({ text }) => text.includes(label)),
    );
    if (!message) throw new Error(`no button ${label}`);
    await people.press(ANNE, message, label).acknowledged;
    return until(answer);
  };

  it('tell a company of what fits it, why, tuned by what it refuses; and of what it follows, until it says stop', async () => {
    // The person is known by their first message.
    await say('bonjour', 'Hotline');
    const [identity] = await town.db.query<{ channel: string; key: string }>(
      'SELECT channel, key FROM person_identity',
    );
    await referenced(town, identity?.channel ?? '', identity?.key ?? '');
    const begun = await say('je veux des alertes', 'C’est noté');
    expect(begun).toContain(
      'Chaque matin, le nettoyage de locaux et l’entretien d’espaces verts, dans vos territoires (93 et 75).',
    );
    await press('Plus souvent', 'Dès qu’un avis paraît');

    await town.publish('A1');
    await town.publish('peinture', { title: 'Peinture des classes' });
    await town.minutes(4);
    const alert = await until('Un avis pour vous');
    expect(alert).toContain('Nettoyage des bureaux A1');
    expect(alert).toContain('Ville de Pantin · Seine-Saint-Denis (93)');
    expect(alert).toContain('Environ 60 000 € HT');
    expect(alert).toMatch(/À remettre avant le \S+ \d+(?:er)? \S+ à 12 h \(heure de Paris\)/);
    expect(alert).toContain('C’est votre métier : le nettoyage de locaux.');
    expect(JSON.stringify(shown().at(-1)?.payload)).toContain('https://avis.exemple.fr/A1');
    expect(alert).not.toContain('Peinture');

    const why = await press('Pourquoi celui-ci ?', 'Pourquoi « Nettoyage des bureaux A1 »');
    expect(why).toContain('C’est dans votre territoire : Seine-Saint-Denis (93).');
    expect(why).toContain('Il est à votre taille');

    await press('Pas intéressé', 'pourquoi ?');
    await press('Trop loin', 'plus rien qui soit seulement dans ce territoire : Seine-Saint-Denis (93)');
    const before = shown().length;
    await town.publish('A2');
    await town.minutes(40);
    expect(shown()).toHaveLength(before);

    await press('Annuler ce réglage', 'dans vos territoires (93 et 75)');
    await town.minutes(4);
    await until('Nettoyage des bureaux A2');
    expect(last()).not.toContain('A1');

    const follows = await press('Suivre', 'je suis « Nettoyage des bureaux A2 » pour vous');
    expect(follows).toMatch(/Rappels le .* et le /);
    const later = addDays(town.today, 29);
    await town.publish('A2', { closingDay: later });
    await town.minutes(6);
    expect(await until('a changé')).toMatch(/La date limite est reportée : avant le .* à 12 h/);

    await town.goTo(addDays(later, -7));
    expect(await until('Encore 7 jours')).toContain('Nettoyage des bureaux A2');
    await town.goTo(addDays(later, -4));
    await town.goTo(addDays(later, -2));
    const reminded = shown().filter(({ text }) => /^Encore \d jours/.test(text));
    expect(reminded).toHaveLength(2);

    const mine = await say('mes alertes', 'Vos alertes sont en cours');
    expect(mine).toContain('Les derniers avis envoyés');
    expect(mine).toContain('Nettoyage des bureaux A2');
    expect(mine).toContain('Vous suivez');

    await say('stop', 'C’est noté');
    const silent = shown().length;
    await town.publish('A3');
    await town.db.tx((tx) => withdrawOpportunity(tx, { reference: 'A2', why: 'sans suite', now: town.now }));
    await town.minutes(35);
    expect(shown()).toHaveLength(silent);
    expect(await say('mes alertes', 'Vos alertes sont arrêtées')).toContain('A2');
  });
});

describe('Alerts', () => {
  let channel: RecordingChannel;
  let town: Town;
  beforeEach(async () => {
    channel = new RecordingChannel();
    town = await Town.open([channel]);
  });
  afterEach(() => town?.[Symbol.asyncDispose]());

  const say = async (who: string, text: string) => {
    await channel.say(who, text);
    await town.office.running.settled();
    return last(who);
  };
  const press = async (who: string, value: string, label = value) => {
    await channel.press(who, value, label);
    await town.office.running.settled();
    return last(who);
  };
  const last = (who: string) => channel.received(who).at(-1)?.text ?? '';
  const begin = async (who: string, more: { said?: string; departments?: string[] } = {}) => {
    const id = await referenced(town, 'memory', who, more);
    await say(who, 'je veux des alertes');
    return id;
  };

  it('show five at most, count the others, and show them when asked; never twice', async () => {
    await begin('anne');
    for (let number = 1; number <= 7; number += 1) await town.publish(`B${number}`);
    await town.publish('closed', { closingDay: addDays(town.today, -1) });
    await town.minutes(4);
    const first = last('anne');
    expect(first).toContain('5 avis pour vous');
    expect(first).toContain('Et 2 autres');
    expect(first).not.toContain('closed');
    const rest = await press('anne', 'al:more');
    const all = [...`${first}\n${rest}`.matchAll(/Nettoyage des bureaux (B\d)/g)].map(([, name]) => name);
    expect(all.toSorted()).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7']);
    const told = channel.received('anne').length;
    await town.goTo(addDays(town.today, 1));
    expect(await press('anne', 'al:more')).toContain('Il n’y en a pas d’autre');
    expect(channel.received('anne')).toHaveLength(told + 1);

    const [b1] = await town.db.query<{ id: string }>(
      "SELECT notice_id AS id FROM notice_publication WHERE reference = 'B1'",
    );
    expect(await press('anne', `al:follow:${b1?.id}`)).toContain('je suis « Nettoyage des bureaux B1 »');
    await town.db.tx((tx) =>
      withdrawOpportunity(tx, { reference: 'B1', why: 'le budget manque', now: town.now }),
    );
    await town.minutes(6);
    expect(last('anne')).toContain('Un avis que vous suivez est annulé : « Nettoyage des bureaux B1 »');
    expect(last('anne')).toContain('« le budget manque »');
  });

  it('wait for working hours, tell nobody of nothing, and come once after an outage and a restart', async () => {
    await begin('anne');
    await begin('basile', { said: 'peinture', departments: ['29'] });
    await town.minutes(2);
    const silent = channel.received('basile').length;
    const friday = addDays(town.today, 4);
    await town.goTo(friday, '19:00');
    await town.publish('C1');
    await town.goTo(addDays(friday, 1), '10:00');
    expect(last('anne')).not.toContain('C1');
    await town.office.stop();
    await town.office.start();
    await town.goTo(addDays(friday, 5), '10:00');
    await town.goTo(addDays(friday, 6), '10:00');
    expect(channel.received('anne').filter(({ text }) => text.includes('C1'))).toHaveLength(1);
    expect(channel.received('basile')).toHaveLength(silent);
  });

  it('come at the hours that are chosen, daily, at once and weekly, once, after an outage too', async () => {
    const companyId = await begin('anne');
    await begin('basile');
    await town.minutes(3);
    expect(await press('anne', 'al:times')).toContain('Quand voulez-vous les recevoir ?');
    expect(await say('anne', 'après 18 h')).toContain('Chaque jour ouvré entre 18 h et 21 h,');
    await town.publish('E1');
    await town.goTo(town.today, '17:50');
    await town.office.running.settled();
    expect(last('anne')).not.toContain('E1');
    await town.goTo(town.today, '18:00');
    expect(last('anne')).toContain('E1');
    // Who chose nothing waits for the next morning.
    expect(last('basile')).not.toContain('E1');
    await town.goTo(addDays(town.today, 1), '09:05');
    expect(last('basile')).toContain('E1');

    // Nobody was there at their hours: they are told once, at the next ones, not in the night.
    await town.publish('E2');
    await town.office.stop();
    await town.goTo(town.today, '22:30').catch(() => undefined);
    await town.office.start();
    await town.minutes(3);
    expect(last('anne')).not.toContain('E2');
    await town.goTo(addDays(town.today, 1), '09:05');
    expect(last('anne')).not.toContain('E2');
    await town.goTo(town.today, '18:02');
    expect(channel.received('anne').filter(({ text }) => text.includes('E2'))).toHaveLength(1);

    // At once, early in the morning.
    await press('anne', 'al:faster');
    expect(await press('anne', 'al:hours:early')).toContain('Dès qu’un avis paraît, entre 7 h et 9 h,');
    await town.publish('E3');
    await town.goTo(town.today, '20:00');
    expect(last('anne')).not.toContain('E3');
    await town.goTo(addDays(town.today, 1), '07:00');
    expect(last('anne')).toContain('E3');

    // Weekly, on a Friday that is not the next day.
    await press('anne', 'al:times');
    expect(await say('anne', 'le vendredi entre midi et deux')).toContain(
      'Chaque vendredi entre 12 h et 14 h,',
    );
    expect(await say('anne', 'mes alertes')).toContain('Chaque vendredi entre 12 h et 14 h,');
    await town.publish('E4');
    let friday = addDays(town.today, 1);
    while (new Date(`${friday}T00:00:00Z`).getUTCDay() !== 5) friday = addDays(friday, 1);
    await town.goTo(friday, '11:50');
    expect(last('anne')).not.toContain('E4');
    await town.goTo(friday, '12:00');
    await town.office.running.settled();
    expect(channel.received('anne').filter(({ text }) => text.includes('E4'))).toHaveLength(1);

    const [kept] = await town.db.query<{ chosen_times: string }>(
      'SELECT chosen_times FROM alert WHERE company_id = $1',
      [companyId],
    );
    expect(JSON.parse(kept?.chosen_times ?? '')).toEqual({
      hours: { from: '12:00', to: '14:00' },
      days: [5],
    });
  });

  it('remind at the hours that are chosen, and lose nothing of what closes before these', async () => {
    await begin('anne');
    await town.publish('F1', { closingDay: addDays(town.today, 16), closingTime: '12:00' });
    await town.publish('F2', { closingDay: addDays(town.today, 16), closingTime: '12:00' });
    await town.minutes(4);
    const notices = await town.db.query<{ id: string; reference: string }>(
      'SELECT notice_id AS id, reference FROM notice_publication ORDER BY reference',
    );
    const idOf = (name: string) => notices.find(({ reference }) => reference === name)?.id ?? '';
    await press('anne', `al:follow:${idOf('F1')}`);
    // What is already followed comes at the new hours too.
    expect(await press('anne', 'al:hours:evening')).toContain('viennent aux mêmes heures');
    await press('anne', `al:follow:${idOf('F2')}`);
    const reminded = (name: string) =>
      channel
        .received('anne')
        .filter(({ text }) => /^(?:Encore|Moins)/.test(text) && text.includes(name))
        .map(({ text }) => text.slice(0, 14));
    const seventh = addDays(town.today, 9);
    const second = addDays(town.today, 14);
    await town.goTo(seventh, '09:05');
    await town.goTo(seventh, '17:50');
    expect([reminded('F1'), reminded('F2')]).toEqual([[], []]);
    await town.goTo(seventh, '18:00');
    expect([reminded('F1').length, reminded('F2').length]).toEqual([1, 1]);

    // The buyer brings the closing of F2 forward to tomorrow noon: said at civil hours, before the evening.
    await town.goTo(second, '08:55');
    await town.publish('F2', { closingDay: addDays(second, 1), closingTime: '12:00' });
    await town.goTo(second, '10:00');
    expect(last('anne')).toContain('La date limite est avancée');
    expect(reminded('F1')).toHaveLength(1);
    await town.goTo(second, '18:05');
    expect(reminded('F1')).toHaveLength(2);
    expect(reminded('F1')[1]).toContain('Encore 1 jour');
  });

  it('lead to the sign-up whoever has no company, and say nothing of a file in a group', async () => {
    await say('carl', 'je veux des alertes');
    const texts = channel.received('carl').map(({ text }) => text);
    expect(texts.join('\n')).toContain('Faisons d’abord votre référencement');
    expect(texts.join('\n')).toContain('SIRET');
    await begin('dora');
    channel.tellsWho = false;
    const group = await say('groupe', 'mes alertes');
    expect(group).toContain('dans un groupe, je ne montre rien');
  });

  it('are paused for a company that can’t be reached, which staff see, and go on once it is back', async () => {
    const id = await begin('anne');
    await channel.leave('anne');
    await town.publish('D1');
    await town.minutes(4);
    const [lost] = await town.db.query<{ unreachable_at: number | null }>(
      `SELECT unreachable_at FROM alert WHERE company_id = '${id}'`,
    );
    expect(lost?.unreachable_at).not.toBeNull();
    const lea = await DeskPerson.signIn(town.db, town.office.url, 'Léa Martin');
    await town.db.query(`UPDATE staff_session SET expires_at = ${town.now * 2}, ends_at = ${town.now * 2}`);
    const page = await fetch(`${town.office.url}/staff`, { headers: { Cookie: lea.cookie } });
    expect(await page.text()).toContain('Une entreprise abonnée aux alertes ne peut plus être jointe');
    expect(await say('anne', 'mes alertes')).toContain('elles reprennent');
    await town.goTo(addDays(town.today, 1), '10:00');
    expect(last('anne')).toContain('D1');
  });
});
