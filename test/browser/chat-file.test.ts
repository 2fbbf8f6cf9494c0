import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { serveWebAdapter } from '#support/world/web-adapter-server.ts';

const NAME = 'Dossier « L’Été » — liste des pièces à fournir pour un marché de nettoyage de 2027.pdf';
const BYTES = Buffer.from('%PDF-1.7 pièces');
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

/** A file to take away, on the page. */
let served: Awaited<ReturnType<typeof serveWebAdapter>>;
let browser: Browser;
let chat: ChatPage;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serveWebAdapter();
});
afterEach(async () => {
  await chat.close();
  await served.close();
  expect(chat.complaints).toEqual([]);
});

/** The hotline gives a file. @returns its link */
const give = async (options = {}) => {
  chat = await ChatPage.open(browser, served.url, options);
  await chat.write('Quelles pièces fournir ?');
  await chat.own.waitFor();
  await expect.poll(() => served.host.received.length).toBe(1);
  served.host.files.set('f1', { name: NAME, mediaType: 'application/pdf', bytes: BYTES });
  served.host.say(served.host.received[0]?.conversationKey ?? '', [
    paragraph('Voici la liste.'),
    { type: 'file', fileId: 'f1', name: NAME, mediaType: 'application/pdf' },
    { type: 'rating' },
  ]);
  const link = chat.answers.getByRole('link', { name: `Télécharger ${NAME}` });
  await link.waitFor();
  return link;
};

test('is a link that saves it under its name, and the conversation stays', async () => {
  const link = await give();
  const [download] = await Promise.all([chat.page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe(NAME);
  expect(await readFile(await download.path())).toEqual(BYTES);
  await chat.answers.getByText('Voici la liste.').waitFor();
  expect(await chat.seriousFaults()).toEqual([]);
  await chat.page.reload();
  await link.waitFor();
});

test('is reached with the keyboard, and fits a phone whatever its name', async () => {
  const link = await give(PHONE);
  expect(await chat.overflow()).toBeLessThanOrEqual(0);
  const box = await link.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
  await chat.blur();
  await chat.tabTo(/^Télécharger Dossier/);
  expect(await chat.seriousFaults()).toEqual([]);
});

test('that is no longer there is said in words', async () => {
  const link = await give();
  served.host.files.clear();
  await link.click();
  await chat.page.getByText('Ce fichier n’est plus disponible').waitFor();
});
