import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConversation, openConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage, markHandled } from '#src/conversation/store/messages.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import { runRetention } from '#src/features/privacy/retention/sweep.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';
import { addContactCode, useContactCode } from '#src/person/store/contacts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { around } from '#support/store/around-retention.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 10, 30, 9);

describe.each(engines)('Conversations that somebody unknown had once, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  /** Somebody asks; more is done in the same transaction. */
  const ask = (key: string, { channel = 'web', name = undefined as string | undefined, at = T0 } = {}) =>
    db.tx(async (tx) => {
      const person = await openPerson(tx, { channel, key, name, now: at });
      const opened = { channel, channelKey: key, address: null, personId: person.id, now: at };
      const conversation = await openConversation(tx, opened);
      const id = newId(at);
      const content = { type: 'text' as const, text: `Question de ${key}` };
      await addInboundMessage(tx, { id, conversationId: conversation.id, content, now: at });
      await markHandled(tx, [id], at);
      return { conversation, person, messageId: id };
    });
  const isThere = async (key: string, channel = 'web') =>
    (await findConversation(db, channel, key)) !== undefined;
  const night = (days: number, set = {}) => runRetention(db, around(periodsWith(set), T0 + days * DAY));

  it('go before the others, after the operator’s period', async () => {
    await ask('once');
    await night(89);
    expect(await isThere('once')).toBe(true);
    const swept = await night(91);
    expect(await isThere('once')).toBe(false);
    const visits = swept.find(({ period }) => period.id === 'visits');
    expect(Object.fromEntries(visits?.removed ?? [])).toMatchObject({ conversation: 1, message: 1 });
    expect(await db.query('SELECT id FROM message')).toEqual([]);
    await ask('again');
    await night(31, { visits: 30 });
    expect(await isThere('again')).toBe(false);
  });

  it('do not take with them who came back, said their name, or left something', async () => {
    await ask('once');
    await ask('back');
    await ask('back', { at: T0 + 26 * HOUR });
    await ask('named', { channel: 'telegram', name: 'Anne' });
    const known = await ask('address');
    const inCase = await ask('case');
    const asked = await ask('request');
    const linked = await ask('linked');
    await db.tx(async (tx) => {
      const code = { personId: known.person.id, email: 'anne@exemple.fr', digest: 'd' };
      await addContactCode(tx, { ...code, expiresAt: T0 + HOUR, now: T0 });
      await useContactCode(tx, { personId: known.person.id, digest: 'd', now: T0 });
      const context = { surfaces: [], hours: await loadWorkingHours(tx), now: T0 };
      await openCase(tx, context, inCase.conversation, { reason: 'asked' });
      await addRequest(tx, {
        conversationId: asked.conversation.id,
        messageId: asked.messageId,
        kind: 'alerts',
        body: 'Prévenez-moi',
        now: T0,
      });
      const elsewhere = { channel: 'teams', channelKey: randomUUID(), address: null, now: T0 };
      await openConversation(tx, { ...elsewhere, personId: linked.person.id });
    });
    await night(200);
    expect(await isThere('once')).toBe(false);
    for (const key of ['back', 'address', 'case', 'request', 'linked'])
      expect(await isThere(key), key).toBe(true);
    expect(await isThere('named', 'telegram')).toBe(true);
    await night(400);
    expect(await isThere('back')).toBe(false);
  });
});
