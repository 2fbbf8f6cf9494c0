import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { companyFields, saveCompanyFields } from '#src/company/store/companies.ts';
import { startAlert } from '#src/features/opportunities/store/alerts.ts';
import { addNeed } from '#src/features/opportunities/store/needs.ts';
import { endRun, noteRefusal, startRun } from '#src/features/opportunities/store/sources.ts';
import { addWritten } from '#src/features/opportunities/written.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { FROM_WORDS, PARTNER_MESSAGE, partnered, TO_WORDS } from '#support/store/seeds/partnered.ts';
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

  describe('of what the team writes', () => {
    const NEXT = String(new Date().getFullYear() + 1);
    const LINEN = {
      title: 'Entretien du linge du festival',
      kind: 'private-contract',
      publisher: 'CCI Hauts-de-France',
      publisherKind: 'cci',
      departments: 'Nord, 62',
      high: '40 000',
      closingDay: `${NEXT}-03-15`,
      closingTime: '12:00',
    };
    const write = (fields: object) => awa.post('/staff/api/opportunities', fields);
    const fieldsOf = ({ body }: Awaited<ReturnType<typeof write>>) =>
      (body.mistakes as { field: string; message: string }[] | undefined)?.map(({ field }) => field);
    const idOf = ({ body }: { body: Record<string, unknown> }) => String(body.to).split('/').at(-1) ?? '';

    it('tell each mistake at its field, and keep nothing by half', async () => {
      const wrong = {
        ...LINEN,
        title: '',
        departments: 'Mordor',
        high: 'douze',
        mail: 'anne',
        closingDay: '2020-01-15',
      };
      expect(fieldsOf(await write(wrong))).toEqual(['title', 'departments', 'high', 'mail']);
      // What only a reading that is otherwise right can tell.
      expect(fieldsOf(await write({ ...LINEN, closingDay: '2020-01-15' }))).toEqual(['closingDay']);
      expect(await words('/staff/opportunites/ecrites')).toContain('Aucune opportunité écrite.');
    });

    it('are kept with who wrote them, found again, and sent twice are one', async () => {
      const first = await write(LINEN);
      expect(first.body.said).toBe('Enregistrée.');
      expect((await write(LINEN)).body).toMatchObject({ said: 'Rien n’a changé.', to: first.body.to });
      expect(fieldsOf(await write({ ...LINEN, high: '50 000' }))).toEqual(['title']);
      const shown = await words(String(first.body.to));
      expect(shown).toContain('Entretien du linge du festival');
      expect(shown).toContain('Nord (59), Pas-de-Calais (62)');
      expect(shown).toContain('jusqu’à 40 000 €');
      expect(shown).toContain(`15 mars ${NEXT} à 12 h`);
      expect(shown).toContain('écrite par Awa Diallo, aujourd’hui à');
      expect(await words('/staff/opportunites/avis?q=LINGE+festival')).toContain('1 avis trouvé');
      expect(await words('/staff/opportunites/avis?q=girafe')).toContain('Aucun avis ne correspond.');
      expect(await words('/staff/opportunites/ecrites')).toContain('Contrat privé');
    });

    it('are corrected from what was written, unless somebody else did meanwhile, and ended with a reason', async () => {
      const id = idOf(await write({ ...LINEN, title: 'Traiteur du festival' }));
      const { html } = await page(`/staff/opportunites/avis/${id}/modifier`);
      expect(html).toContain('value="Traiteur du festival"');
      expect(html).toContain('value="59, 62"');
      const lea = await DeskPerson.signIn(db, office.url, 'Léa Martin');
      const change = { ...LINEN, title: 'Traiteur du festival d’été', departments: '59', version: '1' };
      const put = (who: DeskPerson, fields: object) =>
        who.send('PUT', `/staff/api/opportunities/${id}`, fields);
      expect((await put(lea, change)).body.said).toContain('Corrigée');
      const late = await put(awa, { ...change, commune: 'Lille' });
      expect(late.status).toBe(409);
      expect(late.body.error).toContain('Rien de ce que vous avez tapé n’est perdu.');
      expect(await words(`/staff/opportunites/avis/${id}`)).toMatch(
        /écrite par Awa Diallo.*corrigée par Léa Martin/,
      );

      const end = (why: string) => awa.post(`/staff/api/opportunities/${id}/end`, { why });
      expect((await end(' ')).body.mistakes).toHaveLength(1);
      expect((await end('Le festival est reporté.')).body.said).toBe('Annulée.');
      expect(await words(`/staff/opportunites/avis/${id}`)).toContain('Annulée : Le festival est reporté.');
      expect((await put(awa, { ...change, version: '3' })).status).toBe(409);
      expect((await page(`/staff/opportunites/avis/${id}/modifier`)).status).toBe(404);
    });

    it('come by a table, with a verdict line by line, and the same one again changes nothing', async () => {
      const table = (text: string) => ({ data: Buffer.from(text).toString('base64') });
      const preview = async (text: string) => {
        const { body } = await awa.post('/staff/api/opportunities/table/preview', table(text));
        return body as { title?: string; mistake?: string; groups?: { title: string; lines: string[] }[] };
      };
      const model = (await page('/staff/opportunites/modele.csv')).html.replace('\uFEFF', '').trim();
      const line = (title: string, kind: string, reference: string, closing = `15/03/${NEXT}`) =>
        model
          .split(';')
          .map((head) => {
            const cells: Record<string, string> = { Titre: title, Type: kind, Référence: reference };
            return { ...cells, 'Publié par': 'CMA Nord', 'Date limite': closing }[head] ?? '';
          })
          .join(';');
      const text = [
        model,
        line('Menuiserie du hall', 'AMI', 'm1'),
        line('Rencontres du bâtiment', 'Convention d’affaires', 'm2'),
        line('Un goûter', 'Goûter', 'm3'),
        line('Peinture', 'AAP', 'm4', '15/03/2020'),
        line('Menuiserie du grand hall', 'AMI', 'm1'),
      ].join('\n');
      const seen = await preview(text);
      expect(seen.title).toBe('2 nouvelles, 0 corrigée, 1 sans effet, 2 à corriger');
      expect(seen.groups?.[0]?.lines.join(' ')).toMatch(
        /Ligne 4, « Un goûter ».*Ligne 5, « Peinture ».*passée/,
      );
      expect(seen.groups?.[2]?.lines[0]).toContain('Ligne 2');
      const { body } = await awa.post('/staff/api/opportunities/table', table(text));
      expect(body).toMatchObject({ said: '2 opportunités ajoutées, 0 corrigée.' });
      expect(body.left).toHaveLength(2);
      expect((await preview(text)).title).toBe('0 nouvelle, 0 corrigée, 3 sans effet, 2 à corriger');
      expect(await words('/staff/opportunites/ecrites')).toContain('Menuiserie du grand hall');
      expect((await preview('a;b\n1;2')).mistake).toContain('« Titre »');
      expect((await preview('')).mistake).toBeTruthy();
    });
  });

  describe('of whom a notice fits', () => {
    const NEXT = String(new Date().getFullYear() + 1);
    const company = (name: string, departments: string[], said = 'blanchisserie, location de linge') =>
      listCompany(
        db,
        {
          name,
          said,
          sectors: [],
          departments,
          engagements: ['ess'],
          member: { channel: 'slack', key: name },
        },
        Date.now(),
      );
    const write = async (title: string, more: object = {}) => {
      const fields = { title, kind: 'private-contract', publisher: 'CCI Nord', departments: '59' };
      const { body } = await awa.post('/staff/api/opportunities', {
        ...fields,
        closingDay: `${NEXT}-03-15`,
        ...more,
      });
      return String(body.to).split('/').at(-1) ?? '';
    };
    const fitting = (id: string) => words(`/staff/opportunites/avis/${id}/entreprises`);
    const publish = (id: string, count: number, more: object = {}) =>
      awa.post(`/staff/api/opportunities/${id}/publish`, { count: String(count), version: '1', ...more });
    const published = () => db.query('SELECT notice_id, by_name, companies, version FROM notice_published');

    beforeAll(async () => {
      const fits = await company('Blanche Laverie', ['59']);
      await company('Lavoir du littoral', ['62']);
      await company('Ébéno', ['59'], 'menuiserie');
      const [member] = await db.query<{ person_id: string }>(
        'SELECT person_id FROM company_member WHERE company_id = $1',
        [fits],
      );
      const personId = member?.person_id ?? '';
      await db.tx((tx) =>
        startAlert(tx, {
          companyId: fits,
          personId,
          conversationId: 'c1',
          cadence: 'daily',
          wanted: {},
          now: Date.now(),
        }),
      );
    });

    it('say how many, with why, the near misses with what would change it, and who wants alerts', async () => {
      const shown = await fitting(await write('Blanchisserie de l’hôpital'));
      expect(shown).toContain('1 entreprise convient ; 1 presque. Elle a demandé les alertes.');
      expect(shown).toMatch(
        /Convient \(1\).*Blanche Laverie alertes demandées.*C’est votre métier.*Presque \(1\)/,
      );
      expect(shown).toMatch(
        /Lavoir du littoral sans alertes Ce qui ne va pas C’est à côté de votre territoire/,
      );
      expect(shown).toContain('ajoutez ce département à vos territoires');
      expect(shown).not.toContain('Ébéno');
      expect(await fitting(await write('Élevage de girafes'))).toContain(
        'Aucune entreprise référencée ne convient',
      );
    });

    it('publish it once, with who did, for alerts to send, and only as it was looked at', async () => {
      const id = await write('Blanchisserie du lycée');
      expect((await publish(id, 7)).body.error).toContain('1 entreprise maintenant');
      expect((await publish(id, 1, { version: '9' })).status).toBe(409);
      expect(await published()).toEqual([]);
      const both = await Promise.all([publish(id, 1), publish(id, 1)]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(await published()).toMatchObject([
        { notice_id: id, by_name: 'Awa Diallo', companies: 1, version: 1 },
      ]);
      const shown = await words(`/staff/opportunites/avis/${id}`);
      expect(shown).toMatch(
        /Publiée par Awa Diallo, aujourd’hui à [^,]+, pour 1 entreprise\. Elle partira dans les alertes/,
      );
      expect(await fitting(id)).not.toContain('Publier pour');
      expect((await publish(id, 1)).body.said).toContain('déjà publiée, par Awa Diallo');
      await awa.post(`/staff/api/opportunities/${await write('Blanchisserie fermée')}/end`, {
        why: 'Reportée',
      });
      const [ended] = await db.query<{ id: string }>(
        "SELECT id FROM notice WHERE kind = 'annulation' ORDER BY id DESC",
      );
      expect((await publish(ended?.id ?? '', 1)).body.error).toContain('fermée ou annulée');
    });

    it('say twice how many they are when they are many, and page them all', async () => {
      for (let index = 0; index < 60; index += 1) await company(`Lavoir ${index}`, ['59']);
      const id = await write('Blanchisserie du stade');
      let shown = await page(`/staff/opportunites/avis/${id}/entreprises`);
      expect(wordsOf(shown.html)).toContain('Oui, pour 61 entreprises');
      const unsure = await publish(id, 61);
      expect(unsure.body.mistakes).toMatchObject([
        { field: 'sure', message: expect.stringContaining('61 entreprises') },
      ]);
      const names = new Set<string>();
      for (let next: string | undefined = ''; next !== undefined; ) {
        shown = await page(`/staff/opportunites/avis/${id}/entreprises${next}`);
        for (const [, name = ''] of shown.html.matchAll(/<h3><a [^>]*>([^<]*)</g)) names.add(name);
        next = /href="[^"]*(\?page=\d+&amp;presque=\d+)#useful-title">Suivantes/
          .exec(shown.html)?.[1]
          ?.replace('&amp;', '&');
      }
      expect([...names].filter((name) => /^Lavoir \d+$/.test(name))).toHaveLength(60);
      expect((await publish(id, 61, { sure: 'yes' })).body.said).toContain('Publiée pour 61 entreprises');
    });

    it('follow a file that changes', async () => {
      const id = await write('Blanchisserie du théâtre');
      expect(await fitting(id)).toContain('61 entreprises conviennent');
      const late = await company('Tard venue', ['59']);
      expect(await fitting(id)).toContain('62 entreprises conviennent');
      const fields = (await companyFields(db, late)).filter(({ field }) => field !== 'activities');
      await db.tx((tx) =>
        saveCompanyFields(tx, { companyId: late, byName: 'Awa', fields, now: Date.now() + 1 }),
      );
      expect(await fitting(id)).toMatch(/61 entreprises conviennent.*1 fiche ne dit pas encore/);
    });
  });

  it('tell who may be called back for the need of a buyer, and that it waits', async () => {
    const fields = { title: 'Besoin de nettoyage', kind: 'autre', publisher: 'Mairie de Lyon' };
    const by = { key: 'buyer', name: 'Un acheteur, dans la conversation' };
    const noticeId = await db.tx(async (tx) => {
      const wrote = await addWritten(tx, fields, { by, now: Date.now() });
      if (!wrote.ok) throw new Error('not written');
      const need = { noticeId: wrote.noticeId, personId: 'p', conversationId: 'c', title: fields.title };
      await addNeed(tx, { ...need, contact: 'Béa Roy, bea@lyon.example', givenAt: Date.now() });
      return wrote.noticeId;
    });
    expect(await words('/staff')).toContain('Un besoin d’acheteur attend d’être relu');
    const shown = await words(`/staff/opportunites/avis/${noticeId}`);
    expect(shown).toContain('À rappeler Béa Roy, bea@lyon.example');
    expect(shown).toContain('Un acheteur, dans la conversation');
  });

  it('tell what became of the companies beside the yardstick, and in a table without anybody in it', async () => {
    const shown = await words('/staff/opportunites/suivi');
    expect(shown).not.toContain('pas encore compté');
    expect(shown).toContain('6 000 entreprises référencées et informées');
    expect(shown).toMatch(/Île-de-France \d+ 0/);
    const csv = (await page('/staff/opportunites/suivi.csv')).html.replace(/[\u00A0\u202F]/g, ' ');
    expect(csv).toMatch(/Ensemble;Ensemble;\d+;0;0;0/);
    expect(csv).toContain('(Repère : 6 000)');
    for (const name of ['Lavoir', 'Saint-Denis', 'Anne Martin', 'secret.fr']) expect(csv).not.toContain(name);
  });

  it('list who looks for a partner, where it stands and since when, without their words or contacts', async () => {
    const path = '/staff/opportunites/partenaires';
    expect(await words(path)).toContain('Aucune entreprise n’a encore demandé de partenaire');
    const now = Date.now();
    const { from } = await partnered(db, { now });
    await db.query("UPDATE partner_ask SET expires_at = asked_at + 432000000 WHERE state = 'asked'");
    const shown = await page(path);
    const said = wordsOf(shown.html);
    expect(said).toMatch(/Avis Qui cherche Qui est sollicité État Depuis/);
    expect(said).toMatch(/attend la réponse, réponse attendue avant \S+ \d+(?:er)? \S+/);
    expect(shown.html).toContain(`href="/staff/entreprises/${from.id}"`);
    for (const secret of [...FROM_WORDS, ...TO_WORDS, PARTNER_MESSAGE]) expect(said).not.toContain(secret);
    await db.query("UPDATE partner_ask SET state = 'refused', ended_at = $1", [now]);
    expect(await words(path)).toMatch(/refusée aujourd’hui à/);
    // What was only proposed was asked of nobody.
    await db.query("UPDATE partner_ask SET state = 'proposed'");
    expect(await words(path)).toContain('Aucune entreprise');
    expect(await words('/staff/opportunites')).toContain('Demandes de partenaires');
  });
});
