import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { OUTPUT, openByLink, PHONE } from '#support/pages/office-page.ts';
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

/** Enters by a fresh one-time link. */
const enter = async (options: BrowserContextOptions = {}) => {
  office = await openByLink(browser, hotline, options);
};
const link = (name: string) => office.page.getByRole('link', { name, exact: true });
const heading = () => office.page.getByRole('heading', { level: 1 }).textContent();
const shot = (name: string) => office.page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });

describe('the desk, entered by the one-time link', () => {
  test('asks for a name, then shows who is there, where to go and the way out', async () => {
    await enter();
    expect(await heading()).toBe('Votre nom');
    expect(await office.seriousFaults()).toEqual([]);
    await shot('office-name');
    await office.page.getByRole('textbox', { name: 'Prénom et nom' }).fill('Awa Diallo');
    await office.button('Enregistrer').click();
    await office.page.getByText('Awa Diallo').waitFor();
    expect(await heading()).toBe('Dossiers');
    expect(await link('Dossiers').getAttribute('aria-current')).toBe('page');
    await shot('office-desk');
    await link('Équipe').click();
    expect(await heading()).toBe('Équipe');
    await link('Chiffres').click();
    expect(await heading()).toBe('Chiffres');

    await office.button('Se déconnecter').click();
    await office.page.getByText('Vous êtes déconnecté').waitFor();
    await shot('office-signed-out');
    expect(await office.seriousFaults()).toEqual([]);
    await office.page.goto(`${hotline.url}/desk`);
    expect(await office.page.getByText('desk link').isVisible()).toBe(true);
    expect(await office.seriousFaults()).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'holds on a phone, in %s, without accessibility faults',
    async (colorScheme) => {
      await enter({ ...PHONE, colorScheme });
      for (const path of ['/desk', '/desk/chiffres', '/staff', '/connexion/nom']) {
        await office.page.goto(hotline.url + path);
        expect(await office.overflow(), path).toBeLessThanOrEqual(0);
        expect(await office.seriousFaults(), path).toEqual([]);
      }
      await office.page.goto(`${hotline.url}/desk`);
      const cut = await link('Awa Diallo').evaluate((name) => name.scrollWidth - name.clientWidth);
      expect(cut, 'what is cut off the name').toBeLessThanOrEqual(0);
      await shot(`office-phone-${colorScheme}`);
    },
  );

  test('is gone through by keyboard, content first when wanted', async () => {
    await enter();
    await office.page.goto(`${hotline.url}/desk`);
    await office.page.keyboard.press('Tab');
    expect(await office.focused()).toBe('Aller au contenu');
    await office.page.keyboard.press('Enter');
    expect(await office.page.evaluate('document.activeElement.id')).toBe('content');
    await office.tabTo(/^Dossiers$/, 'Shift+Tab');
    await office.tabTo(/^Équipe$/);
    await office.page.keyboard.press('Enter');
    await office.page.waitForURL('**/staff');
    await office.tabTo(/^Se déconnecter$/);
    await office.page.keyboard.press('Enter');
    await office.page.getByText('Vous êtes déconnecté').waitFor();
  });

  test('tells a tab left open that its session ended, with the way back', async () => {
    await enter();
    await office.page.goto(`${hotline.url}/desk/chiffres`);
    await office.page.context().clearCookies();
    await office.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    const back = office.page.getByRole('alert').getByRole('link', { name: 'Se reconnecter' });
    await back.waitFor();
    expect(await back.getAttribute('href')).toBe('/connexion?retour=%2Fdesk%2Fchiffres');
    expect(await office.seriousFaults()).toEqual([]);
  });
});
