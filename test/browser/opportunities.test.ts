import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startAlert } from '#src/features/opportunities/store/alerts.ts';
import { lastRuns } from '#src/features/opportunities/store/sources.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { FakeBoamp } from '#support/fakes/notices/boamp.ts';
import { fnsRecord } from '#support/notices/records.ts';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT } from '#support/pages/office-page.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
const DAY = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

let boamp: FakeBoamp;
let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;
let db: Database;

const company = async (name: string, departments: string[], wants: boolean) => {
  const now = Date.now();
  const id = await listCompany(
    db,
    {
      name,
      said: 'blanchisserie, location de linge',
      sectors: [],
      departments,
      engagements: ['ess'],
      member: { channel: 'slack', key: name },
    },
    now,
  );
  const [member] = await db.query<{ person_id: string }>(
    'SELECT person_id FROM company_member WHERE company_id = $1',
    [id],
  );
  if (!wants) return;
  const personId = member?.person_id ?? '';
  await db.tx((tx) =>
    startAlert(tx, {
      companyId: id,
      personId,
      conversationId: 'c1',
      cadence: 'daily',
      wanted: {},
      now,
    }),
  );
};

beforeAll(async () => {
  boamp = await FakeBoamp.start([
    fnsRecord({ idweb: '26-90001', day: dayIn(-3), closing: `${dayIn(30)}T12:00:00` }),
    fnsRecord({ idweb: '26-90002', day: dayIn(-2), closing: 'bientôt' }),
  ]);
  [hotline, browser] = await Promise.all([startHotline({ BOAMP_API_URL: boamp.url }), openBrowser()]);
  db = await openDatabase(hotline.dataDir);
  for (const [name, departments, wants] of [
    ['Blanche Laverie', ['59'], true],
    ['Les Lavandières du Nord', ['59', '62'], false],
    ['Lavoir de la Somme', ['80'], true],
  ] as const)
    await company(name, [...departments], wants);
}, 180_000);
afterAll(async () => {
  await db?.close();
  await browser?.close();
  await hotline?.stop();
  await boamp?.[Symbol.asyncDispose]();
});
afterEach(async () => {
  const { complaints } = office;
  await office.close();
  expect(complaints).toEqual([]);
});

const enter = async (path: string, options: BrowserContextOptions = {}) => {
  office = await enterOffice(browser, hotline, path, options);
};
const shot = (name: string) => office.page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
const looksWell = async () => {
  expect(await office.overflow()).toBeLessThanOrEqual(0);
  expect(await office.seriousFaults()).toEqual([]);
};
const field = (name: string) => office.page.getByLabel(name, { exact: true });
const link = (name: string | RegExp) => office.page.getByRole('link', { name });

describe('the opportunities, as staff see them', () => {
  test('are written on a phone, mistakes told beside the fields, and published to whom they fit', async () => {
    await enter('/staff', PHONE);
    await link('Voir les opportunités').click();
    await link('Écrire une opportunité').click();
    await field('Titre').fill('Blanchisserie du lycée hôtelier');
    await field('Type').selectOption('Contrat privé');
    await field('Départements').fill('Nord, Mordor');
    await field('Montant maximum').fill('douze');
    await field('Description').fill('Deux fois par semaine.\nLinge plat et tenues.');
    await office.button('Enregistrer').click();
    await office.page.getByText('3 choses sont à corriger').waitFor();
    await office.page.getByText('le département « Mordor » n’existe pas').waitFor();
    // The first one has the focus.
    expect(await office.page.evaluate('document.activeElement.name')).toBe('publisher');
    await shot('opportunity-mistakes-phone');
    await looksWell();

    // What was typed outlives the page.
    await office.page.goto(`${hotline.url}/staff`);
    await office.page.goto(`${hotline.url}/staff/opportunites/ecrire`);
    await office.page.getByText('Ce que vous aviez commencé à taper est revenu.').waitFor();
    expect(await field('Titre').inputValue()).toBe('Blanchisserie du lycée hôtelier');
    await field('Publié par').fill('CCI Hauts-de-France');
    await field('Qualité').selectOption('CCI');
    await field('Départements').fill('Nord');
    await field('Montant maximum').fill('40 000');
    await field('Date limite').fill(dayIn(40));
    await field('Heure limite').fill('12:00');
    await shot('opportunity-form-phone');
    await office.button('Enregistrer').click();

    await office.page.getByText('Enregistrée.').waitFor();
    await office.page.getByText('écrite par Awa Diallo').waitFor();
    await shot('opportunity-phone');
    await looksWell();
    await link('À qui convient-elle ?').click();
    await office.page.getByText('2 entreprises conviennent ; 1 presque.').waitFor();
    await office.page.getByText('Une seule a demandé les alertes').waitFor();
    await link('Lavoir de la Somme').waitFor();
    await shot('opportunity-fits-phone');
    await looksWell();
    await office.page.getByText('Publier', { exact: true }).click();
    await office.page.getByText('Vous (Awa Diallo) publiez cette opportunité pour 2 entreprises.').waitFor();
    await shot('opportunity-publish-phone');
    await looksWell();
    await office.button('Publier pour 2 entreprises').click();
    await office.page.getByText('Publiée pour 2 entreprises : elle partira dans les alertes.').waitFor();
    expect(await db.query('SELECT by_name, companies FROM notice_published')).toEqual([
      { by_name: 'Awa Diallo', companies: 2 },
    ]);
    await shot('opportunity-published-phone');
    await looksWell();
  });

  test('are read from their sources, which are read anew when asked, on a phone too', async () => {
    await enter('/staff/opportunites', PHONE);
    await office.page.getByText('jamais lue').waitFor();
    await office.button('Relancer la lecture : BOAMP').click();
    await office.page.getByText('La lecture part dans quelques secondes').waitFor();
    await expect.poll(async () => (await lastRuns(db, 'boamp')).map(({ state }) => state)).toEqual(['done']);
    await office.page.reload();
    await office.page.getByText(': à jour').waitFor();
    await shot('opportunity-sources-phone');
    await looksWell();
    await office.close();
    await enter('/staff/opportunites');
    await shot('opportunity-sources');
    await looksWell();
    await link('Chercher un avis').click();
    await field('Numéro ou mots').fill('26-90001');
    await office.button('Chercher').click();
    await shot('opportunity-search');
    await looksWell();
    await link('Nettoyage des gymnases').click();
    await link('À qui convient-il ?').waitFor();
    await shot('opportunity-notice');
    await looksWell();
  });

  test('come by a table that is dropped, with its verdict line by line', async () => {
    await enter('/staff/opportunites/importer', PHONE);
    const text = [
      'Titre;Type;Publié par;Départements;Date limite',
      `Menuiserie du hall;AMI;CMA Nord;59;${dayIn(20)}`,
      'Un goûter;Goûter;CMA Nord;59;',
    ].join('\n');
    const file = { name: 'opportunites.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await field('Choisir le tableau, ou le glisser ici').setInputFiles(file);
    await office.button('Voir ce qu’il donne').click();
    await office.page.getByText('1 nouvelle, 0 corrigée, 0 sans effet, 1 à corriger').waitFor();
    await office.page.getByText('Ligne 3, « Un goûter »').waitFor();
    await shot('opportunity-table-phone');
    await looksWell();
    await office.button(/^Enregistrer 1 ligne/).click();
    await office.page.getByText('1 opportunité ajoutée').waitFor();
    await link('Voir les opportunités écrites').click();
    await link('Menuiserie du hall').waitFor();
    await shot('opportunity-written-phone');
    await looksWell();
  });

  test('are followed by the Fabrique, in plots that a table says too', async () => {
    for (let index = 0; index < 9; index += 1) await company(`Lavoir ${index}`, ['93'], true);
    await enter('/staff/opportunites/suivi');
    await office.page.getByRole('img', { name: 'Par territoire : barres.' }).waitFor();
    await shot('opportunity-follow-up');
    await looksWell();
    await office.close();
    await enter('/staff/opportunites/suivi', PHONE);
    await shot('opportunity-follow-up-phone');
    await looksWell();
  });
});
