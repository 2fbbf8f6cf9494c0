import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDispute } from '#src/company/store/holders.ts';
import { addMember } from '#src/company/store/members.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { FakeCompanySearch } from '#support/fakes/company-search.ts';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { madeSiret } from '#support/store/seeds/company-lists.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const SIRET = madeSiret(7);

let hotline: Awaited<ReturnType<typeof startHotline>>;
let register: FakeCompanySearch;
let browser: Browser;
let office: ChatPage;
let id = '';

beforeAll(async () => {
  const place = { siret: SIRET, town: 'SAINT-DENIS', department: '93' };
  register = await FakeCompanySearch.start([{ name: 'LES JARDINS DU LAC', places: [place] }]);
  [hotline, browser] = await Promise.all([
    startHotline({ DIRECTORY: 'on', COMPANY_API_URL: register.url }),
    openBrowser(),
  ]);
  const db = await openSqlite(join(hotline.dataDir, 'hotline.db'));
  const now = Date.now();
  id = await listCompany(
    db,
    {
      name: 'Les Jardins du Lac et de la Butte',
      said: 'espaces verts',
      sectors: ['espaces-verts'],
      departments: ['93'],
      engagements: ['insertion'],
      approved: false,
      more: { siret: SIRET, site: 'www.jardins-du-lac.fr' },
      member: { channel: 'telegram', key: 'anne' },
    },
    now,
  );
  await db.tx(async (tx) => {
    const anne = await openPerson(tx, { channel: 'telegram', key: 'anne', name: 'Anne Martin', now });
    const vera = await openPerson(tx, { channel: 'web', key: 'vera', name: 'Véra Duval', now });
    await tx.query('UPDATE company SET siren = $2 WHERE id = $1', [id, SIRET.slice(0, 9)]);
    await tx.query(
      "INSERT INTO contact (person_id, kind, value, confirmed_at) VALUES ($1, 'email', $2, $3)",
      [anne.id, 'anne@jardins-du-lac.fr', now],
    );
    await addMember(tx, { companyId: id, personId: anne.id, now });
    await addDispute(tx, {
      companyId: id,
      personId: vera.id,
      origin: 'company',
      byName: undefined,
      at: now,
      words: 'Ce n’est pas nous qui avons fait cette fiche, je suis la directrice.',
    });
  });
  await db.close();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
  await register?.[Symbol.asyncDispose]();
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
const sound = async () => {
  expect(await office.overflow()).toBeLessThanOrEqual(0);
  expect(await office.seriousFaults()).toEqual([]);
};
const text = (words: string | RegExp) => office.page.getByText(words).first();

describe('who speaks for a company', () => {
  test('is among what is to be done, and told on one screen', async () => {
    await enter('/staff');
    await text('Fiches contestées').waitFor();
    await shot('holding-staff');
    await sound();
    await office.page.getByRole('link', { name: 'Voir les entreprises à vérifier' }).click();
    await text('1 entreprise').waitFor();
    await office.page.getByRole('link', { name: 'Les Jardins du Lac' }).click();
    const section = office.page.getByRole('region', { name: 'Qui parle pour cette entreprise ?' });
    await section.waitFor();
    const words = ((await section.textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
    for (const one of [
      'LES JARDINS DU LAC',
      'Les Jardins du Lac et de la Butte',
      'différent',
      'Anne Martin, par Telegram',
      'adresse confirmée : anne@jardins-du-lac.fr',
      'domaine égal à celui du site déclaré',
      'Elle a accepté de paraître dans l’annuaire',
      'je suis la directrice',
    ])
      expect(words).toContain(one);
    await shot('holding-screen');
    await sound();
  });

  test('is decided on a phone, a mistake at its field', async () => {
    await enter(`/staff/entreprises/${id}`, { ...PHONE, colorScheme: 'dark' });
    await office.button('Refuser').first().click();
    await text('Dites pourquoi, en une phrase').waitFor();
    const reason = office.page.getByRole('textbox', { name: /Ce que l’entreprise lira/ });
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    await shot('holding-phone-mistake');
    await sound();
    await office.button('Approuver').click();
    await text('Approuvée : la fiche paraît dans l’annuaire').waitFor();
    await shot('holding-phone-approved');
    await sound();
    const page = await (await fetch(`${hotline.url}/annuaire`)).text();
    expect(page).toContain('Les Jardins du Lac et de la Butte');
  });

  test('changes hands with the keyboard alone; the code is shown, and the register’s facts alone move', async () => {
    await enter(`/staff/entreprises/${id}`);
    const keyboard = office.page.keyboard;
    await office.page.locator('summary', { hasText: 'Transférer la fiche' }).focus();
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await text('Cochez la case').waitFor();
    await shot('holding-move-mistake');
    await sound();
    await office.page.getByLabel(/Je confirme avoir vérifié/).focus();
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await text(/Code : [0-9A-Z]{5}-[0-9A-Z]{5}\./).waitFor();
    await shot('holding-moved');
    await sound();
    const page = await (await fetch(`${hotline.url}/annuaire`)).text();
    expect(page).not.toContain('Jardins du Lac');
    await office.page.goto(`${hotline.url}/staff/entreprises?etat=prepared`);
    await office.page.getByRole('link', { name: 'LES JARDINS DU LAC' }).click();
    await text('Personne de l’entreprise ne tient encore cette fiche').waitFor();
    expect(await office.page.locator('main').textContent()).not.toMatch(/anne@|Anne Martin|espaces verts/);
  });
});
