import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyOf } from '#adapters/web/session.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { serveWebAdapter } from '#support/world/web-adapter-server.ts';

describe('The page tells how far it was read', () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveWebAdapter>>;
  let chat: ChatPage;
  let key: string;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    served = await serveWebAdapter();
    chat = await ChatPage.open(browser, served.url);
    await chat.question.waitFor();
    const [cookie] = await chat.page.context().cookies();
    key = keyOf(cookie?.value ?? '');
  });
  afterEach(async () => {
    const { complaints } = chat;
    await chat.close();
    await served.close();
    expect(complaints).toEqual([]);
  });

  const say = (text: string) => served.host.say(key, [paragraph(text)]);
  const seenUntil = async (seq: number) => {
    while (served.host.lastSeen.get(key) !== seq) await sleep(20);
  };
  /** Another window in front of the page, or the page again. */
  const setHidden = (hidden: boolean) =>
    chat.page.evaluate(`
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${hidden} });
      document.dispatchEvent(new Event('visibilitychange'));
    `);

  test('what is on the screen is seen, together when it comes together', async () => {
    say('Un.');
    say('Deux.');
    await seenUntil(2);
    say('Trois.');
    await seenUntil(3);
  });

  test('what came behind another window is seen once the person comes back', async () => {
    say('Un.');
    await seenUntil(1);
    await setHidden(true);
    say('Deux.');
    await chat.answers.nth(1).waitFor();
    await sleep(2_500);
    expect(served.host.lastSeen.get(key)).toBe(1);
    await setHidden(false);
    await seenUntil(2);
  });

  test('what came below the screen is seen once the person goes down to it', async () => {
    say('Une longue réponse. '.repeat(400));
    await seenUntil(1);
    say('Une dernière chose.');
    await chat.answers.nth(1).waitFor();
    await sleep(2_500);
    expect(served.host.lastSeen.get(key)).toBe(1);
    await chat.page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await seenUntil(2);
  });
});
