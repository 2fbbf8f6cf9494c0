import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setConversationMode } from '#src/conversation/store/conversations.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const QUESTION = 'Quel est le taux de l’avance pour une PME ?';

describe('When a figure changes', () => {
  let channel: RecordingChannel;
  let office: OfficeHotline;
  let db: Database;
  let lea: DeskPerson;
  let now: number;

  const pass = (ms: number) => {
    office.pass(ms);
    now += ms;
  };
  beforeEach(async () => {
    channel = new RecordingChannel();
    office = await OfficeHotline.start({ HOTLINE_WATCH: 'on', ERASURE_DELAY_DAYS: '0' }, [channel]);
    db = await openDatabase(office.dataDir);
    now = Date.now();
    // In the middle of a working day.
    while (!isCivilHour(now) || !isCivilHour(now + 6 * HOUR_MS)) pass(HOUR_MS);
    lea = await signIn('Léa Martin');
  });
  /** Signs in at the time of the hotline's clock. */
  const signIn = async (name: string) => {
    const member = await DeskPerson.signIn(db, office.url, name);
    const ends = String(now + 12 * HOUR_MS);
    await db.query(`UPDATE staff_session SET expires_at = ${ends}, ends_at = ${ends}`);
    return member;
  };
  afterEach(async () => {
    await db.close();
    await office[Symbol.asyncDispose]();
  });

  const ask = async (who: string, question = QUESTION) => {
    await channel.say(who, question);
    await office.running.settled();
  };
  const change = async (from: string, to: string) => {
    const path = join(office.knowledgeDir, 'figures.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
  };
  interface Row {
    readonly id: string;
    readonly state: string;
    readonly version: number;
    readonly people: number;
  }
  const last = async (): Promise<Row | undefined> => {
    const rows = await db.query<Row & object>(
      'SELECT id, state, version, people FROM recall ORDER BY found_at DESC, id DESC LIMIT 1',
    );
    return rows[0];
  };
  /** Lets the index change and the jobs look, until a recall stands as expected. */
  const until = async (state: string): Promise<Row> => {
    const wanted = { timeout: 60_000, interval: 500 };
    await expect
      .poll(async () => {
        pass(2 * MINUTE_MS);
        await office.running.settled();
        return (await last())?.state;
      }, wanted)
      .toBe(state);
    return (await last()) as Row;
  };
  const act = async (name: string, by = lea) => {
    const recall = (await last()) as Row;
    return by.post(`/staff/api/recalls/${recall.id}/${recall.version}/${name}`);
  };
  const page = async (by = lea) => {
    const response = await fetch(`${office.url}/staff/rappels`, { headers: { Cookie: by.cookie } });
    return (await response.text()).replace(/[\u00A0\u202F]|&nbsp;/g, ' ');
  };
  const toldTo = (who: string) =>
    channel.received(who).filter(({ text }) => text.startsWith('Une réponse que nous vous avions donnée'));
  const letSend = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      pass(MINUTE_MS);
      await office.running.settled();
    }
  };

  it('shows staff who would be answered otherwise, tells them once, and nobody in a group nor who said stop', async () => {
    await ask('anne');
    await ask('basile');
    await ask('carl', 'Puis-je sous-traiter tout le marché ?');
    channel.tellsWho = false;
    await ask('groupe');
    channel.tellsWho = true;
    await channel.say('basile', 'Ne m’écrivez plus');
    await office.running.settled();
    expect(channel.received('basile').at(-1)?.text).toContain('nous ne vous écrirons plus de nous-mêmes');

    await change('value: 30,', 'value: 35,');
    expect(await until('ready')).toMatchObject({ people: 1 });
    const shown = await page();
    expect(shown).toContain('Une personne sera prévenue');
    expect(shown).toContain('vaut maintenant 35 %');
    expect(shown).toContain('1 : après un « stop »');
    expect(shown).toContain('1 : dans un groupe');
    expect(shown).toMatch(/Avant[\s\S]*30 %[\s\S]*Aujourd’hui[\s\S]*35 %/);
    expect(shown).toContain('Une réponse que nous vous avions donnée a changé');

    expect((await act('send')).body.said).toContain('C’est décidé');
    await until('done');
    expect(toldTo('anne')).toHaveLength(1);
    const [told] = toldTo('anne');
    expect(told?.text).toContain(`vous aviez demandé : « ${QUESTION} »`);
    expect(told?.text).toContain('35 %');
    for (const who of ['basile', 'carl', 'groupe']) expect(toldTo(who)).toEqual([]);
    const traces = await db.query<{ act: string; actor_name: string }>(
      "SELECT act, actor_name FROM trace WHERE act LIKE 'recall%' ORDER BY at, id",
    );
    expect(traces.map((one) => one.act)).toEqual(['recall_read', 'recall_decided']);

    // Nothing more is told of the same change, after a night either; back to the first value, it is told again.
    await letSend(3);
    expect(toldTo('anne')).toHaveLength(1);
    await change('value: 35,', 'value: 30,');
    await until('ready');
    expect((await last())?.people).toBe(1);
  });

  it('takes a second member of the staff above twenty persons', async () => {
    const people = Array.from({ length: 21 }, (_, index) => `p${index}`);
    for (const who of people) await ask(who);
    await change('value: 30,', 'value: 35,');
    expect(await until('ready')).toMatchObject({ people: 21 });
    expect((await act('send')).body.said).toContain('Une seconde personne');
    expect(await page()).toContain('vous avez déjà donné votre accord');
    expect((await act('confirm')).status).toBe(409);
    await letSend(2);
    expect(people.flatMap(toldTo)).toEqual([]);

    const awa = await signIn('Awa Diallo');
    expect(await page(awa)).toContain('Confirmer : prévenir 21 personnes');
    expect((await act('confirm', awa)).status).toBe(200);
    // Ten a minute.
    await letSend(1);
    expect(people.flatMap(toldTo).length).toBeLessThanOrEqual(10);
    await until('done');
    expect(people.map((who) => toldTo(who).length)).toEqual(people.map(() => 1));
    expect(await page()).toContain('21 personnes prévenues sur 21, décidé par Léa Martin et Awa Diallo');
  });

  it('waits while an expert holds a conversation, and keeps nothing of who was erased', async () => {
    await ask('anne');
    await ask('zoe');
    await change('value: 30,', 'value: 35,');
    expect(await until('ready')).toMatchObject({ people: 2 });
    const [held] = await db.query<{ id: string }>("SELECT id FROM conversation WHERE channel_key = 'anne'");
    const anne = held?.id ?? '';
    await db.tx((tx) => setConversationMode(tx, anne, 'human'));
    for (const words of ['supprimez mes données', 'je confirme']) await ask('zoe', words);
    expect(await db.query('SELECT message_id FROM recall_answer')).toHaveLength(1);

    await act('send');
    await letSend(3);
    expect(toldTo('anne')).toEqual([]);
    expect(await last()).toMatchObject({ state: 'sending' });
    await db.tx((tx) => setConversationMode(tx, anne, 'bot'));
    await until('done');
    expect(toldTo('anne')).toHaveLength(1);
    expect(toldTo('zoe')).toEqual([]);
  });
});
