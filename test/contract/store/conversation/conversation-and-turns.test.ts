import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationsWaiting } from '#src/conversation/store/conversation-leases.ts';
import {
  findConversation,
  lockConversation,
  openConversation,
  saveConversationState,
} from '#src/conversation/store/conversations.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import {
  addInboundMessage,
  findMessage,
  markHandled,
  messagesAfter,
  recordDelivery,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { addRequest, requestsOf } from '#src/conversation/store/requests.ts';
import { handleBurst } from '#src/conversation/turn/handle.ts';
import { casesOf } from '#src/features/expert/store/cases.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { handlerOn } from '#support/store/read-here.ts';
import { ask, conversationOf, say, T0 } from '#support/store/seeds/stored-messages.ts';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
/** What people really write, and what breaks careless stores. */
const AWKWARD = 'L’« avance » ?\n\t\'"; DROP TABLE message; -- 🏗️ \u0000\u0007 é e\u0301 $1 {LOCK} %s';

describe.each(engines)('Storage on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let other: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    other = await store.connect();
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  describe('migrations', () => {
    it('run once: a second start finds nothing to do and keeps what is stored', async () => {
      await conversationOf(db, 'before');
      expect(await migrate(db)).toEqual([]);
      expect(await findConversation(db, 'web', 'before')).toBeDefined();
    });

    it('run once when several processes start together on an empty store', async () => {
      await store[Symbol.asyncDispose]();
      store = await engine.createStore();
      const connections = await Promise.all([store.connect(), store.connect(), store.connect()]);
      const ran = (await Promise.all(connections.map(migrate))).flat();
      expect(ran.length).toBeGreaterThan(0);
      expect(ran).toEqual([...new Set(ran)].sort());
      for (const connection of connections) await conversationOf(connection, 'after');
    });
  });

  describe('transactions', () => {
    it('leave no trace when they fail, and the next one works', async () => {
      const failed = db.tx(async (tx) => {
        await openConversation(tx, { channel: 'web', channelKey: 'lost', address: null, now: T0 });
        throw new Error('power cut');
      });
      await expect(failed).rejects.toThrow('power cut');
      expect(await findConversation(db, 'web', 'lost')).toBeUndefined();
      await conversationOf(db, 'kept');
      expect(await findConversation(db, 'web', 'kept')).toBeDefined();
    });

    it('leave no trace when the database refuses one of their statements', async () => {
      const failed = db.tx(async (tx) => {
        await openConversation(tx, { channel: 'web', channelKey: 'lost', address: null, now: T0 });
        await addInboundMessage(tx, {
          id: 'x',
          conversationId: UNKNOWN,
          content: { type: 'text', text: '?' },
          now: T0,
        });
      });
      await expect(failed).rejects.toThrow();
      expect(await findConversation(db, 'web', 'lost')).toBeUndefined();
      await conversationOf(db, 'kept');
    });

    it('lose no update when two connections read and write the same row', async () => {
      const id = await conversationOf(db, 'counter');
      const add = (connection: Database) =>
        connection.tx(async (tx) => {
          const before = (await lockConversation(tx, id))?.state as { count?: number };
          await new Promise((resolve) => setImmediate(resolve));
          await saveConversationState(tx, id, { count: (before.count ?? 0) + 1 }, T0);
        });
      await Promise.all(Array.from({ length: 20 }, (_, index) => add(index % 2 === 0 ? db : other)));
      expect((await findConversation(db, 'web', 'counter'))?.state).toEqual({ count: 20 });
    });

    it('are seen by another connection as soon as they are done', async () => {
      await conversationOf(db, 'seen');
      expect(await findConversation(other, 'web', 'seen')).toBeDefined();
    });
  });

  describe('conversations', () => {
    it('are one per channel and key, and keep their latest address', async () => {
      const open = (channel: string, channelKey: string, address: unknown) =>
        db.tx((tx) => openConversation(tx, { channel, channelKey, address, now: T0 }));
      const first = await open('web', 'a', { page: 1 });
      const again = await open('web', 'a', { page: 2 });
      const elsewhere = [await open('web', 'b', null), await open('slack', 'a', 'C012')];
      expect(again).toMatchObject({ id: first.id, address: { page: 2 }, mode: 'bot', state: {}, lastSeq: 0 });
      expect(new Set([first, ...elsewhere].map(({ id }) => id)).size).toBe(3);
      expect(await findConversation(db, 'slack', 'a')).toMatchObject({ address: 'C012' });
      expect(await findConversation(db, 'teams', 'a')).toBeUndefined();
    });

    it('opened at the same time by two connections are one conversation', async () => {
      const ids = await Promise.all(
        Array.from({ length: 10 }, (_, index) => conversationOf(index % 2 ? db : other, 'same')),
      );
      expect(new Set(ids).size).toBe(1);
    });

    it('keep the state of their thread as it was given', async () => {
      const id = await conversationOf(db, 'thread');
      const state = { thread: { question: AWKWARD, askedDate: { date: '2025-01-01', said: 'en 2025' } } };
      await db.tx((tx) => saveConversationState(tx, id, state, T0 + 1));
      expect(await db.tx((tx) => lockConversation(tx, id))).toMatchObject({ id, state });
      expect(await db.tx((tx) => lockConversation(tx, UNKNOWN))).toBeUndefined();
    });
  });

  describe('deliveries', () => {
    const record = (connection: Database, channel: string, deliveryId: string) =>
      connection.tx((tx) => recordDelivery(tx, { channel, deliveryId, now: T0 }));

    it('are recorded once per channel, whichever connection gets them', async () => {
      expect(await record(db, 'web', 'd-1')).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
      expect(await record(db, 'web', 'd-1')).toBeUndefined();
      expect(await record(other, 'web', 'd-1')).toBeUndefined();
      expect(await record(db, 'slack', 'd-1')).toBeDefined();
    });

    it('repeated at the same moment are recorded once', async () => {
      const repeats = Array.from({ length: 12 }, (_, index) => record(index % 2 ? db : other, 'web', 'd-2'));
      expect((await Promise.all(repeats)).filter(Boolean)).toHaveLength(1);
    });

    it('may come again when their transaction failed', async () => {
      const failed = db.tx(async (tx) => {
        await recordDelivery(tx, { channel: 'web', deliveryId: 'd-3', now: T0 });
        throw new Error('power cut');
      });
      await expect(failed).rejects.toThrow('power cut');
      expect(await record(db, 'web', 'd-3')).toBeDefined();
    });
  });

  describe('messages', () => {
    it('take the places 1, 2, 3… of their conversation, also when they come together', async () => {
      const id = await conversationOf(db, 'busy');
      const neighbour = await conversationOf(db, 'neighbour');
      const writes = Array.from({ length: 30 }, (_, index) => {
        const connection = index % 3 === 0 ? other : db;
        if (index % 5 === 0) return say(connection, id, `réponse ${index}`);
        return ask(connection, index % 7 === 0 ? neighbour : id, `question ${index}`);
      });
      const written = (await Promise.all(writes)).filter((message) => message.conversationId === id);
      const kept = await messagesAfter(db, id, 0);
      expect(kept.map(({ seq }) => seq)).toEqual(written.map((_, index) => index + 1));
      expect(kept.map((message) => message.id)).toEqual(
        [...written].sort((a, b) => a.seq - b.seq).map((message) => message.id),
      );
      expect((await messagesAfter(db, neighbour, 0)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    });

    it('are read back as they were written, whatever is in them', async () => {
      const id = await conversationOf(db, 'content');
      const asked = await ask(db, id, AWKWARD, T0 + 5);
      const said = await say(db, id, AWKWARD, { replyTo: asked.id, now: T0 + 6 });
      expect(await messagesAfter(other, id, 0)).toEqual([asked, said]);
      expect(asked).toMatchObject({
        at: T0 + 5,
        author: 'company',
        content: { type: 'text', text: AWKWARD },
      });
      expect(await findMessage(other, said.id)).toMatchObject({ author: 'bot', replyTo: asked.id });
      expect(await findMessage(db, UNKNOWN)).toBeUndefined();
    });

    it('after a place come in order, and a long past is cut at its beginning', async () => {
      const id = await conversationOf(db, 'long');
      for (let index = 1; index <= 12; index += 1) await ask(db, id, `question ${index}`);
      const seqs = async (after: number, limit?: number) =>
        (await messagesAfter(db, id, after, limit)).map(({ seq }) => seq);
      expect(await seqs(9)).toEqual([10, 11, 12]);
      expect(await seqs(12)).toEqual([]);
      expect(await seqs(0, 4)).toEqual([9, 10, 11, 12]);
    });

    it('of the company wait for an answer until they are marked, once', async () => {
      const id = await conversationOf(db, 'waiting');
      const quiet = await conversationOf(db, 'quiet');
      const first = await ask(db, id, 'une ?');
      const second = await ask(db, id, 'deux ?');
      await say(db, quiet, 'Bonjour');
      expect((await unhandledMessages(db, id)).map((message) => message.id)).toEqual([first.id, second.id]);
      expect(await conversationsWaiting(db, T0)).toEqual([id]);
      expect(await db.tx((tx) => markHandled(tx, [first.id], T0))).toBe(1);
      expect(await other.tx((tx) => markHandled(tx, [first.id, second.id], T0))).toBe(1);
      expect(await unhandledMessages(db, id)).toEqual([]);
      expect(await conversationsWaiting(db, T0)).toEqual([]);
    });

    it('are answered by one of two runs that finish together', async () => {
      const id = await conversationOf(db, 'race');
      const { id: messageId } = await ask(db, id, 'une ?');
      const marks = [db, other, db, other].map((connection) =>
        connection.tx((tx) => markHandled(tx, [messageId], T0)),
      );
      expect((await Promise.all(marks)).sort()).toEqual([0, 0, 0, 1]);
    });
  });

  describe('an answer to a burst', () => {
    const answer = async (conversationId: string) => {
      const burst = (await unhandledMessages(db, conversationId)).filter((one) => one.author === 'company');
      return (on: Database) =>
        handleBurst(
          handlerOn(on, () => T0),
          conversationId,
          burst,
        );
    };

    it('is written once, with its case, when two runs make it together', async () => {
      const id = await conversationOf(db, 'twice');
      await ask(db, id, 'je veux parler');
      const last = await ask(db, id, 'à un humain');
      const run = await answer(id);
      await Promise.all([run(db), run(other)]);
      const bots = (await messagesAfter(db, id, 0)).filter(({ author }) => author === 'bot');
      expect(bots).toMatchObject([{ replyTo: last.id, content: { kind: 'case' } }]);
      expect(await casesOf(db, id)).toMatchObject([{ state: 'open', openReason: 'asked' }]);
      expect(await unhandledMessages(db, id)).toEqual([]);
    });

    it('leaves the rest waiting when another run has answered a part of it', async () => {
      const id = await conversationOf(db, 'part');
      const first = await ask(db, id, 'je veux parler');
      const second = await ask(db, id, 'à un humain');
      const run = await answer(id);
      await other.tx((tx) => markHandled(tx, [first.id], T0));
      await run(db);
      expect((await unhandledMessages(db, id)).map((message) => message.id)).toEqual([second.id]);
    });
  });

  describe('feedback', () => {
    it('is kept with its message, and a new rating replaces the old one', async () => {
      const id = await conversationOf(db, 'rated');
      const { id: messageId } = await say(db, id, 'Oui.');
      const rate = (rating: string, reason?: string) =>
        db.tx((tx) => saveFeedback(tx, { conversationId: id, messageId, rating, reason, now: T0 }));
      expect(await rate('up')).toBe(true);
      expect(await messagesAfter(db, id, 0)).toMatchObject([{ id: messageId, rating: 'up' }]);
      expect(await rate('down', 'Trop vague')).toBe(true);
      expect(await messagesAfter(db, id, 0)).toMatchObject([{ id: messageId, rating: 'down' }]);
      expect(await db.query('SELECT rating, reason FROM feedback')).toEqual([
        { rating: 'down', reason: 'Trop vague' },
      ]);
    });

    it('on another conversation’s message, on one’s own words or on nothing is refused', async () => {
      const mine = await conversationOf(db, 'mine');
      const theirs = await conversationOf(db, 'theirs');
      const targets = [await say(db, theirs, 'Secret'), await ask(db, mine, 'une ?'), { id: UNKNOWN }];
      for (const { id: messageId } of targets) {
        const feedback = { conversationId: mine, messageId, rating: 'down', now: T0 };
        expect(await db.tx((tx) => saveFeedback(tx, feedback))).toBe(false);
      }
      expect(await db.query('SELECT * FROM feedback')).toEqual([]);
    });
  });

  describe('requests', () => {
    it('are kept once for a message and kind, in order, and belong to their conversation', async () => {
      const id = await conversationOf(db, 'asking');
      const neighbour = await conversationOf(db, 'neighbour');
      const first = await ask(db, id, 'Je veux parler à quelqu’un et mes alertes');
      const second = await ask(db, id, 'Je veux parler à quelqu’un');
      const foreign = await ask(db, neighbour, 'Un humain');
      const add = (message: { id: string; conversationId: string }, kind: string, now: number) =>
        db.tx((tx) =>
          addRequest(tx, {
            conversationId: message.conversationId,
            messageId: message.id,
            kind,
            body: AWKWARD.replace('\u0000', ''),
            now,
          }),
        );
      await add(second, 'handoff', T0 + 2);
      await add(first, 'handoff', T0);
      await add(first, 'alerts', T0 + 1);
      await add(first, 'handoff', T0 + 3);
      await add(foreign, 'handoff', T0);
      expect((await requestsOf(db, { id })).map(({ kind, at }) => [kind, at])).toEqual([
        ['handoff', T0],
        ['alerts', T0 + 1],
        ['handoff', T0 + 2],
      ]);
      expect(await requestsOf(db, { id: neighbour })).toMatchObject([
        { body: AWKWARD.replace('\u0000', '') },
      ]);
      expect(await requestsOf(db, { id: UNKNOWN })).toEqual([]);
    });
  });
});
