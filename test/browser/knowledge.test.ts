import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tinyPdf } from '#support/knowledge/tiny-pdf.ts';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT } from '#support/pages/office-page.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
const PAGE = '/staff/connaissances/page?chemin=guides%2Favance.md';

let knowledgeDir: string;
let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;

beforeAll(async () => {
  knowledgeDir = await mkdtemp(join(tmpdir(), 'hotline-knowledge-'));
  await cp(join(ROOT, 'knowledge'), knowledgeDir, { recursive: true });
  [hotline, browser] = await Promise.all([
    startHotline({ HOTLINE_KNOWLEDGE_DIR: knowledgeDir }),
    openBrowser(),
  ]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
  await rm(knowledgeDir, { recursive: true, force: true });
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

describe('the list', () => {
  test('shows what answers, and finds a page by its words', async () => {
    await enter('/staff/connaissances');
    await shot('knowledge-list');
    await looksWell();
    await office.page.getByLabel('Titre, chemin, responsable').fill('avance');
    await office.button('Montrer').click();
    await office.page
      .getByRole('link', { name: 'Le droit à l’avance' })
      .or(office.page.getByRole('link', { name: /avance/i }))
      .first()
      .waitFor();
    await shot('knowledge-found');
  });

  test('is a list of cards on a phone', async () => {
    await enter('/staff/connaissances?q=avance', PHONE);
    await shot('knowledge-list-phone');
    await looksWell();
  });
});

describe('a page', () => {
  test('is edited, tried, published; the chat answers with it; then an old version is put back', async () => {
    await enter(PAGE);
    await office.page.locator('#preview details').first().waitFor();
    await shot('knowledge-editor');
    await looksWell();
  });
});
