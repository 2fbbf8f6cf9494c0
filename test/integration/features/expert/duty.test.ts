import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { isWorkingDay } from '#src/platform/calendar/holidays.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const MINUTE = 60_000;
const ALL_DAY = { days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', until: '23:59' };
const LEA = { name: 'Léa', email: 'lea@exemple.fr', ...ALL_DAY };

describe('The experts on duty', () => {
  let mails: MailServer;
  let channel: RecordingChannel;
  let office: OfficeHotline;
  let db: Database;
  let lea: DeskPerson;
  let now: number;

  const start = async (settings: Readonly<Record<string, string>>) => {
    office = await OfficeHotline.start(settings, [channel]);
    db = await openDatabase(office.dataDir);
    now = Date.now();
    // The next Tuesday that is worked, at ten in Paris.
    let day = addDays(parisDay(now), 1);
    while (weekdayOf(day) !== 2 || !isWorkingDay(day)) day = addDays(day, 1);
    await pass(instantOf(day, '10:00') - now);
    lea = await DeskPerson.signIn(db, office.url, 'Léa Martin');
    await db.query(`UPDATE staff_session SET expires_at = ${now + 1e9}, ends_at = ${now + 1e9}`);
  };
  const pass = async (ms: number) => {
    office.pass(ms);
    now += ms;
    for (let times = 0; times < 2; times += 1) await office.running.settled();
  };
  const onDuty = async (duties: readonly object[], basis = 0) =>
    (await lea.send('PUT', '/staff/api/duty', { duties, basis })).body;
  const wordsTo = (who: string) =>
    channel
      .received(who)
      .map(({ text }) => text)
      .join('\n');
  const ask = async (who: string, text = 'Je veux parler à un expert') => {
    await channel.say(who, text);
    await office.running.settled();
  };
  const mailOn = () => ({ SMTP_URL: mails.url(), MAIL_FROM: 'La Hotline <hotline@exemple.fr>' });

  beforeEach(async () => {
    mails = await MailServer.start();
    channel = new RecordingChannel('telegram');
  });
  afterEach(async () => {
    await db.close();
    await office[Symbol.asyncDispose]();
    await mails[Symbol.asyncDispose]();
  });

  it('are mailed of a case that waits too long, and its company reads « signalé » only once the server took it', async () => {
    await start(mailOn());
    expect((await onDuty([LEA])).said).toContain('1 personne');
    await ask('anne');
    const gate = Promise.withResolvers<void>();
    mails.slow = () => gate.promise;
    // More than the hours that were promised.
    office.pass(7 * 60 * MINUTE);
    now += 7 * 60 * MINUTE;
    await expect.poll(() => mails.recipients, { timeout: 20_000 }).toBe(1);
    office.pass(2 * MINUTE);
    expect(wordsTo('anne')).not.toContain('signalé');
    gate.resolve();
    await expect.poll(() => mails.mails.length, { timeout: 20_000 }).toBe(1);
    expect(mails.mails[0]).toMatchObject({
      to: ['lea@exemple.fr'],
      subject: expect.stringContaining('attend depuis trop longtemps'),
    });
    expect(mails.mails[0]?.text).toContain('/desk');
    await pass(2 * MINUTE);
    await expect
      .poll(() => wordsTo('anne'), { timeout: 20_000 })
      .toContain('nous l’avons signalé à l’équipe');
  }, 60_000);

  it('when nobody is, or the server refuses them, are said to nobody to be told: when the team looks is said', async () => {
    await start(mailOn());
    await ask('anne');
    await pass(7 * 60 * MINUTE);
    await pass(2 * MINUTE);
    expect(wordsTo('anne')).toContain('attend toujours un expert');
    expect(wordsTo('anne')).not.toContain('signalé');
    expect(wordsTo('anne')).toMatch(/L’équipe (?:travaille en ce moment|ouvre sa liste)/);

    await onDuty([LEA]);
    mails.answer = () => '550 unknown';
    await ask('bruno');
    await pass(24 * 60 * MINUTE);
    for (let minute = 0; minute < 8; minute += 1) await pass(MINUTE);
    expect(wordsTo('bruno')).toContain('attend toujours un expert');
    expect(wordsTo('bruno')).not.toContain('signalé');
    expect(mails.mails).toEqual([]);
  }, 60_000);

  it('are mailed at once of a tender that closes within two days, and of a person in distress, without their words', async () => {
    await start(mailOn());
    await onDuty([LEA, { ...LEA, name: 'Paul', email: 'paul@exemple.fr' }]);
    await ask('anne', 'Je veux parler à un expert, ma consultation ferme demain à 17 h');
    await expect.poll(() => mails.mails.length, { timeout: 20_000 }).toBe(2);
    expect(mails.mails.map(({ to }) => to[0]).sort()).toEqual(['lea@exemple.fr', 'paul@exemple.fr']);
    expect(mails.mails[0]?.subject).toContain('ferme bientôt');
    await ask('carl', 'je n’ai plus envie de vivre');
    await ask('carl', 'je veux mourir');
    await expect.poll(() => mails.mails.length, { timeout: 20_000 }).toBe(4);
    expect(wordsTo('carl')).toContain('3114');
    expect(mails.mails.at(-1)?.subject).toContain('détresse');
    expect(JSON.stringify(mails.mails)).not.toContain('envie de vivre');
  }, 60_000);

  it('are set on a page of the staff, with all mistakes at once, and nobody’s change is undone unseen', async () => {
    await start({});
    const page = async () =>
      (await fetch(`${office.url}/staff/astreinte`, { headers: { Cookie: lea.cookie } })).text();
    expect(await page()).toContain('Personne n’est d’astreinte en ce moment.');
    expect(await page()).toContain('Aucun serveur de courrier');
    const wrong = await onDuty([{ ...LEA, email: 'lea@', days: [] }]);
    expect(wrong.mistakes).toMatchObject([{ place: '0.email' }, { place: '0.days' }]);
    const { basis } = await onDuty([LEA]);
    expect(await page()).toContain('En ce moment : Léa.');
    expect((await onDuty([], 0)).error).toContain('Léa Martin a changé l’astreinte');
    expect((await onDuty([], Number(basis))).said).toContain('personne n’est d’astreinte');
    const acts = await db.query<{ act: string }>("SELECT act FROM trace WHERE act = 'duty_changed'");
    expect(acts).toHaveLength(2);
  }, 60_000);
});
