import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { ROOT } from '#support/repository/source-files.ts';
import { runCommand } from '#support/world/processes/command-line.ts';
import { ChatPage } from './chat-page.ts';

/** Where tests leave what is to be looked at. */
export const OUTPUT = join(ROOT, 'test/.output');
mkdirSync(OUTPUT, { recursive: true });

/** A narrow phone of today: what every page must look well on. */
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

/** Opens the one-time link of this machine: who comes in the first time is asked for their name. */
export async function openByLink(
  browser: Browser,
  hotline: { readonly dataDir: string },
  options: BrowserContextOptions = {},
): Promise<ChatPage> {
  const { stdout } = await runCommand(['desk', 'link', '--data', hotline.dataDir]);
  return ChatPage.open(browser, stdout.trim(), options);
}

/** Enters the space of experts and staff as Awa Diallo, by a link of this machine, and opens a page of it. */
export async function enterOffice(
  browser: Browser,
  hotline: { readonly url: string; readonly dataDir: string },
  path: string,
  options: BrowserContextOptions = {},
): Promise<ChatPage> {
  const office = await openByLink(browser, hotline, options);
  const name = office.page.getByRole('textbox', { name: 'Prénom et nom' });
  if (await name.isVisible()) {
    await name.fill('Awa Diallo');
    await office.button('Enregistrer').click();
    await office.page.getByText('Awa Diallo').waitFor();
  }
  await office.page.goto(hotline.url + path);
  return office;
}
