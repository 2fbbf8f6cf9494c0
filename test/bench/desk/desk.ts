/**
 * Prints how soon an expert sees what a company writes, with a full queue and many desks open.
 *
 *   npm run bench:desk [-- --cases 1000 --desks 50 --messages 200 --openings 60]
 *
 * The server is its own process, companies write over HTTP, the desk watched is a real Chromium, the others are event
 * streams that are read. Exits 1 when something that is asked does not hold.
 */
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from '#support/pages/chat-page.ts';
import { DeskPage } from '#support/pages/desk-page.ts';
import type { DeskPerson } from '#support/world/desk/person.ts';
import { atMost, milliseconds, printTable, quantile, type Target } from '../figures.ts';
import { DeskServer, type Writer } from './server.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    desks: { type: 'string', default: '50' },
    messages: { type: 'string', default: '200' },
    openings: { type: 'string', default: '60' },
  },
});
const [CASES, DESKS, MESSAGES, OPENINGS] = [values.cases, values.desks, values.messages, values.openings].map(
  Number,
) as [number, number, number, number];
/** Companies that write: each may send thirty messages a minute. */
const WRITERS = 20;
/** A company writes so often, whichever it is. */
const PACE_MS = 250;

await using server = await DeskServer.start(CASES - WRITERS);
const nadia = await server.expert('Nadia Benali');
const streams = await Promise.all(
  Array.from({ length: DESKS }, async (_, place) => (await server.expert(`Expert ${place}`)).listen()),
);
const browser = await openBrowser();
const companies = await server.writers(WRITERS, nadia);
const desk = await DeskPage.open(browser, server.url, nadia, { viewport: { width: 1440, height: 900 } });
await desk.button(/^Tous \d/).click();

const openings = await timeOpenings(desk.page, nadia);
const inCase = await timeMessages(desk.page, 'case');
const inQueue = await timeMessages(desk.page, 'queue');

await browser.close();
for (const stream of streams) stream[Symbol.dispose]();
const rows: [string, readonly number[]][] = [
  ['message dans le dossier ouvert', inCase],
  ['message dans la file', inQueue],
  ['ouverture d’un dossier', openings],
];
printTable(
  `Bureau des experts : ${CASES} dossiers ouverts, ${DESKS} bureaux connectés`,
  ['', 'mesures', 'p50', 'p95', 'plus long'],
  rows.map(([name, measures]) => [
    name,
    String(measures.length),
    ...[0.5, 0.95, 1].map((part) => milliseconds(quantile(measures, part))),
  ]),
);
const targets: Target[] = [
  atMost('message à l’écran, dossier ouvert, p95', quantile(inCase, 0.95), 300, milliseconds),
  atMost('message à l’écran, file, p95', quantile(inQueue, 0.95), 300, milliseconds),
  atMost('ouverture d’un dossier, p95', quantile(openings, 0.95), 100, milliseconds),
];
printTable(
  'Ce qui est demandé',
  ['', 'demandé', 'atteint', 'tenu'],
  targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'non']),
);
process.exitCode = targets.every(({ met }) => met) ? 0 : 1;

/** Opens cases of the queue one after the other. @returns from the click to the exchange painted, in ms */
async function timeOpenings(page: Page, who: DeskPerson): Promise<number[]> {
  const { body } = await who.get('/desk/api/queue');
  const shown = await page.evaluate<string[]>(
    "[...document.querySelectorAll('#rows button')].map((row) => row.dataset.id)",
  );
  const known = (body.items as { id: string; number: number }[]).filter(({ id }) => shown.includes(id));
  const measures: number[] = [];
  for (let opened = 0; opened < OPENINGS; opened += 1) {
    const one = known[opened % known.length];
    if (!one) break;
    const { id, number } = one;
    // The page itself measures, from the press to the frame after the exchange stands there.
    const script = `new Promise((resolve) => {
      const started = performance.now();
      const stands = () =>
        document.querySelector('.case-title')?.textContent.startsWith('Dossier ${number} ') &&
        document.querySelector('.turns > li') !== null && !document.querySelector('.case-body').hidden;
      const watcher = new MutationObserver(() => {
        if (!stands()) return;
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
      });
      watcher.observe(document.querySelector('#case'), { childList: true, subtree: true, attributes: true });
      document.querySelector('#rows button[data-id="${id}"]').click();
    })`;
    measures.push(await page.evaluate<number>(script));
    // Somebody reads at least a little before the next one.
    await page.waitForTimeout(2 * PACE_MS);
  }
  return measures;
}

/** Companies write at their pace. @returns from the moment each sent to the frame where the expert reads it, in ms */
async function timeMessages(page: Page, where: 'case' | 'queue'): Promise<number[]> {
  const measures: number[] = [];
  const own = companies[0];
  if (!own) throw new Error('nobody writes');
  if (where === 'case') await page.goto(`${server.url}/desk?dossier=${own.caseId}`);
  else await page.goto(`${server.url}/desk`);
  await page.getByRole('button', { name: /^Les miens/ }).click();
  await page.locator('#rows button').first().waitFor();
  const place = where === 'case' ? '.turns' : '#rows';
  for (let sent = 0; sent < MESSAGES / 2; sent += 1) {
    const company: Writer = companies[sent % companies.length] ?? own;
    if (where === 'case') {
      // What is written comes to the case on the screen.
      await page.locator(`#rows button[data-id="${company.caseId}"]`).click();
      await page.locator(`#rows button[aria-current][data-id="${company.caseId}"]`).waitFor();
      await page.locator('.case-body:not([hidden])').waitFor();
    }
    const words = `Message ${where} ${sent} de la société, avec une phrase de longueur ordinaire.`;
    // The page watches before the company writes.
    await page.evaluate(`void (window.seen = new Promise((resolve) => {
      const watcher = new MutationObserver(() => {
        if (!document.querySelector('${place}').textContent.includes(${JSON.stringify(words)})) return;
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
      });
      watcher.observe(document.querySelector('#desk'), { childList: true, subtree: true, characterData: true });
    }))`);
    const started = Date.now();
    await company.send(words);
    measures.push((await page.evaluate<number>('window.seen')) - started);
    await page.waitForTimeout(PACE_MS);
  }
  return measures;
}
