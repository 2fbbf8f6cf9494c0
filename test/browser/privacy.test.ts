import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** People's data, in the chat and on the page on privacy. */
let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test.each([
  ['on a computer', {}],
  ['on a phone', PHONE],
])('the chat leads to the page on privacy, which fits, %s', async (_where, options) => {
  const chat = await ChatPage.open(browser, hotline.url, options);
  await chat.page.getByText('En savoir plus').click();
  await chat.page.getByRole('link', { name: 'vie privée' }).click();
  await chat.page.getByRole('heading', { level: 1, name: 'Vie privée' }).waitFor();
  await chat.page.getByRole('heading', { name: 'Registre des traitements' }).waitFor();
  expect(await chat.overflow()).toBeLessThanOrEqual(0);
  expect(await chat.seriousFaults()).toEqual([]);
  await chat.page.getByRole('link', { name: 'Revenir à la conversation' }).click();
  await chat.question.waitFor();
  expect(chat.complaints).toEqual([]);
  await chat.close();
});

test('a person takes their data away, has it erased, and changes their mind', async () => {
  const chat = await ChatPage.open(browser, hotline.url, PHONE);
  const words = 'Ai-je droit à une avance pour mes bacs à compost ?';
  await chat.ask(words);
  await chat.ask('mes données');
  const link = chat.answers.getByRole('link', { name: /mes-donnees-.*\.json/ });
  await link.waitFor();
  const [download] = await Promise.all([chat.page.waitForEvent('download'), link.click()]);
  expect(await readFile(await download.path(), 'utf8')).toContain(words);
  await chat.ask('supprimez mes données');
  await chat.button('Oui, tout supprimer').click();
  await chat.answers.getByText(/Référence\s*:\s*E-/).waitFor();
  expect(await chat.overflow()).toBeLessThanOrEqual(0);
  await chat.button('Annuler la suppression').click();
  await chat.answers.getByText(/est annulée\s*:\s*vos données restent/).waitFor();
  expect(await chat.seriousFaults()).toEqual([]);
  expect(chat.complaints).toEqual([]);
  await chat.close();
});
