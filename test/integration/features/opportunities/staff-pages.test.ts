import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endRun, noteRefusal, startRun } from '#src/features/opportunities/store/sources.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

/** A page's words, as a person reads them. */
const wordsOf = (text: string): string =>
  text
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/[\s\u00A0\u202F]+/g, ' ');

describe('The staff’s pages of opportunities', () => {
  let office: OfficeHotline;
  let db: Database;
  let awa: DeskPerson;

  beforeAll(async () => {
    // Nothing listens there: the service is down.
    office = await OfficeHotline.start({ BOAMP_API_URL: 'http://127.0.0.1:9/' });
    db = await openDatabase(office.dataDir);
    awa = await DeskPerson.signIn(db, office.url, 'Awa Diallo');
  });
  afterAll(async () => {
    await db?.close();
    await office?.[Symbol.asyncDispose]();
  });

  const page = async (path: string) => {
    const response = await fetch(office.url + path, { headers: { Cookie: awa.cookie } });
    return { status: response.status, html: await response.text() };
  };
  const words = async (path: string) => wordsOf((await page(path)).html);
  const failed = async (at: number) => {
    const id = await db.tx((tx) => startRun(tx, 'boamp', at));
    await db.tx((tx) => endRun(tx, id, { state: 'down', why: 'Le service ne répond pas.', now: at + 1 }));
  };

  describe('of the sources', () => {
    it('say which are set up, and how to set up the others', async () => {
      const shown = await words('/staff/opportunites');
      expect(shown).toContain('BOAMP réglée');
      expect(shown).toContain('TED pas réglée');
      expect(shown).toContain('TED_API_URL=on');
      expect(shown).toContain('NOTICES_DIR=');
      expect(await words('/staff')).toContain('1 source d’avis lue toutes les demi-heures.');
    });

    it('read one anew when asked, once however often it is pressed, and leave who asked', async () => {
      const relaunch = () => awa.post('/staff/api/opportunities/sources/boamp/read');
      await Promise.all([relaunch(), relaunch()]);
      const planned = await db.query("SELECT id FROM job WHERE series = 'notices-boamp' AND status = 'open'");
      expect(planned).toHaveLength(1);
      await office.running.settled();
      const shown = await words('/staff/opportunites');
      expect(shown).toMatch(/Dernière lecture aujourd’hui à \d+ h(?: \d\d)? : ne répond pas/);
      expect(shown).toMatch(/Prochaine lecture (?:aujourd’hui|demain) à/);
      expect((await awa.post('/staff/api/opportunities/sources/ted/read')).status).toBe(404);
      expect((await awa.post('/staff/api/opportunities/sources/else/read')).body.error).toContain(
        'pas réglée',
      );
    });

    it('are to be watched once they failed three times: the mail of the morning tells what is there', async () => {
      const now = Date.now();
      await db.query('DELETE FROM notice_run');
      await failed(now - 3_000);
      await failed(now - 2_000);
      const watched = 'Opportunités, BOAMP : 3 lectures de suite ont échoué';
      expect(await words('/staff')).not.toContain(watched);
      await failed(now - 1_000);
      expect(await words('/staff')).toContain(watched);
      expect(await words('/staff')).toContain('Le service ne répond pas.');
      expect(await words('/staff/opportunites')).toContain('3 lectures de suite ont échoué.');
    });

    it('list all that was refused, page after page, each once', async () => {
      for (let index = 0; index < 120; index += 1)
        await db.tx((tx) =>
          noteRefusal(tx, {
            source: index % 3 === 0 ? 'files' : 'boamp',
            reference: `avis <b>${index}</b>`,
            why: 'Le XML est coupé ou abîmé : il ne se referme pas.',
            at: Date.now() - index,
          }),
        );
      const seen = new Set<string>();
      for (let path: string | undefined = '/staff/opportunites/refus'; path !== undefined; ) {
        const { html } = await page(path);
        expect(html).not.toContain('<b>');
        for (const [, reference = ''] of html.matchAll(/<th scope="row">([^\n]*?)<\/th>/g)) {
          expect(seen.has(reference)).toBe(false);
          seen.add(reference);
        }
        path = /<a rel="next" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(seen.size).toBe(120);
      expect(await words('/staff/opportunites/refus?source=files')).not.toContain(' BOAMP Pourquoi');
      expect((await page('/staff/opportunites/refus?avant=%00x&source=nope')).status).toBe(200);
      expect(await words('/staff/opportunites')).toContain('80 avis refusés : voir pourquoi');
    });
  });
});
