import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { companyList, madeSiret } from '#support/store/seeds/company-lists.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
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

describe('the team’s companies', () => {
  test('come from a list that is looked at, then confirmed', async () => {
    const path = join(OUTPUT, 'liste.csv');
    const bad = `Sans numéro;;;;;;\r\nFaux;${madeSiret(0).slice(0, 13)}x;;;;;`;
    writeFileSync(path, `${companyList(120)}\r\n${bad}\r\n`);
    await enter('/staff/entreprises/import');
    await shot('companies-import');
    await sound();
    await office.page.getByLabel('Fichier CSV').setInputFiles(path);
    await office.button('Voir l’aperçu').click();
    await text('120 nouvelles fiches, 0 mise à jour, 0 déjà connue, 2 lignes à corriger').waitFor();
    expect(await text(/^Ligne 122 : Sans numéro : Il manque le SIRET/).isVisible()).toBe(true);
    await shot('companies-import-preview');
    await sound();
    await office.button(/^Importer 120 entreprises, sans les 2 lignes/).click();
    await text('120 fiches créées').waitFor();
    await office.page.getByRole('region', { name: 'Derniers imports' }).getByText('liste.csv').waitFor();
    expect(await text('Aucune liste n’a encore été importée.').count()).toBe(0);
    await office.page.getByRole('link', { name: 'Voir les entreprises' }).click();
    await text('120 entreprises').waitFor();
    await shot('companies-list');
    await sound();
    // A wrong file says why, at its field.
    await office.page.goto(`${hotline.url}/staff/entreprises/import`);
    writeFileSync(path, 'Ville\nParis');
    await office.page.getByLabel('Fichier CSV').setInputFiles(path);
    await office.button('Voir l’aperçu').click();
    await text(/Aucune colonne « SIRET »/).waitFor();
    await sound();
  });

  test('are filtered, paged, and taken away', async () => {
    await enter('/staff/entreprises');
    await office.page.getByRole('link', { name: 'Page suivante' }).click();
    await text('Page 2 sur 3').waitFor();
    await office.page.getByText('Plus de critères').click();
    await office.page.getByLabel('Engagement').selectOption('Handicap');
    await office.page.getByLabel('Trier par').selectOption('Nom');
    await office.button('Filtrer').click();
    await text('24 sur 120').waitFor();
    expect(await office.page.locator('tbody tr').count()).toBe(24);
    const [download] = await Promise.all([
      office.page.waitForEvent('download'),
      office.page.getByRole('link', { name: 'Télécharger en CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^entreprises-\d{4}-\d\d-\d\d\.csv$/);
    await office.page.getByLabel('Nom, SIRET').fill('personne');
    await office.button('Filtrer').click();
    await text('Aucune entreprise ne répond à ces critères.').waitFor();
    await shot('companies-none');
    await sound();
  });

  test('are read and corrected on a phone; a mistake is told at its field', async () => {
    await enter('/staff/entreprises?q=E7x', { ...PHONE, colorScheme: 'dark' });
    await shot('companies-phone-list');
    await sound();
    await office.page.getByRole('link', { name: 'Entreprise E7x' }).click();
    await text('La fiche').waitFor();
    await shot('companies-phone-file');
    await sound();
    await office.page.getByLabel('Ajouter : Téléphone').click();
    const phone = office.page.getByRole('textbox', { name: 'Téléphone' });
    await phone.fill('06 12 34 56 7x');
    const form = office.page.locator('form[data-field=phone]');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await text('Un numéro de téléphone n’a pas de lettres').waitFor();
    expect(await phone.inputValue()).toBe('06 12 34 56 7x');
    expect(await phone.getAttribute('aria-invalid')).toBe('true');
    await shot('companies-phone-mistake');
    await sound();
    await phone.fill('06 12 34 56 78');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await text('personne n’a été prévenu').waitFor();
    await office.page.getByLabel('Corriger : Engagements').click();
    await office.page.getByRole('checkbox', { name: 'Insertion' }).check();
    await office.page
      .locator('form[data-field=engagements]')
      .getByRole('button', { name: 'Enregistrer' })
      .click();
    await text('Insertion, Handicap').waitFor();
    await office.page.getByLabel('Corriger : Téléphone').click();
    await office.page.getByLabel('Marquer comme vérifié : Téléphone').click();
    await text(/vérifié par Awa Diallo/).waitFor();
    await office.button('Créer un code d’invitation').click();
    await text(/Code : [0-9A-Z]{5}-[0-9A-Z]{5}\./).waitFor();
    await office.page.locator('summary', { hasText: 'Historique' }).click();
    await shot('companies-phone-after');
    await sound();
  });

  test('have a file to read on a wide screen', async () => {
    await enter('/staff/entreprises?q=E8x');
    await office.page.getByRole('link', { name: 'Entreprise E8x' }).click();
    await office.page.getByLabel('Corriger : Engagements').click();
    await office.page.getByLabel('Ajouter : Forme juridique').click();
    await shot('companies-file');
    await sound();
    await office.page.goto(`${hotline.url}/staff`);
    await text('120 entreprises référencées.').waitFor();
    await sound();
  });
});
