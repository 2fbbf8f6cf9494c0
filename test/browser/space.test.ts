import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MailServer } from '#support/fakes/mail/server.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { codeIn } from '#support/world/mail-hotline.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const ADVANCE = 'Ai-je droit à une avance ?';
const PAYMENT = 'Combien de temps pour être payé ?';

/** A person, their browsers and their conversations, on the page of the chat. */
let server: MailServer;
let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
const opened: ChatPage[] = [];

const open = async (options: BrowserContextOptions = {}): Promise<ChatPage> => {
  const chat = await ChatPage.open(browser, hotline.url, options);
  opened.push(chat);
  await chat.button('Envoyer').waitFor();
  return chat;
};
const dialog = (chat: ChatPage, name: string) => chat.page.getByRole('dialog', { name });
const openMenu = async (chat: ChatPage) => {
  await chat.button('Menu : mon espace').click();
  await dialog(chat, 'Mon espace').waitFor();
};
/** Gives an address, and proves that it is theirs. */
const confirm = async (chat: ChatPage, email: string) => {
  await chat.ask(`recevoir la réponse par mail à ${email}`);
  const code = codeIn((await server.until(email)).at(-1)?.text ?? '');
  await chat.write(code);
  await chat.answers.getByText('C’est confirmé').first().waitFor();
};
/** Goes through « Retrouver mon espace » from its open dialog. */
const enter = async (chat: ChatPage, email: string, mails: number, bring?: RegExp) => {
  const space = dialog(chat, 'Retrouver mon espace');
  await space.getByLabel('L’adresse mail que vous avez confirmée').fill(email);
  await space.getByRole('button', { name: 'Recevoir un code' }).click();
  await space.getByText('Si un espace est lié à cette adresse').waitFor();
  const code = /\b\d{6}\b/.exec((await server.until(email, mails)).at(-1)?.text ?? '')?.[0] ?? '';
  await space.getByLabel('Le code à six chiffres').fill(code);
  if (bring) await space.getByLabel(bring).check();
  await space.getByRole('button', { name: 'Ouvrir mon espace' }).click();
  await space.waitFor({ state: 'hidden' });
};
/** The person of each browser was last there so many days ago. */
const letPass = (days: number) => {
  const db = new DatabaseSync(join(hotline.dataDir, 'hotline.db'));
  const gone = days * 24 * 3_600_000;
  db.exec(`UPDATE person_identity SET created_at = created_at - ${gone}`);
  db.exec(`UPDATE browser SET seen_at = seen_at - ${gone}`);
  db.close();
};

beforeAll(async () => {
  server = await MailServer.start();
  const mail = { SMTP_URL: server.url(), MAIL_FROM: 'La Hotline <hotline@exemple.fr>' };
  [hotline, browser] = await Promise.all([startHotline(mail), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
  await server?.[Symbol.asyncDispose]();
});
afterEach(async () => {
  for (const chat of opened.splice(0)) {
    const { complaints } = chat;
    await chat.close();
    expect(complaints).toEqual([]);
  }
});

test('a new conversation leaves the first one in the menu, from where it opens again', async () => {
  const chat = await open();
  await chat.ask(ADVANCE);
  await chat.button('Nouvelle conversation').click();
  await chat.button('Je veux parler à un expert').waitFor();
  expect(await chat.page.getByRole('article').count()).toBe(0);
  await chat.ask(PAYMENT);
  await openMenu(chat);
  const threads = dialog(chat, 'Mon espace').getByRole('list', { name: 'Mes conversations' });
  await threads.getByText(ADVANCE).waitFor();
  expect(await threads.getByRole('button').count()).toBe(2);
  expect(await threads.getByRole('button', { name: PAYMENT }).getAttribute('aria-current')).toBe('true');
  expect(await chat.seriousFaults()).toEqual([]);
  await threads.getByRole('button', { name: ADVANCE }).click();
  await chat.own.getByText(ADVANCE).waitFor();
  expect(await chat.own.count()).toBe(1);
  await chat.page.reload();
  await chat.own.getByText(ADVANCE).waitFor();
});

test('who says « Ce n’est pas moi » is asked, then nothing of that person shows, in any tab', async () => {
  const chat = await open();
  await chat.ask(ADVANCE);
  const tab = await chat.page.context().newPage();
  await tab.goto(hotline.url);
  await tab.getByRole('article', { name: /^Hotline,/ }).waitFor();
  await openMenu(chat);
  await chat.button('Ce n’est pas moi').click();
  const leave = dialog(chat, 'Ce n’est pas vous ?');
  await leave.getByText('Aucune adresse mail n’y est confirmée').waitFor();
  await leave.getByRole('button', { name: 'Annuler' }).click();
  expect(await chat.answers.count()).toBe(1);
  await openMenu(chat);
  await chat.button('Ce n’est pas moi').click();
  await leave.getByRole('button', { name: 'Tout fermer ici' }).click();
  await chat.button('Je veux parler à un expert').waitFor();
  expect(await chat.page.getByRole('article').count()).toBe(0);
  await tab.getByText('Bonjour, quelle est votre question ?').waitFor();
  expect(await tab.getByRole('article').count()).toBe(0);
  await openMenu(chat);
  await dialog(chat, 'Mon espace').getByText('Rien n’est encore écrit ici.').waitFor();
});

test('a mailed code brings one’s space to a phone, with what was written there if one says so', async () => {
  const email = 'anne@exemple.fr';
  const chat = await open();
  await chat.ask(ADVANCE);
  await confirm(chat, email);
  const phone = await open(PHONE);
  await phone.ask(PAYMENT);
  await openMenu(phone);
  expect(await phone.overflow()).toBeLessThanOrEqual(0);
  await phone.button('Retrouver mon espace (code par mail)').click();
  const space = dialog(phone, 'Retrouver mon espace');
  await space.getByRole('button', { name: 'Recevoir un code' }).click();
  await space.getByText(/Je n’ai pas lu d’adresse/).waitFor();
  expect(await phone.seriousFaults()).toEqual([]);
  await enter(phone, email, 2, /joindre à mon espace/);
  await phone.own.getByText(PAYMENT).waitFor();
  await openMenu(phone);
  await dialog(phone, 'Mon espace').getByText(ADVANCE).click();
  await phone.own.getByText(ADVANCE).waitFor();
  await openMenu(chat);
  await dialog(chat, 'Mon espace').getByText(PAYMENT).waitFor();
});

test('after 30 days away a code is asked for before anything shows, and questions are answered', async () => {
  const email = 'bea@exemple.fr';
  const chat = await open(PHONE);
  await chat.ask(ADVANCE);
  await confirm(chat, email);
  letPass(31);
  await chat.page.reload();
  const away = chat.page.getByRole('complementary', { name: 'Votre espace est fermé' });
  await away.getByText('depuis plus de 30 jours').waitFor();
  expect(await chat.page.getByText(ADVANCE, { exact: true }).and(chat.own).count()).toBe(0);
  expect(await chat.own.count()).toBe(0);
  expect(await chat.overflow()).toBeLessThanOrEqual(0);
  expect(await chat.seriousFaults()).toEqual([]);
  await chat.ask(PAYMENT);
  const told = await chat.ask('mes données');
  await told.getByText(/je demande un code/).waitFor();
  await told.getByRole('button', { name: 'Retrouver mon espace' }).click();
  await enter(chat, email, 2, /Laisser à part/);
  await away.waitFor({ state: 'hidden' });
  await chat.own.getByText(ADVANCE).waitFor();
  expect(await chat.own.getByText(PAYMENT).count()).toBe(0);
});
