import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import { addInboundMessage, addOutboundMessage, markHandled } from '#src/conversation/store/messages.ts';
import { saveAsked } from '#src/features/unanswered/store/answers.ts';
import { addGroup, addMissed, type Miss } from '#src/features/unanswered/store/missed.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT } from '#support/pages/office-page.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
/** What is published is read in a process of its own, which starts with the first of it. */
const LONG = { timeout: 90_000 };
const GRASS = 'Qui doit tondre la pelouse du chantier après la réception ?';
const DAY = 86_400_000;

let knowledgeDir: string;
let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;
let db: Database;

/** A question that somebody asked in vain some days ago, and what was said of it. */
async function missed(
  who: string,
  text: string,
  daysAgo: number,
  { misses, groupId }: { readonly misses: readonly Miss[]; readonly groupId?: string },
): Promise<{ readonly groupId: string; readonly messageId: string }> {
  const now = Date.now() - daysAgo * DAY;
  return db.tx(async (tx) => {
    const { id: personId } = await openPerson(tx, { channel: 'telegram', key: who, now });
    const { id: conversationId } = await openConversation(tx, {
      channel: 'telegram',
      channelKey: who,
      address: { chat: who },
      personId,
      now,
    });
    const messageId = newId(now);
    await addInboundMessage(tx, { id: messageId, conversationId, content: { type: 'text', text }, now });
    await markHandled(tx, [messageId], now);
    const isDoubt = misses.includes('doubted');
    const offered = ['Demander une avance', 'Trouver une entreprise'].map((label) => ({
      id: label,
      label,
      kind: 'ask' as const,
      value: label,
    }));
    const blocks = isDoubt
      ? [...words('Vous voulez… ?'), choices(...offered)]
      : words('Je ne trouve pas de réponse.');
    const content = { blocks, kind: isDoubt ? 'doubt' : 'refusal' };
    const said = await addOutboundMessage(tx, { conversationId, content, replyTo: messageId, now });
    await tx.query("UPDATE outbox SET status = 'sent' WHERE message_id = $1", [said.id]);
    if (misses.includes('disliked'))
      await saveFeedback(tx, {
        conversationId,
        messageId: said.id,
        rating: 'down',
        reason: 'La réponse parlait d’autre chose.',
        now,
      });
    const group = groupId ?? (await addGroup(tx, messageId, now));
    const question = { messageId, conversationId, text, askedAt: now, misses };
    await addMissed(tx, question, { groupId: group, reader: undefined, vector: undefined });
    return { groupId: group, messageId };
  });
}

beforeAll(async () => {
  knowledgeDir = await mkdtemp(join(tmpdir(), 'hotline-unanswered-'));
  await cp(join(ROOT, 'knowledge'), knowledgeDir, { recursive: true });
  [hotline, browser] = await Promise.all([
    startHotline({ HOTLINE_KNOWLEDGE_DIR: knowledgeDir }),
    openBrowser(),
  ]);
  db = await openDatabase(hotline.dataDir);
}, 180_000);
afterAll(async () => {
  await db?.close();
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
/** Four people who asked the same; two of the questions have an answer by now. */
const seed = async () => {
  const { groupId, messageId } = await missed(`anne-${newId()}`, GRASS, 20, { misses: ['refused'] });
  const second = await missed(`bruno-${newId()}`, 'qui tond la pelouse du chantier', 9, {
    misses: ['refused', 'disliked'],
    groupId,
  });
  await missed(`chloe-${newId()}`, 'tonte de la pelouse à Montreuil, 450 € qui paie', 4, {
    misses: ['refused', 'handed_over'],
    groupId,
  });
  await missed(`dora-${newId()}`, 'pelouse', 1, { misses: ['doubted'], groupId });
  const source = {
    n: 1,
    documentId: 'guides/pelouse',
    title: 'Entretien du chantier',
    section: 'Qui entretient le terrain ?',
    articles: [],
  };
  const blocks = [
    paragraph('L’entreprise entretient le terrain jusqu’à la réception ; ensuite, c’est l’acheteur.'),
    { type: 'sources', items: [source] } as const,
  ];
  // Told apart from what the real answerer would say of it: staff stand where it was just asked again.
  const asked_of = await db.query<{ id: string }>("SELECT id FROM generation WHERE state = 'active'");
  const generation = asked_of[0]?.id ?? '';
  for (const id of [messageId, second.messageId])
    await saveAsked(db, { messageId: id, generation, answer: { blocks, standsOn: [] } });
  return groupId;
};

describe('the questions that had no answer', () => {
  test('are listed by how many people ask them, with why, and filtered', async () => {
    await seed();
    await missed('emma', 'Peut-on payer en coquillages ?', 2, { misses: ['refused'] });
    await enter('/staff/questions');
    await office.page.getByRole('link', { name: GRASS }).first().waitFor();
    await shot('unanswered-list');
    await looksWell();
    await office.page.getByLabel('Mots', { exact: true }).fill('coquillages');
    await office.button('Montrer').click();
    await office.page.getByRole('link', { name: 'Peut-on payer en coquillages ?' }).waitFor();
    expect(await office.page.getByRole('link', { name: GRASS }).count()).toBe(0);
  });

  test('are a list of cards on a phone', async () => {
    await enter('/staff/questions', PHONE);
    await office.page.getByRole('link', { name: GRASS }).first().waitFor();
    await shot('unanswered-list-phone');
    await looksWell();
  });

  test('show what would be said to whom; one click has them told', async () => {
    const id = await seed();
    await enter(`/staff/questions/${id}`);
    await office.page.getByText('ensuite, c’est l’acheteur').first().waitFor();
    await office.page.getByText('La réponse parlait d’autre chose.').waitFor();
    await office.page.getByText('Rien n’a été choisi.').waitFor();
    await shot('unanswered-group');
    await looksWell();
    await office.button('Prévenir 2 personnes').click();
    await office.page.getByText('C’est demandé : 2 personnes').waitFor();
    const approved = await db.query<{ approved_name: string }>(
      "SELECT approved_name FROM missed_question WHERE group_id = $1 AND telling = 'approved'",
      [id],
    );
    expect(approved.map((one) => one.approved_name)).toEqual(['Awa Diallo', 'Awa Diallo']);
  });

  test('are read on a phone, and give a wording to a page, once it holds nothing of anybody', async () => {
    const id = await seed();
    await enter(`/staff/questions/${id}`, PHONE);
    const text = office.page.getByLabel('Formulation', { exact: true });
    await text.fill('On peut toucher des sous avant, à Montreuil ?');
    await office.page
      .getByLabel('Section', { exact: true })
      .selectOption({ value: 'guides/avance#ai-je-droit-a-une-avance-sur-mon-marche-public' });
    await office.button('Ajouter et mettre en service').click();
    await office.page.getByText('semble contenir un nom de lieu').waitFor();
    await shot('unanswered-group-phone');
    await looksWell();
    await text.fill('On peut toucher des sous avant de commencer le bazar ?');
    await office.button('Ajouter et mettre en service').click();
    await office.page.getByText('et mis en service.').waitFor(LONG);
    const page = await readFile(join(knowledgeDir, 'guides/avance.md'), 'utf8');
    expect(page).toContain('On peut toucher des sous avant de commencer le bazar ?');
    expect(page).not.toContain('Montreuil');
  });

  test('begin a page in its editor, with their wordings but for what is somebody’s', async () => {
    const id = await seed();
    await enter(`/staff/questions/${id}`);
    await office.button('Faire un brouillon').click();
    const text = office.page.getByLabel('Texte de la page');
    await text.waitFor(LONG);
    const written = await text.inputValue();
    expect(written).toContain(`## ${GRASS}`);
    expect(written).toContain('On demande aussi : qui tond la pelouse du chantier\n');
    expect(written).not.toMatch(/Montreuil|450/);
    await office.page.locator('#preview details').first().waitFor(LONG);
    await shot('unanswered-draft');
  });
});
