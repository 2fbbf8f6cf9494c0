import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '#src/channel/port.ts';
import { readConfig } from '#src/config/config.ts';
import { findConversation } from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { requestsOf } from '#src/conversation/store/requests.ts';
import { casesOf } from '#src/features/expert/store/cases.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const SUPPLIES = 'Sous quel montant une mairie achète des fournitures sans publicité ?';

describe('A conversation', () => {
  let folder: KnowledgeFolder;
  let hotline: Hotline;
  let channel: RecordingChannel;
  /** How far the hotline's clock is ahead, so that nobody waits for its pauses between tries. */
  let ahead = 0;
  let met = 0;
  /** Who writes: others in each test, as all tests have one hotline. */
  let a: string;
  let b: string;
  let c: string;

  const start = async (adapter = new RecordingChannel()) => {
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_DATA_DIR: folder.dataDir,
      HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
    });
    channel = adapter;
    hotline = await createHotline(config, { adapters: [adapter], now: () => Date.now() + ahead });
  };
  const restart = async (adapter = new RecordingChannel()) => {
    await hotline[Symbol.asyncDispose]();
    await start(adapter);
  };
  /** Looks into the store beside the running hotline. */
  const inStore = async <T>(look: (db: Database, conversationId: string) => Promise<T>, key = a) => {
    const db = await openSqlite(join(folder.dataDir, 'hotline.db'));
    try {
      const conversation = await findConversation(db, 'memory', key);
      return await look(db, conversation?.id ?? '');
    } finally {
      await db.close();
    }
  };

  /** What a channel refused is tried again once this has passed. */
  const pass = async (ms: number) => {
    await hotline.settled();
    ahead += ms;
    await hotline.settled();
  };

  beforeAll(async () => {
    folder = await indexedFolder();
    await start();
  });
  beforeEach(async () => {
    await hotline.settled();
    met += 1;
    [a, b, c] = [`a-${met}`, `b-${met}`, `c-${met}`];
    channel.tries.length = 0;
    channel.fails = () => false;
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  it('says that a word alone answers nothing, rather than search for it', async () => {
    const words = ['oui.', 'annuler.', 'plus tard.', 'j’accepte.'];
    for (const word of words) await channel.say(a, word);
    for (const said of await channel.untilReceived(a, words.length))
      expect(said).toContain('Je ne sais pas à quoi cela répond');
  });

  it('gets one answer for each full question, in their order, however fast they come', async () => {
    await Promise.all([channel.say(a, ADVANCE), channel.say(b, SUBCONTRACT)]);
    for (const text of [SUBCONTRACT, SUPPLIES]) await channel.say(a, text);
    const [advance, subcontract, supplies] = await channel.untilReceived(a, 3);
    expect(advance).toContain('50 000 € HT');
    expect(subcontract).toMatch(/^Non/);
    expect(supplies).toContain('60 000 € HT');
    expect((await channel.untilReceived(b, 1))[0]).toMatch(/^Non/);
    const said = await inStore((db, id) => messagesAfter(db, id, 0));
    const asked = said.filter(({ author }) => author === 'company').map(({ id }) => id);
    expect(said.flatMap((message) => (message.author === 'bot' ? [message.replyTo] : []))).toEqual(asked);
  });

  it('gets one answer for a delivery that comes again, at once, later and after a restart', async () => {
    const deliver = () => channel.say(a, ADVANCE, 'delivery-1');
    expect((await Promise.all([deliver(), deliver(), deliver()])).sort()).toEqual([
      'accepted',
      'duplicate',
      'duplicate',
    ]);
    await channel.untilReceived(a, 1);
    expect(await deliver()).toBe('duplicate');
    await restart();
    expect(await deliver()).toBe('duplicate');
    await channel.say(a, SUBCONTRACT);
    await channel.untilReceived(a, 1);
    expect((await channel.history(a)).map(({ author }) => author)).toEqual([
      'company',
      'bot',
      'company',
      'bot',
    ]);
  });

  it('takes the same delivery number in two conversations for two messages', async () => {
    expect(await channel.say(a, ADVANCE, '1')).toBe('accepted');
    expect(await channel.say(b, SUBCONTRACT, '1')).toBe('accepted');
    expect((await channel.untilReceived(b, 1))[0]).toMatch(/^Non/);
  });

  it('answers once, and as a whole, a sentence cut over several messages', async () => {
    for (const text of ['bonjour', 'est-ce que je peux sous-traiter', 'tout le marché ?'])
      await channel.say(a, text);
    const [answer] = await channel.untilReceived(a, 1);
    expect(answer).toMatch(/^Non/);
    await channel.say(a, ADVANCE);
    const texts = await channel.untilReceived(a, 2);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain('50 000 € HT');
  });

  it('answers once, and as a whole, a story told in three messages', async () => {
    const [first, second, third] = [
      'On est une petite entreprise de nettoyage.',
      'On a signé avec la mairie.',
      ADVANCE,
    ];
    for (const text of [first, second]) {
      await channel.say(a, text);
      await sleep(800);
    }
    await channel.say(a, third);
    const [answer] = await channel.untilReceived(a, 1);
    expect(answer).toContain('50 000 € HT');
    await hotline.settled();
    expect(channel.received(a)).toHaveLength(1);
  });

  it('answers two questions of one message, each under its own words', async () => {
    await channel.say(a, `Bonjour, ${ADVANCE} Et puis-je sous-traiter tout le marché ? Merci d’avance`);
    const [advance, subcontract] = await channel.untilReceived(a, 2);
    expect(advance).toMatch(/^Ai-je droit à une avance \?\n/);
    expect(advance).toContain('50 000 € HT');
    expect(subcontract).toMatch(/^Puis-je sous-traiter tout le marché \?\n\nNon/);
  });

  it('is not spoilt by a message that means nothing', async () => {
    await channel.say(a, 'blabla truc machin.');
    await channel.untilReceived(a, 1);
    await channel.press(a, 'disparu', ADVANCE);
    expect((await channel.untilReceived(a, 2))[1]).toContain('50 000 € HT');
    await channel.say(a, SUPPLIES);
    await channel.untilReceived(a, 3);
    await channel.say(a, 'blabla truc machin.');
    await channel.untilReceived(a, 4);
    await channel.say(a, 'et pour les travaux ?');
    expect((await channel.untilReceived(a, 5))[4]).toMatch(/^Sous 100 000 € HT, .*des travaux/);
  });

  it('answers anew what it answered before the last message, though both were written at once', async () => {
    await Promise.all([channel.say(a, ADVANCE), channel.say(a, SUPPLIES)]);
    await channel.untilReceived(a, 2);
    await hotline.settled();
    ahead += 120_000;
    await channel.say(a, ADVANCE);
    expect((await channel.untilReceived(a, 3))[2]).toContain('50 000 € HT');
  });

  it('never says the same twice running: it says what it understood, what is near, and a person', async () => {
    await channel.say(a, ADVANCE);
    const [answer] = await channel.untilReceived(a, 1);
    await hotline.settled();
    ahead += 120_000;
    await channel.say(a, 'ai-je droit à une avance ?');
    const again = (await channel.untilReceived(a, 2))[1];
    expect(again).toContain('J’ai compris : « Ai-je droit à une avance ? »');
    expect(again).not.toContain('50 000 € HT');
    await channel.say(a, ADVANCE);
    expect((await channel.untilReceived(a, 3))[2]).toBe(answer);
    // The same words at once are one message that was sent twice.
    await channel.say(a, ADVANCE);
    expect((await channel.untilReceived(a, 4))[3]).toBe(answer);
  });

  it('proposes the expert first when it has no answer again', async () => {
    await channel.say(a, 'Quelle est la recette de la tarte aux pommes ?');
    const [refused] = await channel.untilReceived(a, 1);
    await channel.say(a, 'Quelle est la recette de la tarte aux poires ?');
    const again = (await channel.untilReceived(a, 2))[1];
    expect(again).not.toBe(refused);
    expect(again).toMatch(/^Je ne peux toujours pas répondre à cela\. .*expert/);
  });

  it('understands « et pour les travaux ? » after a question on supplies, also after a restart', async () => {
    await channel.say(a, SUPPLIES);
    expect((await channel.untilReceived(a, 1))[0]).toContain('60 000 € HT');
    await restart();
    await channel.say(a, 'et pour les travaux ?');
    const [answer] = await channel.untilReceived(a, 1);
    expect(answer).toMatch(/^Sous 100 000 € HT, .*des travaux/);
  });

  it('does not mix the threads of two people who say the same words', async () => {
    await channel.say(a, SUPPLIES);
    await channel.say(b, 'Quel est le taux de l’avance pour une PME ?');
    await Promise.all([channel.untilReceived(a, 1), channel.untilReceived(b, 1)]);
    for (const key of [a, b]) await channel.say(key, 'et pour un marché lancé en 2025 ?');
    expect((await channel.untilReceived(a, 2))[1]).toContain('Sous 40 000 € HT');
    expect((await channel.untilReceived(b, 2))[1]).toContain('au moins 20 %');
  });

  it('is sent again, in order and under the same number, when the channel fails', async () => {
    channel.fails = (to, tries) => to === a && tries < 2;
    await channel.say(a, ADVANCE);
    await channel.say(a, SUBCONTRACT);
    await pass(1_000);
    await pass(2_000);
    await channel.untilReceived(a, 2);
    const [first, second] = channel.received(a);
    expect(first?.text).toContain('50 000 € HT');
    expect(second?.text).toMatch(/^Non/);
    expect(channel.tries.map(({ id }) => id)).toEqual([first?.id, first?.id, first?.id, second?.id]);
  });

  it('goes on while the channel fails for somebody else', async () => {
    channel.fails = (to) => to === a;
    await channel.say(a, ADVANCE);
    while (channel.tries.length === 0) await sleep(10);
    await channel.say(b, SUBCONTRACT);
    expect((await channel.untilReceived(b, 1))[0]).toMatch(/^Non/);
    channel.fails = () => false;
    await pass(1_000);
    expect((await channel.untilReceived(a, 1))[0]).toContain('50 000 € HT');
  });

  it('gets after a restart what the channel refused before it, once', async () => {
    channel.fails = () => true;
    await channel.say(a, ADVANCE);
    while (channel.tries.length === 0) await sleep(10);
    const [{ id } = { id: '' }] = channel.tries;
    await restart();
    await pass(1_000);
    await channel.untilReceived(a, 1);
    await channel.say(a, SUBCONTRACT);
    await channel.untilReceived(a, 2);
    expect(channel.tries.map((one) => one.id)).toEqual([id, expect.not.stringMatching(id)]);
  });

  it('gets at once after a restart what was being sent when the server died', async () => {
    await channel.say(a, ADVANCE);
    await channel.untilReceived(a, 1);
    await hotline[Symbol.asyncDispose]();
    // As a kill leaves it: claimed, and nobody knows whether it left.
    const claim =
      "UPDATE outbox SET status = 'open', sent_at = NULL, lease_until = $1 WHERE conversation_id = $2";
    await inStore((db, id) => db.query(claim, [Date.now() + 3_600_000, id]));
    await start();
    await channel.say(a, SUBCONTRACT);
    const [again, next] = await channel.untilReceived(a, 2);
    expect(again).toContain('50 000 € HT');
    expect(next).toMatch(/^Non/);
  });

  it('gets after a restart the answers of what was acknowledged just before the stop', async () => {
    for (const key of [a, b, c]) await channel.say(key, ADVANCE);
    const before = channel;
    await restart();
    for (const key of [a, b, c]) {
      while (before.received(key).length + channel.received(key).length === 0) await sleep(10);
      expect((await channel.history(key)).map(({ author }) => author)).toEqual(['company', 'bot']);
    }
  });

  it('keeps what a person asks of the team, once, and names it when asked where it stands', async () => {
    await channel.say(a, 'je veux parler à un humain svp', 'wish');
    await channel.say(a, 'je veux parler à un humain svp', 'wish');
    await channel.untilReceived(a, 1);
    await channel.press(a, 'inscription', 'M’inscrire');
    await channel.untilReceived(a, 2);
    await channel.say(a, 'où en est ma demande ?');
    const status = (await channel.untilReceived(a, 3))[2];
    expect(status).toMatch(/Dossier 1, ouvert le .* : il attend un expert/);
    expect(status).toContain('éférencement');
    const kept = await inStore((db, id) => requestsOf(db, { id }));
    expect(kept.map(({ kind, body }) => [kind, body])).toEqual([['referencing', 'M’inscrire']]);
    expect(await inStore((db, id) => casesOf(db, id))).toHaveLength(1);
    await channel.say(b, 'où en est ma demande ?');
    expect((await channel.untilReceived(b, 1))[0]).not.toMatch(/Dossier/);
  });

  it('is left alone while a person of the team holds it', async () => {
    await channel.say(a, ADVANCE);
    await channel.untilReceived(a, 1);
    const setMode = (mode: string) =>
      inStore((db, id) => db.query('UPDATE conversation SET mode = $2 WHERE id = $1', [id, mode]));
    await setMode('human');
    const signs: LiveEvent[] = [];
    const stop = channel.listen(a, (event) => event.type === 'typing' && signs.push(event));
    await channel.say(a, SUBCONTRACT);
    await channel.say(a, 'je veux parler à un humain ?');
    while ((await inStore((db) => db.query('SELECT id FROM message WHERE handled_at IS NULL'))).length > 0)
      await sleep(20);
    // Nothing is being prepared: a sign of it would keep the person waiting.
    expect(signs).toEqual([]);
    stop();
    await setMode('bot');
    await channel.say(a, SUPPLIES);
    const texts = await channel.untilReceived(a, 2);
    expect(texts[1]).toContain('60 000 € HT');
    expect(await inStore((db, id) => requestsOf(db, { id }))).toEqual([]);
  });

  it('shows a typing sign, then the answer, to whoever looks at it, and to nobody else', async () => {
    const seen: LiveEvent[] = [];
    const elsewhere: LiveEvent[] = [];
    const stop = channel.listen(a, (event) => seen.push(event));
    channel.listen(b, (event) => elsewhere.push(event));
    await channel.say(a, ADVANCE);
    await channel.untilReceived(a, 1);
    const kinds = seen.map((event) => (event.type === 'typing' ? 'typing' : event.message.author));
    expect(kinds).toEqual(['company', 'typing', 'bot']);
    stop();
    await channel.say(a, SUBCONTRACT);
    await channel.untilReceived(a, 2);
    expect(seen).toHaveLength(3);
    expect(elsewhere).toEqual([]);
  });

  it('keeps its past and the rating of its answers', async () => {
    await channel.say(a, ADVANCE);
    await channel.untilReceived(a, 1);
    const [asked, answered] = await channel.history(a);
    expect(asked).toMatchObject({ author: 'company', seq: 1, text: ADVANCE });
    expect(answered).toMatchObject({ author: 'bot', seq: 2, id: channel.tries[0]?.id });
    const rate = (key: string, messageId = '') =>
      channel.host.feedback('memory', key, { messageId, rating: 'down', reason: 'Trop vague' });
    expect(await rate(a, answered?.id)).toBe(true);
    expect(await rate(b, answered?.id)).toBe(false);
    expect(await rate(a, asked?.id)).toBe(false);
    expect((await channel.history(a))[1]).toMatchObject({ rating: 'down' });
    expect(await channel.history('nobody')).toEqual([]);
  });
});
