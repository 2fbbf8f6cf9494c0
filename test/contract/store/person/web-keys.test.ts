import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConversation, openConversation } from '#src/conversation/store/conversations.ts';
import { recordDelivery } from '#src/conversation/store/messages.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate, migrateTo } from '#src/platform/database/migrate.ts';
import { migrationNames } from '#src/platform/database/migrations.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const HASHED = '0029-at-rest.sql';
const hashOf = (cookie: string) => `s256:${createHash('sha256').update(cookie).digest('base64url')}`;

describe.each(engines)('Cookies of the web chat kept in clear by an earlier version, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrateTo(db, new Set(migrationNames().filter((name) => name < HASHED)));
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  it('become digests, and each still leads to its conversation, its person and its deliveries', async () => {
    // More than one batch.
    const cookies = Array.from({ length: 1_100 }, () => randomBytes(32).toString('base64url'));
    const persons = new Map<string, string | undefined>();
    await db.tx(async (tx) => {
      for (const key of cookies) {
        const person = await openPerson(tx, { channel: 'web', key, now: 1 });
        const conversation = { channel: 'web', channelKey: key, address: null, personId: person.id, now: 1 };
        persons.set(key, (await openConversation(tx, conversation)).personId);
        await recordDelivery(tx, { channel: 'web', deliveryId: `${key}\nd-1`, now: 1 });
      }
      await openConversation(tx, { channel: 'web', channelKey: 'erased:1', address: null, now: 1 });
      const other = cookies[0] ?? '';
      await openConversation(tx, { channel: 'telegram', channelKey: other, address: null, now: 1 });
    });

    expect(await migrate(db)).toContain(HASHED);

    for (const cookie of cookies) {
      const found = await findConversation(db, 'web', hashOf(cookie));
      expect(found?.personId).toBe(persons.get(cookie));
      expect(await findConversation(db, 'web', cookie)).toBeUndefined();
    }
    const clear = new Set(cookies);
    const kept = await db.query<{ channel: string; key: string }>(
      `SELECT channel, channel_key AS key FROM conversation UNION ALL SELECT channel, key FROM person_identity
       UNION ALL SELECT channel, event_id AS key FROM inbound_event`,
    );
    expect(kept).toHaveLength(3 * cookies.length + 2);
    expect(
      kept.filter(({ channel, key }) => channel === 'web' && clear.has(key.split('\n')[0] ?? '')),
    ).toEqual([]);
    // What was delivered before is still known, what another channel calls so is left alone.
    const [first = ''] = cookies;
    const again = { channel: 'web', deliveryId: `${hashOf(first)}\nd-1`, now: 2 };
    expect(await db.tx((tx) => recordDelivery(tx, again))).toBeUndefined();
    expect(await findConversation(db, 'telegram', first)).toBeDefined();
    expect(await findConversation(db, 'web', 'erased:1')).toBeDefined();
    expect(await migrate(db)).toEqual([]);
  });
});
