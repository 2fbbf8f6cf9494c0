import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage, messagesAfter } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { actOnCase, openCase } from '#src/features/expert/act-on-case.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { addNote, relayExpert } from '#src/features/expert/relay.ts';
import { caseEvents } from '#src/features/expert/store/case-events.ts';
import { caseThreads } from '#src/features/expert/store/case-threads.ts';
import { casesOf, currentCase } from '#src/features/expert/store/cases.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { DeskHotline } from '#support/world/desk-hotline.ts';
import { type ChatEvent, WebClient } from '#support/world/people/web-client.ts';

const NADIA = { key: 'web:nadia', name: 'Nadia Benali' };
const ADVANCE = 'Ai-je droit à une avance ?';
const TRANSCRIPT = 'envoyez-moi la transcription de l’échange';

/** The words of a message as the page draws it. */
const wordsOf = ({ text, blocks = [] }: ChatEvent['data']): string =>
  (text ?? blocks.map((block) => block.text?.map((span) => span.text).join('') ?? '').join('\n')).replace(
    /[\u00a0\u202f]/g,
    ' ',
  );

describe('After an exchange with an expert, in the web chat', () => {
  let hotline: DeskHotline;
  let chat: WebClient;
  let db: Database;

  beforeAll(async () => {
    hotline = await DeskHotline.start();
    db = hotline.db;
  });
  /** Each test has a visitor of its own. */
  beforeEach(async () => {
    chat = await WebClient.open(hotline.url);
  });
  afterEach(() => chat[Symbol.dispose]());
  afterAll(() => hotline?.[Symbol.asyncDispose]());

  const shown = () => chat.events.flatMap(({ event, data }) => (event === 'message' ? [data] : []));
  const untilShown = async (pattern: RegExp): Promise<ChatEvent['data']> => {
    await chat.until(() => shown().some((one) => pattern.test(wordsOf(one))));
    return shown().findLast((one) => pattern.test(wordsOf(one))) ?? {};
  };
  const conversationId = async () => {
    const rows = await db.query<{ id: string }>(
      "SELECT id FROM conversation WHERE channel = 'web' ORDER BY created_at DESC LIMIT 1",
    );
    return rows[0]?.id ?? '';
  };
  const atDesk = async <T>(act: (tx: Transaction, context: DeskContext, caseId: string) => Promise<T>) => {
    const id = await conversationId();
    const done = await db.tx(async (tx) => {
      const context = { surfaces: [], hours: await loadWorkingHours(tx), now: Date.now() };
      return act(tx, context, (await currentCase(tx, id))?.id ?? '');
    });
    await hotline.settled();
    return done;
  };
  /** The number of the visitor's latest case. */
  const lastNumber = async () => (await casesOf(db, await conversationId()))[0]?.number;
  /** A case with a thread of the experts, as a platform of theirs would have it. */
  const openWithThread = async () => {
    const id = await conversationId();
    await db.tx(async (tx) => {
      const context = { surfaces: ['slack'], hours: await loadWorkingHours(tx), now: Date.now() };
      const conversation = await lockConversation(tx, id);
      if (conversation) await openCase(tx, context, conversation, { reason: 'asked' });
    });
    await hotline.settled();
  };
  const close = () =>
    atDesk((tx, context, caseId) =>
      actOnCase(tx, context, caseId, { type: 'close', by: NADIA, outcome: 'answered' }),
    );
  /** A whole exchange, with all that must stay between experts. */
  const exchange = async () => {
    await chat.send(ADVANCE);
    await untilShown(/50 000/);
    await openWithThread();
    await atDesk(async (tx, context, caseId) => {
      // The bot had an answer ready; a person comes before it leaves.
      const content = {
        blocks: [{ type: 'paragraph' as const, text: [{ text: 'JAMAIS DIT' }] }],
        kind: 'answer',
      };
      await addOutboundMessage(tx, { conversationId: await conversationId(), content, now: context.now });
      await actOnCase(tx, context, caseId, { type: 'claim', by: NADIA });
    });
    await untilShown(/Nadia Benali, de la Fabrique, a pris/);
    await chat.send('Et pour un marché de <travaux> ?');
    await atDesk((tx, context, caseId) =>
      addNote(tx, context, caseId, { by: NADIA, text: 'CLIENT FRAGILE' }),
    );
    const sources = [
      { n: 1, documentId: 'guides/avance', title: 'Avance', section: ADVANCE, articles: ['R2191-3'] },
    ];
    await atDesk((tx, context, caseId) =>
      relayExpert(tx, context, caseId, {
        by: NADIA,
        text: 'La règle est la même.\n\nDemandez-la par écrit.',
        sources,
      }),
    );
    await untilShown(/La règle est la même/);
    await close();
    return untilShown(/Fin de l’échange/);
  };

  it('the company rates the help, may change its mind, and the experts are told', async () => {
    const end = await exchange();
    const blocks = end.blocks?.map(({ type }) => type);
    expect(blocks).toContain('rating');
    await chat.rate(end.id ?? '', 'down');
    await chat.rate(end.id ?? '', 'up');
    const [row] = await casesOf(db, await conversationId());
    expect(row).toMatchObject({ state: 'closed', endReason: 'answered', rating: 'up' });
    const rated = (await caseEvents(db, row?.id ?? '')).filter(({ type }) => type === 'rated');
    expect(rated.map(({ data }) => data)).toEqual([{ rating: 'down' }, { rating: 'up' }]);
    const [thread] = await caseThreads(db, row?.id ?? '');
    const told = JSON.stringify(await messagesAfter(db, thread?.conversationId ?? '', 0));
    expect(told).toContain('L’entreprise dit ne pas avoir été aidée.');
    expect(told).toContain('L’entreprise a été aidée.');
    // A bad rating of an expert's help opens no case by itself.
    expect(await currentCase(db, await conversationId())).toBeUndefined();
    const kept = (await chat.history()).find(({ id }) => id === end.id);
    expect(kept).toMatchObject({ rating: 'up' });
  });

  it('the company gets the transcript as a file: both sides’ words, and nothing that stays between experts', async () => {
    await exchange();
    const number = await lastNumber();
    await chat.send(TRANSCRIPT);
    const answer = await untilShown(new RegExp(`Voici la transcription du dossier ${number}`));
    const file = answer.blocks?.find(({ type }) => type === 'file');
    expect(file?.name).toBe(`transcription-dossier-${number}.txt`);
    const response = await fetch(`${hotline.url}${file?.url}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('Content-Disposition')).toContain(
      `attachment; filename=transcription-dossier-${number}.txt`,
    );
    const text = (await response.text()).replace(/[\u00a0\u202f]/g, ' ');
    for (const said of [
      `Transcription du dossier ${number}`,
      ADVANCE,
      '50 000 € HT',
      'Et pour un marché de <travaux> ?',
      'Nadia Benali, de la Fabrique, a pris votre dossier',
      'La règle est la même.',
      'Demandez-la par écrit.',
      'Source : Avance, « Ai-je droit à une avance ? » (R2191-3)',
      'Nadia Benali a terminé l’échange.',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/JAMAIS DIT|CLIENT FRAGILE|web:nadia/);
    // Read again in a year, « aujourd’hui » would lie.
    expect(text).toMatch(/\[\d{1,2}(?:er)? \p{L}+ \d{4} à \d{1,2} h(?: \d\d)?\] Nadia Benali :\nLa règle/u);
    expect(text).toMatch(/\] Entreprise :\nEt pour/);
    expect(text.indexOf(ADVANCE)).toBeLessThan(text.indexOf('a pris votre dossier'));
    // Nobody gets it without the signature, nor does another visitor see it in their history.
    const { pathname } = new URL(`${hotline.url}${file?.url}`);
    expect((await fetch(`${hotline.url}${pathname}`)).status).toBe(404);
    using other = await WebClient.open(hotline.url);
    expect(await other.history()).toEqual([]);
  });

  it('by the button too, once more, and only of the last exchange', async () => {
    await exchange();
    await openWithThread();
    await atDesk((tx, context, caseId) =>
      relayExpert(tx, context, caseId, { by: NADIA, text: 'Un second échange, tout autre.' }),
    );
    await untilShown(/tout autre/);
    await close();
    await chat.until(() => shown().filter((one) => /Fin de l’échange/.test(wordsOf(one))).length === 2);
    await chat.press('case-transcript', 'Recevoir la transcription');
    const answer = await untilShown(new RegExp(`Voici la transcription du dossier ${await lastNumber()}`));
    const url = answer.blocks?.find(({ type }) => type === 'file')?.url;
    const text = await (await fetch(`${hotline.url}${url}`)).text();
    expect(text).toContain('Un second échange, tout autre.');
    expect(text).not.toContain('Un second échange, tout autre.\n\nDemandez-la');
  });

  it('while somebody is waited for it holds what was said so far; a person who holds the case answers by themselves', async () => {
    await chat.send(ADVANCE);
    await untilShown(/50 000/);
    await openWithThread();
    await chat.send(TRANSCRIPT);
    const url = (await untilShown(/Voici la transcription/)).blocks?.find(({ type }) => type === 'file')?.url;
    expect(await (await fetch(`${hotline.url}${url}`)).text()).toContain(ADVANCE);
    await atDesk((tx, context, caseId) =>
      relayExpert(tx, context, caseId, { by: NADIA, text: 'Je regarde cela.' }),
    );
    await untilShown(/Je regarde cela/);
    await chat.send('Puis-je avoir la transcription de l’échange ?');
    const caseId = (await currentCase(db, await conversationId()))?.id ?? '';
    const [thread] = await caseThreads(db, caseId);
    let told = '';
    while (!told.includes('Puis-je avoir la transcription')) {
      await sleep(10);
      told = JSON.stringify(await messagesAfter(db, thread?.conversationId ?? '', 0));
    }
    expect(shown().filter((one) => /Voici la transcription/.test(wordsOf(one)))).toHaveLength(1);
    expect(await currentCase(db, await conversationId())).toMatchObject({ owner: NADIA });
  });

  it('without an exchange there is nothing to hand out, and it is said', async () => {
    await chat.send(TRANSCRIPT);
    await untilShown(/pas encore eu d’échange avec un expert/);
  });
});
