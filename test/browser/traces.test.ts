import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#src/platform/database/open.ts';
import { ACTS } from '#src/platform/web/traces/acts.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import { openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT } from '#support/pages/office-page.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const PEOPLE = [
  { key: 'web:oidc:s0mEoNe', name: 'Léa Martin' },
  { key: 'slack:T1:U7', name: 'Nadia Benali' },
  { key: 'cli:hotline', name: 'Ligne de commande : hotline' },
];

let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline(), openBrowser()]);
  const db = await openDatabase(hotline.dataDir);
  await db.tx(async (tx) => {
    for (let index = 0; index < 150; index += 1) {
      const by = PEOPLE[index % PEOPLE.length];
      const act = ACTS[index % ACTS.length];
      const on = {
        kind: 'case',
        id: `019a0000-0000-7000-8000-0000000000${String(index % 10).padStart(2, '0')}`,
      } as const;
      if (by && act) await addTrace(tx, { by, act, on, now: Date.now() - index * 3_600_000 });
    }
  });
  await db.close();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test.each([
  ['desk', {}],
  ['phone', PHONE],
  ['phone-dark', { ...PHONE, colorScheme: 'dark' as const }],
] as const)('the traces hold on a %s, without accessibility faults', async (name, options) => {
  const office = await enterOffice(browser, hotline, '/staff/traces', options);
  expect(await office.page.getByRole('heading', { level: 1 }).textContent()).toBe('Traces');
  expect(await office.overflow()).toBeLessThanOrEqual(0);
  expect(await office.seriousFaults()).toEqual([]);
  await office.page.screenshot({
    path: join(OUTPUT, `traces-${name}.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width: office.page.viewportSize()?.width ?? 1280, height: 1_500 },
  });
  await office.close();
  expect(office.complaints).toEqual([]);
});

test('the traces are filtered by keyboard, gone through page by page, and taken away', async () => {
  const office = await enterOffice(browser, hotline, '/staff/traces');
  const { page } = office;
  await page.getByRole('combobox', { name: /^Qui/ }).selectOption({ label: 'Nadia Benali (Slack, T1:U7)' });
  await page.getByRole('combobox', { name: /^Quoi/ }).selectOption({ label: 'ouvre un dossier' });
  await office.tabTo(/^Montrer$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/staff/traces?*quoi=case_read*');
  const names = await page.getByRole('row').getByRole('rowheader').allTextContents();
  expect(names.length).toBeGreaterThan(0);
  expect(names.every((name) => name.startsWith('Nadia Benali'))).toBe(true);
  expect(await page.getByRole('combobox', { name: /^Quoi/ }).inputValue()).toBe('case_read');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger ce choix (CSV)' }).click();
  expect((await download).suggestedFilename()).toMatch(/^traces-\d{4}-\d\d-\d\d\.csv$/);

  await page.getByRole('link', { name: 'Tout montrer' }).click();
  const rows = () => page.locator('tbody tr').count();
  expect(await rows()).toBe(100);
  await page.getByRole('link', { name: 'Plus anciennes' }).click();
  await page.getByRole('link', { name: 'Les plus récentes' }).waitFor();
  expect(await rows()).toBeGreaterThan(50);
  expect(await office.seriousFaults()).toEqual([]);
  await office.close();
  expect(office.complaints).toEqual([]);
});
