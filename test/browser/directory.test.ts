import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#src/platform/database/open.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const WIDE = { viewport: { width: 1280, height: 800 } };

let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let visit: ChatPage;

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline({ DIRECTORY: 'on' }), openBrowser()]);
  const db = await openDatabase(hotline.dataDir);
  const companies = [
    ['Saveurs du Canal', 'buffets et plateaux repas de saison', 'traiteur', 'insertion', '93'],
    [
      'Les Jardins de Léa & Cie <b>',
      'entretien d’espaces verts, tonte, taille',
      'espaces-verts',
      'handicap',
      '93',
    ],
    ['Propre en Sud', 'ménage de bureaux', 'nettoyage', 'ess', '13'],
  ] as const;
  for (const [name, said, sector, family, department] of companies)
    await listCompany(
      db,
      {
        name,
        said,
        sectors: [sector],
        departments: [department],
        engagements: [family],
        member: { channel: 'web', key: name },
        ...(family === 'insertion' && { more: { 'insertion-kind': ['ei'] }, proven: ['insertion-kind'] }),
      },
      Date.now(),
    );
  await db.close();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});
afterEach(async () => {
  const { complaints } = visit;
  await visit.close();
  expect(complaints).toEqual([]);
});

const open = async (path: string, options: BrowserContextOptions) => {
  visit = await ChatPage.open(browser, hotline.url + path, options);
};
const shot = (name: string) => visit.page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
const isSound = async () => {
  expect(await visit.overflow()).toBe(0);
  expect(await visit.seriousFaults()).toEqual([]);
};

describe.each([
  ['wide', WIDE],
  ['on a phone', PHONE],
])('The directory, %s', (size, options) => {
  test('works without a script: one searches, and reads a company’s page', async () => {
    await open('/annuaire', { ...options, javaScriptEnabled: false });
    const { page } = visit;
    await page.getByRole('heading', { name: '3 entreprises' }).waitFor();
    await page.getByLabel('Activité').fill('traiteur');
    await page.getByLabel('Territoire').fill('Saint-Denis');
    await page.getByLabel('Engagement').selectOption({ label: 'Insertion' });
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByRole('heading', { name: 'Une entreprise répond à votre recherche' }).waitFor();
    expect(await page.getByLabel('Activité').inputValue()).toBe('traiteur');
    await page.getByRole('link', { name: 'Saveurs du Canal', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Saveurs du Canal' }).waitFor();
    await page.getByText('vérifié', { exact: true }).waitFor();
  });

  test('has no serious fault of access, nor is wider than its window', async () => {
    await open('/annuaire', options);
    await isSound();
    await shot(`directory-${size.replace(/ /g, '-')}`);
    await visit.page.getByRole('link', { name: /Les Jardins de Léa & Cie <b>/ }).click();
    await visit.page.getByRole('heading', { level: 1, name: 'Les Jardins de Léa & Cie <b>' }).waitFor();
    await isSound();
    await shot(`directory-company-${size.replace(/ /g, '-')}`);
    await visit.page.goto(`${hotline.url}/annuaire?activite=plomberie&lieu=Trifouilly`);
    await visit.page.getByText('Je ne connais pas').waitFor();
    await isSound();
    await shot(`directory-none-${size.replace(/ /g, '-')}`);
  });

  test('leads to the conversation, where the contact is asked for', async () => {
    await open('/annuaire?activite=traiteur', options);
    const { page } = visit;
    await page.getByRole('link', { name: 'Saveurs du Canal', exact: true }).click();
    await page.getByRole('link', { name: 'Contacter Saveurs du Canal' }).click();
    await visit.question.waitFor();
    await expect.poll(() => visit.question.inputValue()).toContain('Contacter Saveurs du Canal');
    expect(page.url()).not.toContain('ecrire');
    const before = await visit.answers.count();
    await visit.question.press('Enter');
    await visit.answers.nth(before).getByText('Qui êtes-vous').waitFor();
    expect(await visit.ask('Béa Roy.').then((said) => said.textContent())).toContain(
      'Pour quelle organisation',
    );
    await visit.ask('Mairie de Bondy.');
    await visit.ask('Un buffet pour 40 personnes.');
    const summary = await visit.ask('bea@bondy.fr.');
    await summary.getByText('Donné seulement si elle accepte').waitFor();
    await isSound();
    await shot(`introduction-${size.replace(/ /g, '-')}`);
    await visit.button('Envoyer la demande').click();
    await page.getByText('C’est envoyé à Saveurs du Canal').waitFor();
  });
});

test('the team sees what was asked, on a phone too, and nobody’s address', async () => {
  visit = await enterOffice(browser, hotline, '/desk', PHONE);
  await visit.page.getByRole('link', { name: 'Mises en relation' }).click();
  await visit.page.getByText('Mairie de Bondy (Béa Roy) → Saveurs du Canal').first().waitFor();
  const words = await visit.page.locator('main').textContent();
  for (const secret of ['bea@bondy.fr', 'anne@secret.fr', '06 12']) expect(words).not.toContain(secret);
  expect(words).toContain('n’a pu être prévenu');
  await isSound();
  await shot('introductions-desk-phone');
});
