import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { shortened } from '#src/features/opportunities/bid/card.ts';
import { queueNewsMail } from '#src/person/mail/news-mail.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const NOW = Date.parse('2026-11-30T09:00:00Z');

describe.each(engines)('The mail of news on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  it.each([
    ['Nettoyage\r\ndes bu\u00adreaux\u200b', 'Nettoyage des bureaux'],
    [shortened(`${'a'.repeat(44)}\u{1f9f9}${'b'.repeat(60)}`), `${'a'.repeat(44)}…`],
    ['a\ud83e', 'a'],
    ['\u0007\u200b', 'Du nouveau de la Hotline'],
    ['\u{1f9f9}'.repeat(300), '\u{1f9f9}'.repeat(100)],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('has for %j a subject that can be sent', async (title, subject) => {
    await db.tx(async (tx) => {
      const { id: personId } = await openPerson(tx, { channel: 'web', key: 'anne', now: NOW });
      const place = { channel: 'web', channelKey: 'anne', address: {}, personId, now: NOW };
      const conversation = await openConversation(tx, place);
      await queueNewsMail(tx, { conversation, messageId: 'm1', subject: title }, NOW);
    });
    const [job] = await db.query<{ payload: string }>("SELECT payload FROM job WHERE kind = 'news-mail'");
    expect(JSON.parse(job?.payload ?? '{}').subject).toBe(subject);
  });
});
