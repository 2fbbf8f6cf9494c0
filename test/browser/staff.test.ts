import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { seedOffice } from '#support/store/seeds/office-seed.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline(), openBrowser()]);
  await seedOffice(hotline.dataDir, Date.now());
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
const field = (name: string) => office.page.getByLabel(name, { exact: true });
const save = () => office.button('Enregistrer les horaires').click();

describe('staff, on a phone', () => {
  test('say who is on duty; mistakes are told at their field', async () => {
    await enter('/staff/astreinte', PHONE);
    await office.page.getByText('Personne n’est d’astreinte en ce moment.').waitFor();
    await office.page.getByLabel('Nom').first().fill('Nadia Benali');
    await office.page.getByLabel('Adresse mail').first().fill('nadia');
    await office.button('Enregistrer').click();
    await office.page.locator('#duty-0-email-mistake').waitFor();
    expect(await office.page.getByLabel('Adresse mail').first().getAttribute('aria-invalid')).toBe('true');
    await shot('staff-duty-phone');
    expect(await office.seriousFaults()).toEqual([]);
    expect(await office.overflow()).toBeLessThanOrEqual(0);
    await office.page.getByLabel('Adresse mail').first().fill('nadia@exemple.fr');
    await office.button('Enregistrer').click();
    await office.page.getByText('C’est enregistré : 1 personne.').waitFor();
  });

  test('set the hours; mistakes are told at their field and nothing typed is lost', async () => {
    await enter('/staff', PHONE);
    await field('Début, lundi, plage 1').waitFor();
    expect(await field('Début, lundi, plage 1').inputValue()).toBe('09:00');
    await office.page.getByText('personne ne les a encore changés').waitFor();
    await field('Fin, lundi, plage 1').fill('08:00');
    await office.button('Ajouter une plage le samedi').click();
    await field('Début, samedi, plage 1').fill('09:00');
    await office.button('Ajouter des jours de fermeture').click();
    await office.page.getByLabel('Nom').fill('Congés de fin d’année');
    await office.page.getByLabel('Premier jour').fill('2026-12-24');
    await save();
    await office.page.getByText('rien n’a été enregistré').waitFor();
    await shot('staff-phone-mistakes');
    expect(await field('Fin, samedi, plage 1').getAttribute('aria-invalid')).toBe('true');
    expect(await office.page.getByLabel('Dernier jour').getAttribute('aria-invalid')).toBe('true');
    expect(await office.page.getByLabel('Nom').inputValue()).toBe('Congés de fin d’année');
    expect(await office.seriousFaults()).toEqual([]);

    await field('Fin, samedi, plage 1').fill('12:00');
    await office.page.getByLabel('Dernier jour').fill('2026-12-31');
    await save();
    await office.page.getByText('doit venir après le début').waitFor();
    expect(await field('Fin, lundi, plage 1').getAttribute('aria-invalid')).toBe('true');
    expect(await office.focused()).toBe('Début, lundi, plage 1');
    await field('Fin, lundi, plage 1').fill('12:00');
    await save();
    await office.page.getByText('Enregistré.', { exact: true }).waitFor();
    await shot('staff-phone-saved');

    await office.page.reload();
    await field('Fin, samedi, plage 1').waitFor();
    expect(await field('Fin, samedi, plage 1').inputValue()).toBe('12:00');
    expect(await office.page.getByLabel('Dernier jour').inputValue()).toBe('2026-12-31');
    await office.page.getByText('Dernières modifications').click();
    expect(await office.page.getByText(/^Awa Diallo, aujourd’hui à/).isVisible()).toBe(true);
    await office.page
      .getByText(/^Jours fériés/)
      .first()
      .click();
    expect(await office.page.getByText('14 juillet').first().isVisible()).toBe(true);
    expect(await office.overflow()).toBeLessThanOrEqual(0);
    expect(await office.seriousFaults()).toEqual([]);
  });

  test('see what did not leave, and have it sent anew', async () => {
    await enter('/staff', { ...PHONE, colorScheme: 'dark' });
    const letter = office.page.getByRole('listitem').filter({ hasText: 'Votre dossier est clos.' });
    expect(await letter.textContent()).toContain('bot was blocked by the user');
    await shot('staff-phone-watch-dark');
    expect(await office.seriousFaults()).toEqual([]);
    await letter.getByRole('button', { name: /^Réessayer/ }).click();
    await letter.getByText('Remis en file.').waitFor();
    const job = office.page.getByRole('listitem').filter({ hasText: 'Surveillance des délais' });
    await job.getByRole('button', { name: /^Réessayer/ }).click();
    await job.getByText('Remis en file.').waitFor();
    await office.page.reload();
    expect(await office.page.getByText('Votre dossier est clos.').count()).toBe(0);
  });

  test('mend a draft for the knowledge', async () => {
    await enter('/staff/brouillons', PHONE);
    await shot('staff-drafts');
    expect(await office.overflow()).toBeLessThanOrEqual(0);
    await office.page.getByRole('link', { name: 'Ai-je droit à une avance ?' }).click();
    await office.page.getByLabel('Références').fill('R9999-9');
    await office.button('Enregistrer').click();
    await office.page.getByText('n’est pas un article connu').waitFor();
    await shot('staff-draft-mistake');
    expect(await office.seriousFaults()).toEqual([]);
    await office.page.getByLabel('Références').fill('R2191-3 ; L2191-1');
    await office.page.getByLabel('État').selectOption('Retenu');
    await office.button('Enregistrer').click();
    await office.page.getByText('Enregistré.', { exact: true }).waitFor();
    await office.page.reload();
    expect(await office.page.getByLabel('État').inputValue()).toBe('kept');
    expect(await office.overflow()).toBeLessThanOrEqual(0);
  });
});

describe('the figures', () => {
  /** How many pixels of a plot are of the colour of its lines. */
  const inked = (index: number) =>
    office.page.evaluate<number>(`(() => {
      const canvas = document.querySelectorAll('.plot canvas')[${index}];
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let inked = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [r, g, b, a] = data.slice(at, at + 4);
        if (a > 200 && Math.max(r, g, b) - Math.min(r, g, b) > 60) inked += 1;
      }
      return inked;
    })()`);

  test.each([
    ['light', {}],
    ['dark', PHONE],
  ] as const)('are plotted, in %s, with their numbers in tables', async (colorScheme, options) => {
    await enter('/desk/chiffres', { ...options, colorScheme });
    await office.page.locator('.plot canvas').nth(4).waitFor();
    for (let index = 0; index < 5; index += 1)
      expect(await inked(index), `plot ${index}`).toBeGreaterThan(200);
    await shot(`figures-${colorScheme}`);
    expect(await office.overflow()).toBeLessThanOrEqual(0);
    expect(await office.seriousFaults()).toEqual([]);
    const satisfaction = office.page.getByRole('region', { name: 'Satisfaction (%)' }).first();
    await satisfaction.getByText('Voir les nombres').click();
    const rows = satisfaction.locator('details tr');
    expect(await rows.count()).toBe(14);
    // A quiet week has no share: it is not a week when everybody was unhappy.
    const quiet = await rows
      .nth(12 - 3)
      .locator('td')
      .allTextContents();
    expect(quiet).toEqual(['0', '0', '–', '0', '0', '–']);
    await shot(`figures-table-${colorScheme}`);
    expect(await office.seriousFaults()).toEqual([]);
  });

  test('are of another period by a link, and are taken away as a table', async () => {
    await enter('/desk/chiffres');
    await office.page.getByRole('link', { name: '52 semaines' }).click();
    await office.page.locator('.plot canvas').nth(4).waitFor();
    expect(await office.page.locator('details tbody').first().locator('tr').count()).toBe(52);
    const [download] = await Promise.all([
      office.page.waitForEvent('download'),
      office.page.getByRole('link', { name: 'Télécharger en CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^chiffres-hotline-\d{4}-\d\d-\d\d\.csv$/);
  });
});
