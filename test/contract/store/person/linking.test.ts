import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationsOf, openConversation } from '#src/conversation/store/conversations.ts';
import { addFile, findFile } from '#src/conversation/store/files.ts';
import {
  addInboundMessage,
  messagesAfter,
  recordDelivery,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { addRequest, requestsOf } from '#src/conversation/store/requests.ts';
import { handleBurst } from '#src/conversation/turn/handle.ts';
import { merging } from '#src/features-together.ts';
import { addLinkCode, useLinkCode } from '#src/person/store/link-codes.ts';
import { findPerson, identitiesOf, mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { handlerOn } from '#support/store/read-here.ts';
import { ask, T0 } from '#support/store/seeds/stored-messages.ts';

const MINUTE = 60_000;

describe.each(engines)('One person on several channels, on $name', (engine) => {
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

  const meet = (channel: string, key: string, name?: string) =>
    db.tx((tx) => openPerson(tx, { channel, key, name, now: T0 }));
  const merge = (from: string, into: string) => db.tx((tx) => mergePersons(tx, from, into, merging));
  /** Somebody writes on a channel, as the host saves it: who they are, then where. */
  const write = (channel: string, key: string, connection = db) =>
    connection.tx(async (tx) => {
      const { id: personId } = await openPerson(tx, { channel, key, now: T0 });
      return openConversation(tx, { channel, channelKey: `chat-${key}`, address: null, personId, now: T0 });
    });

  describe('two persons made one', () => {
    it('have one list of channels, of conversations and of requests', async () => {
      const slack = await write('slack', 'U1');
      const telegram = await write('telegram', '42');
      const foreign = await write('telegram', '43');
      for (const { id: conversationId, channel } of [slack, telegram, foreign]) {
        const { id: messageId } = await ask(db, conversationId, 'un expert');
        const request = { conversationId, messageId, kind: 'handoff', body: channel, now: T0 };
        await db.tx((tx) => addRequest(tx, request));
      }
      const from = slack.personId ?? '';
      const into = telegram.personId ?? '';
      expect((await requestsOf(db, telegram)).map(({ body }) => body)).toEqual(['telegram']);
      await merge(from, into);
      expect(await findPerson(other, from)).toBeUndefined();
      const channels = (await identitiesOf(other, into)).map(({ channel, key }) => `${channel} ${key}`);
      expect(channels.sort()).toEqual(['slack U1', 'telegram 42']);
      const both = await conversationsOf(other, into);
      expect(both.map(({ id }) => id).sort()).toEqual([slack.id, telegram.id].sort());
      for (const { id } of both) {
        const bodies = (await requestsOf(db, { id, personId: into })).map(({ body }) => body);
        expect(bodies.sort()).toEqual(['slack', 'telegram']);
      }
      // They are the same when they write again, on either.
      expect((await write('slack', 'U1')).personId).toBe(into);
      const theirs = await requestsOf(db, foreign);
      expect(theirs.map(({ conversationId }) => conversationId)).toEqual([foreign.id]);
    });

    it('have a name when one of them has one, and keep the name of the first', async () => {
      const nameless = await meet('web', 'cookie');
      const anne = await meet('telegram', '42', 'Anne');
      const bea = await meet('slack', 'U1', 'Béa');
      await merge(anne.id, nameless.id);
      expect(await findPerson(db, nameless.id)).toMatchObject({ name: 'Anne' });
      await merge(bea.id, nameless.id);
      expect(await findPerson(db, nameless.id)).toMatchObject({ name: 'Anne' });
    });

    it('lose nothing of what they write meanwhile', async () => {
      const { id: into } = await meet('web', 'cookie');
      const { id: from } = await meet('telegram', '42');
      const [conversations] = await Promise.all([
        Promise.all(Array.from({ length: 8 }, () => write('telegram', '42', other))),
        merge(from, into),
      ]);
      expect(new Set(conversations.map(({ id }) => id)).size).toBe(1);
      expect((await conversationsOf(db, into)).map(({ id }) => id)).toEqual([conversations[0]?.id]);
    });

    it('that are one already stay as they are', async () => {
      const anne = await meet('slack', 'U1', 'Anne');
      await merge(anne.id, anne.id);
      expect(await findPerson(db, anne.id)).toEqual(anne);
      expect(await identitiesOf(db, anne.id)).toHaveLength(1);
    });
  });

  it('A message that does not say who speaks leaves a conversation to its person', async () => {
    const { personId } = await write('slack', 'U1');
    const key = { channel: 'slack', channelKey: 'chat-U1', address: 'new', now: T0 };
    expect(await db.tx((tx) => openConversation(tx, key))).toMatchObject({ personId, address: 'new' });
  });

  describe('a link code', () => {
    const give = (digest: string, personId: string, now = T0) =>
      db.tx((tx) => addLinkCode(tx, { digest, personId, expiresAt: now + 10 * MINUTE, now }));
    const use = async (digest: string, personId: string, now = T0 + 1, connection = db) =>
      (await connection.tx((tx) => useLinkCode(tx, { digest, personId, now })))?.personId;
    /** Presses a button, as its channel saves it. */
    const press = (conversationId: string, value: string) =>
      db.tx(async (tx) => {
        const delivery = { channel: 'slack', deliveryId: `${conversationId}\n${value}`, now: T0 };
        const id = (await recordDelivery(tx, delivery)) ?? '';
        const content = { type: 'action', value, label: 'Oui, c’est moi' } as const;
        await addInboundMessage(tx, { id, conversationId, content, ref: `ref-${id}`, now: T0 });
      });
    let anne: string;
    let bea: string;
    let chloe: string;

    beforeEach(async () => {
      anne = (await meet('slack', 'U1')).id;
      bea = (await meet('slack', 'U2')).id;
      chloe = (await meet('slack', 'U3')).id;
    });

    it('tells once whose it is', async () => {
      expect(await give('a', anne)).toBe(true);
      expect(await use('b', bea)).toBeUndefined();
      expect(await use('a', bea)).toBe(anne);
      expect(await use('a', bea)).toBeUndefined();
      expect(await use('a', chloe)).toBeUndefined();
    });

    it('serves one of two who write it together', async () => {
      await give('a', anne);
      const owners = await Promise.all([use('a', bea, T0, db), use('a', chloe, T0, other)]);
      expect(owners.filter(Boolean)).toEqual([anne]);
    });

    it('serves until it is out of date', async () => {
      await give('a', anne);
      expect(await use('a', bea, T0 + 10 * MINUTE + 1)).toBeUndefined();
      expect(await use('a', bea, T0 + 10 * MINUTE)).toBe(anne);
    });

    it('is replaced by a newer one, and those of others are not', async () => {
      await give('a', anne);
      await give('b', bea);
      await give('c', anne);
      expect(await use('a', chloe)).toBeUndefined();
      expect(await use('c', chloe)).toBe(anne);
      expect(await use('b', chloe)).toBe(bea);
    });

    it('that one writes oneself is recognised, and still serves elsewhere', async () => {
      await give('a', anne);
      expect(await use('a', anne)).toBe(anne);
      expect(await use('a', bea)).toBe(anne);
      expect(await use('a', anne)).toBeUndefined();
    });

    it('is nobody else’s while it lasts, used or not, and is free afterwards', async () => {
      await give('a', anne);
      expect(await give('a', bea)).toBe(false);
      expect(await use('a', chloe)).toBe(anne);
      expect(await give('a', bea)).toBe(false);
      const later = T0 + 10 * MINUTE + 1;
      expect(await give('a', bea, later)).toBe(true);
      expect(await use('a', chloe, later)).toBe(bea);
    });

    it('of a person who became another is void', async () => {
      await give('a', anne);
      await merge(anne, bea);
      expect(await use('a', chloe)).toBeUndefined();
    });

    it('links what its owner says is theirs, with the reply that says so, or nothing at all, also when two runs make it together', async () => {
      const first = await write('slack', 'U1');
      await give(createHash('sha256').update('7K3PM9QX2F').digest('hex'), anne);
      const { id: elsewhere, personId = '' } = await write('telegram', '42');
      await ask(db, elsewhere, 'lier 7k3pm 9qx2f');
      const waiting = (await unhandledMessages(db, elsewhere)).filter((one) => one.author === 'company');
      await handleBurst(
        handlerOn(db, () => T0),
        elsewhere,
        waiting,
      );
      // Nothing is linked before its owner says so, where they asked for the code.
      expect(await findPerson(db, personId)).toBeDefined();
      const question = JSON.stringify(await messagesAfter(db, first.id, 0));
      expect(question).toContain('C’est bien vous, sur Telegram ?');
      const value = /lk:yes:[0-9a-f-]{36}/.exec(question)?.[0] ?? '';
      const { id } = first;
      await press(id, value);
      const burst = (await unhandledMessages(db, id)).filter((one) => one.author === 'company');
      const answer = (on: Database) =>
        handleBurst(
          handlerOn(on, () => T0),
          id,
          burst,
        );
      const cut: Database = {
        ...db,
        tx: (work) =>
          db.tx(async (tx) => {
            const result = await work(tx);
            if ((await messagesAfter(tx, id, 2)).length > 0) throw new Error('power cut');
            return result;
          }),
      };
      await expect(answer(cut)).rejects.toThrow('power cut');
      expect(await findPerson(db, personId)).toBeDefined();
      await Promise.all([answer(db), answer(other)]);
      const said = await messagesAfter(db, id, 2);
      expect(said).toHaveLength(1);
      expect(JSON.stringify(said)).toContain('C’est fait');
      expect(JSON.stringify((await messagesAfter(db, elsewhere, 0)).at(-1))).toContain('C’est fait');
      const channels = (await identitiesOf(db, anne)).map(({ channel }) => channel);
      expect(channels.sort()).toEqual(['slack', 'telegram']);
    });
  });

  it('A file comes back to the byte, whatever holds its bytes', async () => {
    const every = Uint8Array.from({ length: 256 }, (_, index) => index);
    const inside = new Uint8Array(300).subarray(11, 11 + 256);
    inside.set(every);
    for (const bytes of [every, inside, randomBytes(2_000_000), new Uint8Array()]) {
      const file = { name: 'Dossier « L’Été » — n° 1 "final".pdf', mediaType: 'application/pdf', bytes };
      const id = await db.tx((tx) => addFile(tx, file, T0));
      const found = await findFile(other, id);
      expect(found?.name).toBe(file.name);
      expect(Buffer.from(found?.bytes ?? [1]).equals(bytes)).toBe(true);
    }
  });
});
