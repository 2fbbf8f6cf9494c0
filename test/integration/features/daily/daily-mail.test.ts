import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setDailyMail } from '#src/features/daily/store/daily-mail.ts';
import { endRun, startRun } from '#src/features/opportunities/store/sources.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { isWorkingDay } from '#src/platform/calendar/holidays.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

/** A Thursday from which four working days follow one another, but for the weekend. */
function thursday(): IsoDate {
  for (let day = addDays(parisDay(Date.now()), 1); ; day = addDays(day, 1))
    if (weekdayOf(day) === 4 && [0, 1, 4, 5].every((more) => isWorkingDay(addDays(day, more)))) return day;
}

describe('The mail of the morning', () => {
  let mails: MailServer;
  let office: OfficeHotline;
  let db: Database;
  let lea: DeskPerson;
  let now: number;
  const start = thursday();

  const moveTo = async (day: IsoDate, time: string) => {
    const at = instantOf(day, time);
    // Whoever signed in stays so, whatever the night clears away.
    await db.query(`UPDATE staff_session SET expires_at = ${at + DAY_MS}, ends_at = ${at + DAY_MS}`);
    office.pass(at - now);
    now = at;
    for (let times = 0; times < 3; times += 1) await office.running.settled();
  };
  const subjects = () => mails.mails.map(({ subject }) => subject);

  beforeEach(async () => {
    mails = await MailServer.start();
    const mail = { SMTP_URL: mails.url(), MAIL_FROM: 'La Hotline <hotline@exemple.fr>' };
    office = await OfficeHotline.start({ ...mail, HOTLINE_WATCH: 'on' });
    db = await openDatabase(office.dataDir);
    now = Date.now();
    await moveTo(addDays(start, -1), '20:00');
    lea = await DeskPerson.signIn(db, office.url, 'Léa Martin');
    await moveTo(addDays(start, -1), '20:01');
    await db.query("UPDATE staff_member SET email = 'lea@exemple.fr'");
  });
  afterEach(async () => {
    await db.close();
    await office[Symbol.asyncDispose]();
    await mails[Symbol.asyncDispose]();
  });

  it('tells who wants it what is to be watched, at eight on working days, and nothing when nothing is', async () => {
    await writeFile(join(office.knowledgeDir, 'vieux.doc'), 'un ancien document');
    await moveTo(start, '08:01');
    expect(subjects()).toEqual([]);

    expect((await lea.post('/staff/api/daily-mail/on')).body.said).toContain('dès le prochain jour ouvré');
    await moveTo(addDays(start, 1), '07:59');
    expect(subjects()).toEqual([]);
    await moveTo(addDays(start, 1), '08:01');
    await expect.poll(subjects).toHaveLength(1);
    const [mail] = mails.mails;
    expect(mail?.to).toEqual(['lea@exemple.fr']);
    expect(mail?.text).toContain('Une page ou un document des connaissances est refusé.');
    expect(mail?.text).toContain('/staff/mail-du-matin');
    expect(mail?.head).toContain('Auto-Submitted: auto-generated');

    // Not on Saturday, nor on Sunday; on Monday nothing is wrong any more.
    await rm(join(office.knowledgeDir, 'vieux.doc'));
    const home = async () => (await fetch(`${office.url}/staff`, { headers: { Cookie: lea.cookie } })).text();
    await expect.poll(home, { timeout: 60_000, interval: 500 }).not.toContain('vieux.doc');
    for (const days of [2, 3, 4]) await moveTo(addDays(start, days), '08:01');
    expect(subjects()).toHaveLength(1);

    // Who stops it gets none, whatever is wrong.
    await writeFile(join(office.knowledgeDir, 'vieux.doc'), 'un ancien document');
    expect((await lea.post('/staff/api/daily-mail/off')).status).toBe(200);
    await moveTo(addDays(start, 5), '08:01');
    expect(subjects()).toHaveLength(1);
    const traces = await db.query("SELECT act FROM trace WHERE act = 'daily_mail_changed'");
    expect(traces).toHaveLength(2);
  });

  it('tells what enters service thirty days before and on the day, once each, and the page says it meanwhile', async () => {
    const monday = addDays(start, 4);
    const day = addDays(monday, 30);
    const page = `---
title: Nouvelle règle
kind: guide
audience: company
regime: ordinary
valid_from: ${day}
---

## Que dit la nouvelle règle ?

La nouvelle règle permet de répondre en ligne.
`;
    await writeFile(join(office.knowledgeDir, 'guides', 'nouvelle.md'), page);
    const read = () => db.query("SELECT path FROM knowledge_file WHERE path = 'guides/nouvelle.md'");
    await expect.poll(async () => (await read()).length, { timeout: 60_000 }).toBe(1);
    await lea.post('/staff/api/daily-mail/on');
    const said = () => mails.mails.filter(({ text }) => text.includes('Nouvelle règle » entre en service'));

    await moveTo(addDays(start, 1), '08:01');
    expect(said()).toHaveLength(0);
    await moveTo(monday, '08:01');
    await expect.poll(() => said().length).toBe(1);
    expect(said()[0]?.text).toContain('Ce qui entre en service ou en sort');
    const home = await fetch(`${office.url}/staff`, { headers: { Cookie: lea.cookie } });
    expect(await home.text()).toContain('« Nouvelle règle » entre en service');
    await moveTo(addDays(monday, 1), '08:01');
    expect(said()).toHaveLength(1);

    await moveTo(day, '08:01');
    // On the day, or on the first working day after it.
    for (let later = day; !isWorkingDay(later); later = addDays(later, 1))
      await moveTo(addDays(later, 1), '08:01');
    await expect.poll(() => said().length).toBe(2);
  });

  it('goes to the owners of a page that ends too, thirty days before and on the day, once each', async () => {
    const monday = addDays(start, 4);
    const last = addDays(monday, 29);
    const page = (owner: string, title: string) => `---
title: ${title}
kind: guide
audience: company
regime: ordinary
valid_until: ${last}
owner: ${owner}
---

## Que dit la règle « ${title} » ?

La règle permet de répondre en ligne.
`;
    const files = [
      ['une', 'Léa Martin', 'Règle de Léa'],
      ['deux', 'paul@exemple.fr', 'Règle de Paul'],
      ['trois', 'Équipe Hotline', 'Règle de tous'],
    ] as const;
    for (const [name, owner, title] of files)
      await writeFile(join(office.knowledgeDir, 'guides', `${name}.md`), page(owner, title));
    const read = () =>
      db.query("SELECT path FROM knowledge_file WHERE path IN ('guides/une.md', 'guides/trois.md')");
    await expect.poll(async () => (await read()).length, { timeout: 60_000 }).toBe(2);
    const said = () =>
      mails.mails
        .filter(({ subject }) => subject.includes('dont vous êtes responsable'))
        .map(({ to, text }) => [to[0], /« (Règle[^»]+) »/.exec(text)?.[1]])
        .sort();
    const both = [
      ['lea@exemple.fr', 'Règle de Léa'],
      ['paul@exemple.fr', 'Règle de Paul'],
    ];
    await moveTo(addDays(start, 1), '08:01');
    expect(said()).toEqual([]);
    await moveTo(monday, '08:01');
    await expect.poll(said).toEqual(both);
    expect(mails.mails.at(-1)?.text).toContain('/staff/connaissances/page?chemin=guides%2F');
    await moveTo(addDays(monday, 1), '08:01');
    expect(said()).toEqual(both);
    await db.query(`UPDATE staff_member SET signed_in_at = ${instantOf(addDays(last, 1), '07:00')}`);
    const day = addDays(last, 1);
    await moveTo(day, '08:01');
    for (let later = day; !isWorkingDay(later); later = addDays(later, 1))
      await moveTo(addDays(later, 1), '08:01');
    await expect.poll(() => said().length).toBe(4);
  });

  it('is asked for only with an address', async () => {
    await db.query('UPDATE staff_member SET email = NULL');
    const refused = await lea.post('/staff/api/daily-mail/on');
    expect([refused.status, refused.body.error]).toEqual([
      400,
      expect.stringContaining('pas d’adresse mail'),
    ]);
  });

  it('tells of a source of notices that failed several times in a row', async () => {
    await office.stop();
    // Nothing listens there.
    await office.start({ BOAMP_API_URL: 'http://127.0.0.1:9/' });
    await db.tx((tx) => setDailyMail(tx, { memberId: lea.key.slice('web:'.length), isWanted: true, now }));
    for (const before of [3, 2, 1]) {
      const at = now - before * 60_000;
      const id = await db.tx((tx) => startRun(tx, 'boamp', at));
      await db.tx((tx) => endRun(tx, id, { state: 'down', why: 'Le service ne répond pas.', now: at }));
    }
    await moveTo(start, '08:01');
    await expect.poll(subjects).toHaveLength(1);
    const [mail] = mails.mails;
    expect(mail?.text).toMatch(/Opportunités, BOAMP : \d lectures de suite ont échoué/);
  });
});
