import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationsOf, openConversation } from '#src/conversation/store/conversations.ts';
import { addFile, findFile } from '#src/conversation/store/files.ts';
import { merging } from '#src/features-together.ts';
import { addLinkCode, useLinkCode } from '#src/person/store/link-codes.ts';
import { findPerson, identitiesOf, mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { storeSecret } from '#src/platform/database/settings.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

describe.each(engines)('Persons, codes and files on $name', (engine) => {
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

  const person = (channel: string, key: string, name?: string, connection = db) =>
    connection.tx((tx) => openPerson(tx, { channel, key, name, now: T0 }));

  it('know somebody again by their channel and key, under the last name they gave', async () => {
    const first = await person('slack', 'U1', 'Awa');
    expect(await person('slack', 'U1')).toEqual({ id: first.id, name: 'Awa' });
    expect(await person('slack', 'U1', 'Awa Diallo')).toEqual({ id: first.id, name: 'Awa Diallo' });
    expect((await person('telegram', 'U1')).id).not.toBe(first.id);
    expect(await findPerson(other, first.id)).toEqual({ id: first.id, name: 'Awa Diallo' });
  });

  it('are one when they write twice at the same moment', async () => {
    const opened = Array.from({ length: 10 }, (_, index) =>
      person('web', 'same', 'Awa', index % 2 ? db : other),
    );
    expect(new Set((await Promise.all(opened)).map(({ id }) => id)).size).toBe(1);
  });

  it('that become one keep the channels and conversations of both', async () => {
    const web = await person('web', 'a');
    const slack = await person('slack', 'U1');
    for (const [channel, { id }] of [['web', web] as const, ['slack', slack] as const])
      await db.tx((tx) =>
        openConversation(tx, { channel, channelKey: 'k', address: null, personId: id, now: T0 }),
      );
    await db.tx((tx) => addLinkCode(tx, { digest: 'd', personId: web.id, expiresAt: T0, now: T0 }));
    await db.tx((tx) => mergePersons(tx, web.id, slack.id, merging));
    expect((await identitiesOf(db, slack.id)).map(({ channel }) => channel).sort()).toEqual(['slack', 'web']);
    expect(await conversationsOf(db, slack.id)).toHaveLength(2);
    expect(await findPerson(db, web.id)).toBeUndefined();
  });

  it('give a code to one other person, before it runs out, and only the last code counts', async () => {
    const { id } = await person('web', 'a');
    const { id: friend } = await person('slack', 'U1');
    const give = (digest: string) =>
      db.tx((tx) => addLinkCode(tx, { digest, personId: id, expiresAt: T0 + 100, now: T0 }));
    const use = (digest: string, now: number, connection = db) =>
      connection.tx((tx) => useLinkCode(tx, { digest, personId: friend, now }));
    await give('old');
    await give('new');
    expect(await use('old', T0)).toBeUndefined();
    expect(await use('new', T0 + 101)).toBeUndefined();
    const uses = Array.from({ length: 6 }, (_, index) => use('new', T0 + 100, index % 2 ? db : other));
    expect((await Promise.all(uses)).flatMap((one) => one?.personId ?? [])).toEqual([id]);
  });

  it('get back the very bytes of a file', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
    const file = { name: 'L’été 🏗️.pdf', mediaType: 'application/pdf', bytes };
    const id = await db.tx((tx) => addFile(tx, file, T0));
    expect(await findFile(other, id)).toEqual(file);
    expect(await findFile(db, 'nothing')).toBeUndefined();
  });

  it('are signed for by one secret, whichever process asks first', async () => {
    const secrets = await Promise.all([db, other, db, other].map((one) => storeSecret(one, 'files')));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[\w-]{43}$/);
    expect(await storeSecret(db, 'cookies')).not.toBe(secrets[0]);
  });
});
