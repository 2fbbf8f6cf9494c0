import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import { createHost } from '#src/conversation/receive/host.ts';
import { lockConversation, openConversation } from '#src/conversation/store/conversations.ts';
import {
  addInboundMessage,
  addOutboundMessage,
  markHandled,
  unhandledMessages,
  withholdMessage,
} from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { actOnCase, openCase } from '#src/features/expert/act-on-case.ts';
import { createDesk } from '#src/features/expert/desk/beside.ts';
import { performAction } from '#src/features/expert/pages/actions.ts';
import { type DeskChange, DeskFeed, type DeskSignal } from '#src/features/expert/pages/feed.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import { findCase } from '#src/features/expert/store/cases.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { createLogger } from '#src/platform/logger.ts';
import { browsersOn } from '#support/store/browsers-on.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const NADIA = { key: 'web:1', name: 'Nadia' };
const HOUR = 3_600_000;

describe.each(engines)('What the desk hears of the cases on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let feed: DeskFeed;
  let now: number;
  let heard: DeskSignal[];

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    now = T0;
    heard = [];
    feed = new DeskFeed({ db, logger: createLogger('silent'), now: () => now });
  });
  afterEach(async () => {
    await feed.stop();
    await store[Symbol.asyncDispose]();
  });
  afterAll(() => engine.stop());

  const context = async (tx: Transaction) => ({ surfaces: [], hours: await loadWorkingHours(tx), now });
  const says = (tx: Transaction, conversationId: string, text: string, at = now) =>
    addInboundMessage(tx, { id: newId(at), conversationId, content: { type: 'text', text }, now: at });
  const newCase = (key = 'c1') =>
    db.tx(async (tx) => {
      const { id } = await openConversation(tx, { channel: 'web', channelKey: key, address: {}, now });
      await says(tx, id, 'Bonjour');
      const conversation = await lockConversation(tx, id);
      if (!conversation) throw new Error('no conversation');
      return (await openCase(tx, await context(tx), conversation, { reason: 'asked' })).row;
    });
  /** Looks once; what is heard by then. */
  const look = async (): Promise<DeskChange[]> => {
    const before = heard.length;
    feed.poke();
    // `stop` would end it: a second poke is answered after the first.
    for (let turn = 0; turn < 200 && heard.length === before; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 2));
    return heard.slice(before).flatMap((signal) => (signal.type === 'changes' ? signal.changes : []));
  };
  const listen = () => feed.listen((signal) => heard.push(signal));

  it('is what comes after it began to listen, once, with its words', async () => {
    const row = await newCase();
    await listen();
    expect(await look()).toEqual([]);
    await db.tx(async (tx) => {
      await says(tx, row.conversationId, 'Une suite');
      await actOnCase(tx, await context(tx), row.id, { type: 'claim', by: NADIA });
    });
    const [change] = await look();
    expect(change).toMatchObject({
      row: { id: row.id, state: 'claimed', owner: NADIA, lastSaid: 'Une suite' },
      events: [{ type: 'claim', actor: NADIA }],
    });
    expect(change?.messages.map(({ author }) => author)).toEqual(['company', 'bot']);
    expect(await look()).toEqual([]);
  });

  it('holds what was committed late, older than what was already told', async () => {
    const row = await newCase();
    await listen();
    now += 5_000;
    await db.tx((tx) => addCaseEvent(tx, { caseId: row.id, type: 'note', data: { text: 'neuve' }, at: now }));
    expect((await look())[0]?.events).toMatchObject([{ data: { text: 'neuve' } }]);
    const late = now - 3_000;
    await db.tx((tx) =>
      addCaseEvent(tx, { caseId: row.id, type: 'note', data: { text: 'tardive' }, at: late }),
    );
    await db.tx((tx) => says(tx, row.conversationId, 'tardif', late));
    const [change] = await look();
    expect(change?.events).toMatchObject([{ data: { text: 'tardive' } }]);
    expect(change?.messages).toMatchObject([{ parts: [{ text: 'tardif' }] }]);
  });

  it('is the exchange of the case and nothing else of the conversation', async () => {
    const row = await newCase();
    await listen();
    await db.tx(async (tx) => {
      await actOnCase(tx, await context(tx), row.id, { type: 'close', by: NADIA, outcome: 'answered' });
      await says(tx, row.conversationId, 'Autre chose, au robot');
    });
    const [change] = await look();
    expect(change?.row).toMatchObject({ state: 'closed', endReason: 'answered' });
    expect(JSON.stringify(change)).toContain('a terminé l’échange');
    expect(JSON.stringify(change)).not.toContain('au robot');
  });

  it('shows again a message that the bot did not get to say', async () => {
    const row = await newCase();
    const blocks = [{ type: 'paragraph' as const, text: [{ text: 'Trop tard' }] }];
    const { id } = await db.tx((tx) =>
      addOutboundMessage(tx, {
        conversationId: row.conversationId,
        content: { blocks, kind: 'answer' },
        now,
      }),
    );
    now += HOUR;
    await listen();
    await db.tx(async (tx) => {
      await withholdMessage(tx, id, now);
      await addCaseEvent(tx, { caseId: row.id, type: 'withheld', data: { messageId: id }, at: now });
    });
    expect((await look())[0]?.messages).toMatchObject([{ id, withheld: true }]);
  });

  it('shows a message as the company corrected it, handled or not, and says so', async () => {
    const host = createHost({
      db,
      browsers: browsersOn(db),
      bus: new LiveBus(),
      features: [],
      kick: () => {},
      desk: createDesk({ db, surfaces: [], now: () => now }),
      now: () => now,
    });
    const place = { channel: 'slack', conversationKey: 'D1', address: {} };
    const say = (deliveryId: string, messageRef: string, text: string) =>
      host.receive({ ...place, deliveryId, messageRef, content: { type: 'text', text } });
    await say('1', 'm1', 'Un marché de 10 lots');
    const row = await db.tx(async (tx) => {
      const { id } = await openConversation(tx, { ...place, channelKey: 'D1', now });
      const conversation = await lockConversation(tx, id);
      if (!conversation) throw new Error('no conversation');
      await markHandled(
        tx,
        (await unhandledMessages(tx, id)).map((message) => message.id),
        now,
      );
      return (await openCase(tx, await context(tx), conversation, { reason: 'asked' })).row;
    });
    await listen();
    await say('2', 'm2', 'Il ferme lundi');
    await look();
    for (const [deliveryId, of, text] of [
      ['3', 'm1', 'Un marché de 12 lots'],
      ['4', 'm2', 'Il ferme mardi'],
    ] as const) {
      await host.receive({ ...place, deliveryId, content: { type: 'edit', of, text } });
      expect(await look()).toMatchObject([
        { row: { id: row.id }, messages: [{ parts: [{ text }] }], events: [{ type: 'corrected' }] },
      ]);
    }
  });

  it('moves a case in the queue when time alone makes it pressing', async () => {
    const row = await newCase();
    const deadline = { at: T0 + 20 * 24 * HOUR, said: 'dans vingt jours', certain: true };
    const parts = { db, surfaces: [], now: () => now };
    await performAction(parts, row.id, NADIA, { type: 'deadline', deadline });
    await listen();
    expect(await look()).toEqual([]);
    now = deadline.at - HOUR / 4;
    const [change] = await look();
    expect(change).toMatchObject({ row: { id: row.id, level: 'too_late' }, messages: [], events: [] });
    expect((await findCase(db, row.id))?.state).toBe('open');
  });

  it('reads nothing while nobody listens', async () => {
    let read = 0;
    const counted: Database = {
      ...boundTo(db),
      query: (sql, params) => {
        read += 1;
        return db.query(sql, params);
      },
    };
    const idle = new DeskFeed({ db: counted, logger: createLogger('silent'), now: () => now });
    idle.announce();
    expect(read).toBe(0);
    const stop = await idle.listen(() => {});
    expect(read).toBeGreaterThan(0);
    stop();
    const before = read;
    idle.announce();
    await idle.stop();
    expect(read).toBe(before);
  });
});

/** A store's own methods, free of its object. */
const boundTo = (db: Database): Database => ({
  dialect: db.dialect,
  query: (sql, params) => db.query(sql, params),
  tx: (work) => db.tx(work),
  notify: (topic, text) => db.notify(topic, text),
  listen: (topic, listener) => db.listen(topic, listener),
  close: () => db.close(),
});
