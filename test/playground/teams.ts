/**
 * A conversation through Microsoft's own client, the Agents Playground, in a headless Chromium: what our fake Teams can't
 * tell. An explicit job, with screenshots to look at: `npm run playground:teams`. Microsoft gives the tool for evaluation
 * only: it is installed aside when it is first needed, and never part of the project.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '#support/pages/chat-page.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { freePort } from '#support/world/processes/browser-hotline.ts';
import { startHotline } from '#support/world/processes/run-hotline.ts';
import { installAside } from './aside.ts';

const TOOL = '@microsoft/m365agentsplayground@0.2.28';
const WAIT_MS = 60_000;

const HOME = await installAside('playground', TOOL, 'outil de Microsoft, pour essais seulement');
const CLI = join(HOME, 'node_modules/@microsoft/m365agentsplayground/cli.js');

using data = tempFolder();
await using hotline = await startHotline({
  TEAMS_AUTH: 'off',
  LOG_LEVEL: 'warn',
  HOTLINE_DATA_DIR: data.path,
});
const port = await freePort();
const endpoint = `${hotline.url}/api/messages`;
const tool = spawn(
  process.execPath,
  [CLI, '-e', endpoint, '-c', 'msteams', '-p', String(port), '--conversation-id', 'conv-1', '--dt'],
  { cwd: HOME, env: { PATH: process.env.PATH ?? '', HOME }, stdio: 'ignore' },
);
const browser = await openBrowser();
try {
  const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1_280, height: 1_400 } });
  page.setDefaultTimeout(WAIT_MS);
  const shoot = async (name: string) => {
    await sleep(700);
    await page.screenshot({ path: join(HOME, `${name}.png`) });
  };
  await untilServes(`http://127.0.0.1:${port}/`);
  await page.goto(`http://127.0.0.1:${port}/`);
  // The first box is the conversation's; the last one is the tool's own log.
  const box = page.locator('[contenteditable=true]').first();
  const say = async (text: string) => {
    await box.click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await box.waitFor();
  // It greets first, for it has just been added.
  await page.getByText('Posez votre question').waitFor();
  await say('Ai-je droit à une avance ?');
  await page.getByText('50 000 € HT').first().waitFor();
  await shoot('1-answer');
  await page.getByRole('button', { name: 'Voir les extraits' }).last().click();
  await shoot('2-excerpts');
  await page.getByRole('button', { name: '👍 Utile' }).last().click();
  await page.getByText('Merci pour votre avis.').waitFor();
  await shoot('3-rated');
  await page.getByRole('button', { name: 'Parler à un expert' }).last().click();
  await page.getByText('un expert de la Fabrique').first().waitFor();
  await page.getByText('✓ Parler à un expert').waitFor();
  await shoot('4-expert');
  await say('**gras** <b>html</b> {{DATE(2026-01-01)}} [x](y) est-ce que ça passe ?');
  await sleep(3_000);
  await shoot('5-hostile');
  // A long question is a row that is pressed as a whole.
  const question = (await page.getByText(/^› /).last().textContent())?.slice(2) ?? '';
  await page.getByText(`› ${question}`).last().click();
  await page.getByText(`✓ ${question}`).waitFor();
  await say('lier mes messageries');
  await page.getByText('Votre code').first().waitFor();
  await shoot('6-words');
  process.stdout.write(`La conversation passe dans Agents Playground. Captures à regarder : ${HOME}/*.png\n`);
} catch (error) {
  for (const [index, page] of browser
    .contexts()
    .flatMap((context) => context.pages())
    .entries())
    await page.screenshot({ path: join(HOME, `failed-${index}.png`) });
  process.stderr.write(`${error}\n${hotline.log()}\n`);
  process.exitCode = 1;
} finally {
  await browser.close();
  tool.kill('SIGKILL');
}

async function untilServes(url: string): Promise<void> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await sleep(200))
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  throw new Error(`${url} does not answer`);
}
