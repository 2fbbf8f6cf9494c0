import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage } from '#src/channel/port.ts';
import { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import { createHost } from '#src/conversation/receive/host.ts';
import { findConversation, isUnreachable, markUnreachable } from '#src/conversation/store/conversations.ts';
import { messagesAfter, saveMessageRef, unhandledMessages } from '#src/conversation/store/messages.ts';
import * as outbox from '#src/conversation/store/outbox/outbox.ts';
import { handleBurst } from '#src/conversation/turn/handle.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { browsersOn } from '#support/store/browsers-on.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { handlerOn } from '#support/store/read-here.ts';
import { conversationOf, say, T0 } from '#support/store/seeds/stored-messages.ts';

const LEASE = 60_000;

describe.each(engines)('What changes after it was said, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  /** Conversations that were to be answered. */
  let kicked: string[];
  let deliveries: number;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    kicked = [];
    deliveries = 0;
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const receive = (key: string, content: InboundMessage['content'], more: Partial<InboundMessage> = {}) => {
    deliveries += 1;
    return createHost({
      db,
      browsers: browsersOn(db),
      bus: new LiveBus(),
      features: [],
      kick: (id) => kicked.push(id),
      now: () => T0,
    }).receive({
      channel: 'web',
      deliveryId: `d-${deliveries}`,
      conversationKey: key,
      address: { deliveries },
      content,
      ...more,
    });
  };
  const tell = (key: string, text: string, messageRef: string) =>
    receive(key, { type: 'text', text }, { messageRef });
  const idOf = async (key: string) => (await findConversation(db, 'web', key))?.id ?? '';
  const transcript = async (key: string) =>
    (await messagesAfter(db, await idOf(key), 0)).map((message) =>
      message.author === 'company' && 'text' in message.content ? message.content.text : message.content,
    );
  const waiting = async (key: string) => (await unhandledMessages(db, await idOf(key))).map(({ seq }) => seq);
  const answer = async (key: string) => {
    const id = await idOf(key);
    const burst = (await unhandledMessages(db, id)).filter((one) => one.author === 'company');
    return () =>
      handleBurst(
        handlerOn(db, () => T0),
        id,
        burst,
      );
  };

  describe('a message', () => {
    it('edited before its answer is answered as it now is', async () => {
      await tell('a', 'un humain', 'm1');
      await receive('a', { type: 'edit', of: 'm1', text: 'mes alertes' });
      expect(await transcript('a')).toEqual(['mes alertes']);
      expect(await waiting('a')).toEqual([1]);
      expect(kicked).toHaveLength(1);
    });

    it('edited after its answer changes in the transcript, in its place, and is not answered anew', async () => {
      await tell('a', 'un humain', 'm1');
      await (await answer('a'))();
      await receive('a', { type: 'edit', of: 'm1', text: 'un vrai humain' });
      expect((await transcript('a'))[0]).toBe('un vrai humain');
      expect(await transcript('a')).toHaveLength(2);
      expect(await waiting('a')).toEqual([]);
      expect(kicked).toHaveLength(1);
    });

    it('taken back before its answer gets none, also when one was being written', async () => {
      await tell('a', 'un humain', 'm1');
      const run = await answer('a');
      await receive('a', { type: 'delete', of: 'm1' });
      expect(await waiting('a')).toEqual([]);
      await run();
      expect(await transcript('a')).toEqual(['(message supprimé par son auteur)']);
      expect(await db.query('SELECT id FROM request')).toEqual([]);
    });

    it('taken back after its answer leaves a mark, and its words are no longer stored', async () => {
      await tell('a', 'mon secret', 'm1');
      await (await answer('a'))();
      await receive('a', { type: 'delete', of: 'm1' });
      expect((await transcript('a'))[0]).toBe('(message supprimé par son auteur)');
      const rows = await db.query<{ content: string }>('SELECT content FROM message');
      expect(rows.map(({ content }) => content).join()).not.toContain('mon secret');
    });

    it('with words and a file is two: new words replace the words, and both are taken back', async () => {
      await tell('a', 'voici mon dossier', 'm1');
      await receive('a', { type: 'file', name: 'dossier.pdf' }, { messageRef: 'm1' });
      await receive('a', { type: 'edit', of: 'm1', text: 'voici mon dossier corrigé' });
      const file = { type: 'file', name: 'dossier.pdf' };
      expect(await transcript('a')).toEqual(['voici mon dossier corrigé', file]);
      await receive('a', { type: 'delete', of: 'm1' });
      const mark = '(message supprimé par son auteur)';
      expect(await transcript('a')).toEqual([mark, mark]);
      expect(await waiting('a')).toEqual([]);
    });

    it('of another conversation, or of the hotline, does not change', async () => {
      await tell('a', 'un', 'm1');
      await tell('b', 'deux', 'm1');
      const said = await say(db, await idOf('a'), 'Bonjour');
      await db.tx((tx) => saveMessageRef(tx, said.id, 'm2'));
      await receive('a', { type: 'edit', of: 'm1', text: 'un, corrigé' });
      await receive('a', { type: 'edit', of: 'm2', text: 'Oui, tout est gratuit.' });
      expect(await transcript('a')).toEqual(['un, corrigé', said.content]);
      expect(await transcript('b')).toEqual(['deux']);
    });

    it('that was never said changes nothing and opens no conversation', async () => {
      expect(await receive('new', { type: 'edit', of: 'm1', text: 'bonjour' })).toBe('accepted');
      expect(await receive('new', { type: 'delete', of: 'm1' })).toBe('accepted');
      expect(await receive('new', { type: 'left' })).toBe('accepted');
      expect(await findConversation(db, 'web', 'new')).toBeUndefined();
      expect(kicked).toEqual([]);
    });

    it('changed by a delivery that comes again changes once', async () => {
      await tell('a', 'un', 'm1');
      const edit = (text: string, deliveryId: string) =>
        receive('a', { type: 'edit', of: 'm1', text }, { deliveryId });
      expect(await edit('deux', 'e1')).toBe('accepted');
      expect(await edit('trois', 'e2')).toBe('accepted');
      expect(await edit('deux', 'e1')).toBe('duplicate');
      expect(await transcript('a')).toEqual(['trois']);
    });
  });

  describe('somebody out of reach', () => {
    it('gets nothing of what waited, and is in reach again when they write', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      for (const text of ['une', 'deux']) await say(db, a, text);
      await say(db, b, 'autre');
      await db.tx(async (tx) => {
        await markUnreachable(tx, a, T0);
        await outbox.abandonOutbox(tx, a, `bloqué ${'x'.repeat(2_000)}`);
      });
      expect(await isUnreachable(db, a)).toBe(true);
      expect(await isUnreachable(db, b)).toBe(false);
      expect(await outbox.outboxCounts(db)).toEqual({ dead: 2, open: 1 });
      expect(await outbox.nextDue(db, T0)).toBe(T0);
      await tell('a', 'me revoilà', 'm1');
      expect(await isUnreachable(db, a)).toBe(false);
      const { id } = await say(db, a, 'Bonjour');
      const next = await db.tx((tx) => outbox.claimOutbox(tx, T0, LEASE));
      const after = await db.tx((tx) => outbox.claimOutbox(tx, T0, LEASE));
      expect([next?.messageId, after?.messageId]).toContain(id);
    });

    it('because they removed the hotline is not answered, and their address is forgotten until they write', async () => {
      await tell('a', 'un humain', 'm1');
      await say(db, await idOf('a'), 'Bonjour');
      const run = await answer('a');
      await receive('a', { type: 'left' });
      await run();
      expect(await waiting('a')).toEqual([]);
      expect(await outbox.outboxCounts(db)).toEqual({ dead: 1 });
      expect(await findConversation(db, 'web', 'a')).toMatchObject({ address: null, state: {} });
      expect(await isUnreachable(db, await idOf('a'))).toBe(true);
      await tell('a', 'me revoilà', 'm2');
      expect(await findConversation(db, 'web', 'a')).toMatchObject({ address: { deliveries: 3 } });
      expect(await isUnreachable(db, await idOf('a'))).toBe(false);
      expect(kicked).toHaveLength(2);
    });
  });

  describe('the outbox', () => {
    const claim = (now: number, busy: readonly string[] = []) =>
      db.tx((tx) => outbox.claimOutbox(tx, now, LEASE, { all: busy, failing: [] }));
    const repeated = async () =>
      (await db.query<{ repeated: number }>('SELECT repeated FROM outbox ORDER BY seq')).map((row) =>
        Boolean(row.repeated),
      );

    it('marks for staff what a dead sender may have sent, and not what a platform refused', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      await say(db, a, 'une');
      const first = await claim(T0);
      await db.tx((tx) => outbox.markFailed(tx, first?.id ?? '', { error: '503', retryAt: T0 + 1_000 }));
      await claim(T0 + 1_000);
      expect(await repeated()).toEqual([false]);
      // Its sender dies: the claim runs out.
      await claim(T0 + 1_001 + LEASE);
      expect(await repeated()).toEqual([true]);
      await db.tx((tx) => outbox.markSent(tx, first?.id ?? '', T0));
      expect(await repeated()).toEqual([true]);
      // Another dies with its server, which starts anew.
      const { id } = await say(db, b, 'autre');
      await claim(T0 + 1_000);
      await db.tx(outbox.freeOutbox);
      const rows = await db.query('SELECT message_id FROM outbox WHERE repeated = 1 AND message_id = $1', [
        id,
      ]);
      expect(rows).toHaveLength(1);
    });

    it('leaves a message with a sender that renews its claim', async () => {
      await say(db, await conversationOf(db, 'a'), 'une');
      const item = await claim(T0);
      await outbox.renewOutbox(db, item?.id ?? '', T0 + 2 * LEASE);
      expect(await claim(T0 + LEASE + 1)).toBeUndefined();
      expect(await claim(T0 + 2 * LEASE + 1)).toMatchObject({ id: item?.id });
    });

    it('does not take up again what was given up, or sent, while a slow try failed', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      await say(db, a, 'une');
      const abandoned = await claim(T0);
      await say(db, b, 'autre');
      const sent = await claim(T0);
      await db.tx(async (tx) => {
        await outbox.abandonOutbox(tx, a, 'left');
        await outbox.markSent(tx, sent?.id ?? '', T0);
        for (const item of [abandoned, sent])
          await outbox.markFailed(tx, item?.id ?? '', { error: 'timeout', retryAt: T0 + 1 });
      });
      expect(await outbox.outboxCounts(db)).toEqual({ dead: 1 });
      expect(await claim(T0 + LEASE)).toBeUndefined();
    });

    it('gives nothing of channels that are busy, and names the channel of what it gives', async () => {
      const web = await conversationOf(db, 'a');
      await tell('b', 'bonjour', 'm1');
      await receive('c', { type: 'text', text: 'bonjour' }, { channel: 'slack' });
      const slack = (await findConversation(db, 'slack', 'c'))?.id ?? '';
      await say(db, web, 'une', { now: T0 });
      await say(db, slack, 'deux', { now: T0 + 100 });
      const now = T0 + 100;
      expect(await outbox.nextDue(db, T0, { all: ['web'], failing: [] })).toBe(T0 + 100);
      expect(await outbox.nextDue(db, T0, { all: ['web', 'slack'], failing: [] })).toBeUndefined();
      expect(await claim(now, ['web', 'slack'])).toBeUndefined();
      expect(await claim(now, ['web'])).toMatchObject({ conversationId: slack, channel: 'slack' });
      expect(await claim(now, ['slack'])).toMatchObject({ conversationId: web, channel: 'web' });
    });
  });
});
