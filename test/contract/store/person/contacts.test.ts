import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import {
  lastReachedSeq,
  markMailed,
  markSeen,
  openConversation,
} from '#src/conversation/store/conversations.ts';
import { addOutboundMessage, messagesAfter } from '#src/conversation/store/messages.ts';
import { merging } from '#src/features-together.ts';
import {
  addContactCode,
  confirmedEmail,
  countContactCodes,
  endContactCodes,
  forgetContact,
  forgetOldContactCodes,
  useContactCode,
} from '#src/person/store/contacts.ts';
import { mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { addJob, claimJob, forgetJobPayload } from '#src/platform/database/jobs/jobs.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(engines)('A person’s mail address, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let other: Database;
  let anne: string;
  let bea: string;

  const meet = async (key: string) =>
    (await db.tx((tx) => openPerson(tx, { channel: 'web', key, now: T0 }))).id;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    other = await store.connect();
    [anne, bea] = [await meet('anne'), await meet('bea')];
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const give = (personId: string, digest: string, email = 'anne@exemple.fr', now = T0) =>
    db.tx((tx) => addContactCode(tx, { personId, email, digest, expiresAt: now + 10 * MINUTE, now }));
  const use = (personId: string, digest: string, now = T0 + 1, connection = db) =>
    connection.tx((tx) => useContactCode(tx, { personId, digest, now }));
  const confirm = async (personId: string, email: string, now: number) => {
    await give(personId, 'x', email, now);
    await use(personId, 'x', now);
  };
  const merge = (from: string, into: string) => db.tx((tx) => mergePersons(tx, from, into, merging));

  it('is theirs once they used the code that was sent to it, and only then', async () => {
    await give(anne, 'a');
    expect(await confirmedEmail(other, anne)).toBeUndefined();
    expect(await use(anne, 'b')).toBeUndefined();
    expect(await use(anne, 'a')).toBe('anne@exemple.fr');
    expect(await confirmedEmail(other, anne)).toBe('anne@exemple.fr');
    expect(await use(anne, 'a')).toBeUndefined();
  });

  it('is not confirmed by somebody else, nor twice by two runs together', async () => {
    await give(anne, 'a');
    expect(await use(bea, 'a')).toBeUndefined();
    const both = await Promise.all([use(anne, 'a', T0, db), use(anne, 'a', T0, other)]);
    expect(both.filter(Boolean)).toEqual(['anne@exemple.fr']);
  });

  it('is confirmed by the last code, until it is out of date', async () => {
    await give(anne, 'a');
    await give(bea, 'b', 'bea@exemple.fr');
    await give(anne, 'c', 'anne@autre.fr');
    expect(await use(anne, 'a')).toBeUndefined();
    expect(await use(anne, 'c', T0 + 10 * MINUTE + 1)).toBeUndefined();
    expect(await use(anne, 'c', T0 + 10 * MINUTE)).toBe('anne@autre.fr');
    expect(await use(bea, 'b')).toBe('bea@exemple.fr');
    await give(bea, 'd');
    await db.tx((tx) => endContactCodes(tx, bea, T0));
    expect(await use(bea, 'd')).toBeUndefined();
  });

  it('is replaced by a newer one, and forgotten when they want', async () => {
    await confirm(anne, 'anne@exemple.fr', T0);
    await confirm(anne, 'anne@autre.fr', T0 + 1);
    expect(await confirmedEmail(db, anne)).toBe('anne@autre.fr');
    await give(anne, 'a', 'anne@encore.fr');
    expect(await db.tx((tx) => forgetContact(tx, anne, T0))).toBe(true);
    expect(await confirmedEmail(db, anne)).toBeUndefined();
    expect(await use(anne, 'a')).toBeUndefined();
    expect(await db.tx((tx) => forgetContact(tx, anne, T0))).toBe(false);
  });

  it('counts the codes sent to a person and to an address, also those ended, for a day, and none of the future', async () => {
    await give(anne, 'a');
    await give(anne, 'b', 'autre@exemple.fr', T0 + MINUTE);
    await give(bea, 'c', 'ANNE@exemple.fr', T0 + 2 * MINUTE);
    await db.tx((tx) => forgetContact(tx, anne, T0 + 2 * MINUTE));
    const count = (personId: string, email: string, since = T0, now = T0 + 9 * MINUTE) =>
      countContactCodes(other, { personId, email, since, now });
    expect(await count(anne, 'anne@exemple.fr')).toEqual({ own: 2, address: 2 });
    expect(await count(bea, 'autre@exemple.fr')).toEqual({ own: 1, address: 1 });
    expect(await count(anne, 'anne@exemple.fr', T0 + MINUTE)).toEqual({ own: 1, address: 1 });
    expect(await count(anne, 'anne@exemple.fr', T0, T0)).toEqual({ own: 1, address: 1 });
    await db.tx((tx) => forgetOldContactCodes(tx, T0 + DAY + 2 * MINUTE));
    expect(await count(anne, 'anne@exemple.fr', 0)).toEqual({ own: 0, address: 1 });
    await db.tx((tx) => forgetOldContactCodes(tx, T0 + DAY + 3 * MINUTE));
    expect(await count(anne, 'anne@exemple.fr', 0)).toEqual({ own: 0, address: 0 });
  });

  it('follows when two persons become one; the one confirmed last stays', async () => {
    await confirm(anne, 'anne@exemple.fr', T0);
    await give(anne, 'a', 'anne@encore.fr');
    await merge(anne, bea);
    expect(await confirmedEmail(db, bea)).toBe('anne@exemple.fr');
    expect(await use(bea, 'a')).toBeUndefined();
    const chloe = await meet('chloe');
    await confirm(chloe, 'chloe@exemple.fr', T0 + 5);
    await merge(chloe, bea);
    expect(await confirmedEmail(db, bea)).toBe('chloe@exemple.fr');
    const dina = await meet('dina');
    await confirm(dina, 'dina@exemple.fr', T0 + 1);
    await merge(dina, bea);
    expect(await confirmedEmail(db, bea)).toBe('chloe@exemple.fr');
  });

  it('A conversation remembers how far it was seen and mailed, never beyond its end', async () => {
    const key = { channel: 'web', channelKey: 'k', address: null, personId: anne, now: T0 };
    const { id } = await db.tx((tx) => openConversation(tx, key));
    const say = () =>
      db.tx((tx) =>
        addOutboundMessage(tx, {
          conversationId: id,
          author: 'expert',
          content: { blocks: [paragraph('Oui.')], by: { key: 'web:1', name: 'Nadia Benali' } },
          now: T0,
        }),
      );
    for (let count = 0; count < 5; count += 1) await say();
    expect((await messagesAfter(db, id, 4))[0]).toMatchObject({
      author: 'expert',
      content: { by: { key: 'web:1', name: 'Nadia Benali' } },
    });
    const see = (seq: number, conversationKey = 'k') =>
      db.tx((tx) => markSeen(tx, { channel: 'web', conversationKey, seq }));
    expect(await lastReachedSeq(db, id)).toBe(0);
    await see(2);
    await see(1);
    await see(4, 'unknown');
    expect(await lastReachedSeq(db, id)).toBe(2);
    await db.tx((tx) => markMailed(tx, id, 4));
    expect(await lastReachedSeq(db, id)).toBe(4);
    await see(1_000);
    expect(await lastReachedSeq(db, id)).toBe(5);
    await say();
    await db.tx((tx) => markMailed(tx, id, 6));
    expect(await lastReachedSeq(db, id)).toBe(6);
  });

  it('A job forgets what it was about and stays known as done once', async () => {
    const add = () =>
      db.tx((tx) => addJob(tx, { kind: 'k', key: 'one', payload: 'words', runAt: T0, now: T0 }));
    await add();
    const claim = () => db.tx((tx) => claimJob(tx, { kinds: ['k'], owner: 'me', now: T0, leaseMs: 0 }));
    const job = await claim();
    await db.tx((tx) => forgetJobPayload(tx, job?.id ?? ''));
    expect(await db.query('SELECT payload FROM job')).toEqual([{ payload: 'null' }]);
    expect(await add()).toBe(false);
  });
});
