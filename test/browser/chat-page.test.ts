import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { serveWebAdapter } from '#support/world/web-adapter-server.ts';

/** The page where the core does what a test can't ask of the real one: say nothing, say much, lose an event. */
let served: Awaited<ReturnType<typeof serveWebAdapter>>;
let browser: Browser;
let chat: ChatPage;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serveWebAdapter();
  chat = await ChatPage.open(browser, served.url);
  await chat.button('Je veux parler à un expert').waitFor();
});
afterEach(async () => {
  await chat.close();
  await served.close();
  expect(chat.complaints).toEqual([]);
});

/** The person writes; the core keeps it and says nothing yet. @returns the conversation's key */
const begin = async (text: string): Promise<string> => {
  const before = served.host.received.length;
  await chat.write(text);
  await expect.poll(() => served.host.received.length).toBe(before + 1);
  return served.host.received[before]?.conversationKey ?? '';
};

test('an answer that does not come is not promised for ever', async () => {
  await chat.page.clock.install();
  const key = await begin('Bonjour');
  await chat.typing.waitFor();
  await chat.page.clock.runFor(61_000);
  await chat.page
    .locator('main')
    .getByText(/^La réponse tarde\. Votre message est bien enregistré/)
    .first()
    .waitFor();
  expect(await chat.typing.isVisible()).toBe(false);
  served.host.say(key, [paragraph('Me voici.')]);
  await chat.answers.getByText('Me voici.').waitFor();
  expect(
    await chat.page
      .getByText(/La réponse tarde/)
      .filter({ visible: true })
      .count(),
  ).toBe(0);
});

test('an answer whose event is lost still comes', async () => {
  const key = await begin('Bonjour');
  served.host.say(key, [paragraph('Sans bruit.')], false);
  await chat.answers.getByText('Sans bruit.').waitFor();
  expect(await chat.own.count()).toBe(1);
});

test('a lost stream is said, comes back, and brings what it missed once', async () => {
  const key = await begin('Bonjour');
  served.host.say(key, [paragraph('Première réponse.')]);
  await chat.answers.first().waitFor();
  await chat.page.route('**/chat/events*', (route) => route.abort());
  await served.adapter.stop();
  await chat.page.getByText('Reconnexion…').waitFor();
  served.host.say(key, [paragraph('Pendant la coupure.')]);
  await served.adapter.start(served.host);
  await chat.page.unroute('**/chat/events*');
  await chat.answers.getByText('Pendant la coupure.').waitFor();
  await chat.page.getByText('Reconnexion…').waitFor({ state: 'hidden' });
  expect([await chat.own.count(), await chat.answers.count()]).toEqual([1, 2]);
});

test('several messages in a row keep their order around the answers', async () => {
  const key = await begin('un');
  await begin('deux');
  served.host.say(key, [paragraph('réponse aux deux')]);
  await begin('un');
  served.host.say(key, [paragraph('réponse au dernier')]);
  await chat.answers.nth(1).waitFor();
  expect(await chat.page.locator('.message .body').allInnerTexts()).toEqual([
    'un',
    'deux',
    'réponse aux deux',
    'un',
    'réponse au dernier',
  ]);
});

test('a long answer is read from its start, and who reads above is not torn away', async () => {
  const key = await begin('Bonjour');
  const long = Array.from({ length: 40 }, (_, n) => paragraph(`Ligne ${n} de la réponse.`));
  served.host.say(key, long);
  await chat.answers.first().waitFor();
  const top = () => chat.answers.first().evaluate((article) => article.getBoundingClientRect().top);
  const bar = await chat.page.locator('#top').evaluate((element) => element.getBoundingClientRect().bottom);
  await expect.poll(async () => Math.round((await top()) - bar)).toBeGreaterThanOrEqual(0);
  await expect.poll(async () => Math.round((await top()) - bar)).toBeLessThan(40);
  served.host.say(key, [paragraph('Une autre réponse.')]);
  const jump = chat.button(/^Nouveau message/);
  await jump.waitFor();
  expect(Math.round((await top()) - bar)).toBeLessThan(40);
  await jump.click();
  await expect
    .poll(() => chat.answers.last().evaluate((article) => article.getBoundingClientRect().bottom))
    .toBeLessThan(720);
  await jump.waitFor({ state: 'hidden' });
});

test('a conversation of a thousand messages opens fast, the oldest on demand', async () => {
  const key = await begin('La toute première question');
  for (let n = 0; n < 1_000; n += 1) served.host.say(key, [paragraph(`Réponse ${n}`)], false);
  const start = performance.now();
  await chat.page.reload();
  await chat.answers.getByText('Réponse 999', { exact: true }).waitFor();
  expect(performance.now() - start).toBeLessThan(3_000);
  expect(await chat.page.getByRole('article').count()).toBeLessThan(100);
  await chat.button('Afficher les messages précédents').click();
  expect(await chat.focused()).toMatch(/^Hotline/);
  const all = async () => {
    const more = chat.button('Afficher les messages précédents');
    if (await more.isVisible()) await more.click();
    return chat.page.getByRole('article').count();
  };
  await expect.poll(all, { timeout: 30_000 }).toBe(1_001);
  expect(await chat.own.textContent()).toContain('La toute première question');
  expect(await chat.button('Afficher les messages précédents').isVisible()).toBe(false);
  const shown = await chat.page.locator('.message .body').allInnerTexts();
  expect(shown.slice(1)).toEqual(Array.from({ length: 1_000 }, (_, n) => `Réponse ${n}`));
});

test('earlier messages that can’t be had now are asked for again, and nothing on the page is lost', async () => {
  served.host.pageSize = 20;
  const key = await begin('La première question');
  for (let n = 0; n < 40; n += 1) served.host.say(key, [paragraph(`Réponse ${n}`)], false);
  await chat.page.reload();
  await chat.answers.getByText('Réponse 39', { exact: true }).waitFor();
  await chat.page.route('**/chat/history?before=*', (route) => route.abort());
  await chat.button('Afficher les messages précédents').click();
  await chat.page.getByText('Les messages précédents n’ont pas pu être chargés. Réessayez.').waitFor();
  expect(await chat.page.getByRole('article').count()).toBe(20);
  await chat.page.unroute('**/chat/history?before=*');
  await chat.button('Afficher les messages précédents').click();
  await chat.answers.getByText('Réponse 1', { exact: true }).waitFor();
  expect(await chat.page.getByRole('article').count()).toBe(40);
});

test('a page that missed too much shows the end of the conversation, in order', async () => {
  served.host.pageSize = 5;
  const key = await begin('Bonjour');
  await chat.page.route('**/chat/events*', (route) => route.abort());
  await served.adapter.stop();
  for (let n = 0; n < 60; n += 1) served.host.say(key, [paragraph(`Réponse ${n}`)], false);
  await served.adapter.start(served.host);
  await chat.page.unroute('**/chat/events*');
  await chat.answers.getByText('Réponse 59', { exact: true }).waitFor();
  await expect
    .poll(() => chat.page.locator('.message .body').allInnerTexts())
    .toEqual([55, 56, 57, 58, 59].map((n) => `Réponse ${n}`));
  served.host.say(key, [paragraph('Et ensuite.')]);
  await chat.answers.getByText('Et ensuite.').waitFor();
});

test('where no event stream is to be had, answers come all the same, without a word', async () => {
  await chat.close();
  await served.close();
  served = await serveWebAdapter({ streams: { perBrowser: 12, perAddress: 0, inAll: 10 } });
  chat = await ChatPage.open(browser, served.url);
  const key = await begin('Bonjour');
  served.host.say(key, [paragraph('Me voici quand même.')]);
  await chat.answers.getByText('Me voici quand même.').waitFor({ timeout: 30_000 });
  served.host.say(key, [paragraph('Encore moi.')]);
  await chat.answers.getByText('Encore moi.').waitFor({ timeout: 30_000 });
  expect(await chat.page.getByText('Reconnexion…').isVisible()).toBe(false);
});

test('a very long text is shown by its start, and whole on demand', async () => {
  await begin(`Début. ${'mot '.repeat(4_900)}Fin.`);
  expect((await chat.own.textContent())?.length).toBeLessThan(1_000);
  await chat.button('Afficher tout le message').click();
  expect(await chat.own.textContent()).toContain('Fin.');
  expect(await chat.own.count()).toBe(1);
});

test('a text over the limit stays in the field, with a sentence', async () => {
  await chat.question.fill('a'.repeat(20_001));
  await chat.page.getByText(/20.001 \/ 20.000 caractères/).waitFor();
  await chat.button('Envoyer').click();
  await chat.page.getByText(/^Message trop long/).waitFor();
  expect((await chat.question.inputValue()).length).toBe(20_001);
  expect(served.host.received).toEqual([]);
});

test('what is being written survives a reload', async () => {
  await chat.question.fill('Une question à moitié');
  await chat.page.reload();
  await expect.poll(() => chat.question.inputValue()).toBe('Une question à moitié');
});
