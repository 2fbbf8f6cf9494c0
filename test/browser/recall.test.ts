import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Block } from '#src/channel/blocks.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage, addOutboundMessage } from '#src/conversation/store/messages.ts';
import { type RecalledAnswer, saveAnswers } from '#src/features/recall/store/answers.ts';
import { noteChanges, saveCount } from '#src/features/recall/store/recalls.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const QUESTION = 'À partir de quel montant une mairie doit-elle publier un avis pour des fournitures ?';

let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline(), openBrowser()]);
  const db = await openDatabase(hotline.dataDir);
  try {
    await db.tx(async (tx) => {
      const now = Date.now();
      const answers: RecalledAnswer[] = [];
      for (const who of ['anne', 'basile']) answers.push(await answered(tx, who, now));
      const version = '65000 depuis 2026-12-01';
      const id = await noteChanges(
        tx,
        [{ kind: 'figure', reference: 'dispense-fournitures-services', version }],
        now,
      );
      await saveCount(tx, { id, version: 1, people: 24, leftOut: 3, now });
      const left = { ...(await answered(tx, 'carl', now)), state: 'left', why: 'stopped' } as const;
      await saveAnswers(tx, id, [...answers, left]);
    });
  } finally {
    await db.close();
  }
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});
afterEach(async () => {
  const { complaints } = office;
  await office.close();
  expect(complaints).toEqual([]);
});

const says = (amount: string): Block[] => [
  {
    type: 'paragraph',
    text: [{ text: `Sous ${amount} HT, une mairie achète sans publicité préalable.`, cites: [1] }],
  },
];

/** Somebody who was answered, as a recall found them. */
async function answered(tx: Transaction, who: string, now: number): Promise<RecalledAnswer> {
  const key = { channel: 'telegram', channelKey: who, address: null, now };
  const { id: conversationId } = await openConversation(tx, key);
  const questionId = newId(now);
  await addInboundMessage(tx, {
    id: questionId,
    conversationId,
    content: { type: 'text', text: QUESTION },
    now,
  });
  const content = { blocks: says('60 000 €'), kind: 'answer' };
  const { id: messageId } = await addOutboundMessage(tx, {
    conversationId,
    content,
    replyTo: questionId,
    now,
  });
  return {
    messageId,
    conversationId,
    questionId,
    personId: undefined,
    differs: ['figures'],
    now: { kind: 'answer', blocks: says('65 000 €'), standsOn: [] },
    state: 'found',
    why: undefined,
  };
}

const enter = async (path: string, options: BrowserContextOptions = {}) => {
  office = await enterOffice(browser, hotline, path, options);
};
const shot = (name: string) => office.page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
const looksWell = async () => {
  expect(await office.overflow()).toBeLessThanOrEqual(0);
  expect(await office.seriousFaults()).toEqual([]);
};

test('the staff’s first page leads to a recall that waits', async () => {
  await enter('/staff');
  await office.page.getByText('24 personnes ont reçu une réponse qui serait différente').waitFor();
  await office.page.getByRole('link', { name: 'Voir : Rappels' }).click();
  await office.page.getByRole('heading', { name: 'Rappels', level: 1 }).waitFor();
  await shot('recall');
  await looksWell();
});

test('the page fits a phone', async () => {
  await enter('/staff/rappels', PHONE);
  await office.page.getByRole('heading', { name: '24 personnes seront prévenues' }).waitFor();
  await shot('recall-phone');
  await looksWell();
});

test('one member of the staff decides, and above twenty somebody else must confirm', async () => {
  await enter('/staff/rappels');
  await office.button('Prévenir ces 24 personnes').click();
  await office.page.getByText('Une seconde personne de l’équipe doit maintenant confirmer').waitFor();
  await office.page.reload();
  await office.page.getByText('vous avez déjà donné votre accord').waitFor();
  expect(await office.button(/^Confirmer/).count()).toBe(0);
  await shot('recall-confirming');
  await looksWell();
  await office.button('Ne prévenir personne').click();
  await office.page.getByText('personne ne sera prévenu').waitFor();
  await office.page.reload();
  await office.page.getByText('écarté : personne n’a été prévenu').waitFor();
  await shot('recall-history');
  await looksWell();
});

test('the mail of the morning says why it can’t be asked for here', async () => {
  await enter('/staff/mail-du-matin', PHONE);
  await office.page.getByText('Aucun serveur de courrier').waitFor();
  await shot('daily-mail-phone');
  await looksWell();
});
