import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markUnreachable } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import {
  deadLetters,
  repeatedMessages,
  reviveLetter,
  watchedCounts,
} from '#src/conversation/store/outbox/attention.ts';
import { abandonOutbox, claimOutbox } from '#src/conversation/store/outbox/outbox.ts';
import { hoursChanges, saveWorkingHours } from '#src/conversation/store/working-hours.ts';
import { addCaseThread } from '#src/features/expert/store/case-threads.ts';
import { addDraft, changeDraft, findDraft, listDrafts } from '#src/features/expert/store/drafts.ts';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { CountedCases } from '#support/store/seeds/counted-cases.ts';
import { addDeadLetter } from '#support/store/seeds/dead-work.ts';
import { conversationOf, say, T0 } from '#support/store/seeds/stored-messages.ts';

const NADIA = { key: 'web:nadia', name: 'Nadia' };
const WORDS = { heading: 'Ai-je droit ?', shortAnswer: 'Oui.', details: '', references: ['R2191-3'] };

describe.each(engines)('What staff look after on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  it('is nothing as long as all goes well', async () => {
    await say(db, await conversationOf(db, 'a'), 'Bonjour');
    expect(await watchedCounts(db)).toEqual({ dead: 0, repeated: 0 });
    expect(await deadLetters(db, 10)).toEqual([]);
    expect(await repeatedMessages(db, 10)).toEqual([]);
  });

  it('shows a message that was given up, and sends it anew once, with all its tries', async () => {
    const id = await addDeadLetter(db, { channelKey: 'a', text: 'Perdu', error: 'blocked', now: T0 });
    const conversationId = await conversationOf(db, 'a');
    await db.tx((tx) => markUnreachable(tx, conversationId, T0));
    expect(await deadLetters(db, 10)).toMatchObject([
      {
        id,
        channel: 'web',
        kind: 'company',
        error: 'blocked',
        attempts: 1,
        createdAt: T0,
        isUnreachable: true,
      },
    ]);
    expect(await watchedCounts(db)).toEqual({ dead: 1, repeated: 0 });
    expect(await db.tx((tx) => reviveLetter(tx, id, T0 + 5))).toBe(true);
    expect(await db.tx((tx) => reviveLetter(tx, id, T0 + 6))).toBe(false);
    expect(await db.tx((tx) => claimOutbox(tx, T0 + 5, 1_000))).toMatchObject({
      id,
      attempts: 1,
      createdAt: T0 + 5,
    });
    expect(await watchedCounts(db)).toEqual({ dead: 0, repeated: 0 });
  });

  it('names the case of a thread of the experts', async () => {
    const caseId = await new CountedCases(db).case(await conversationOf(db, 'a'), T0);
    await db.tx(async (tx) => {
      const thread = await addCaseThread(tx, { caseId, surface: 'slack', address: {}, now: T0 });
      const content = { blocks: [{ type: 'paragraph' as const, text: [{ text: 'Carte' }] }] };
      await addOutboundMessage(tx, { conversationId: thread.conversationId, content, now: T0 });
      await abandonOutbox(tx, thread.conversationId, 'gone');
    });
    expect(await deadLetters(db, 10)).toMatchObject([{ channel: 'slack', kind: 'desk', caseNumber: 1 }]);
  });

  it('tells of a message whose sender died while it was sending, the last first and no more than wanted', async () => {
    for (const [index, key] of ['a', 'b', 'c'].entries()) {
      await say(db, await conversationOf(db, key), key, { now: T0 + index });
      await db.tx((tx) => claimOutbox(tx, T0 + 10, 5));
      // The claim ran out: another sender takes the message.
      await db.tx((tx) => claimOutbox(tx, T0 + 100, 100_000));
    }
    expect(await watchedCounts(db)).toEqual({ dead: 0, repeated: 3 });
    expect((await repeatedMessages(db, 2)).map(({ createdAt }) => createdAt)).toEqual([T0 + 2, T0 + 1]);
  });

  it('holds one draft a case, and of two who change it at once the second loses nothing unseen', async () => {
    const caseId = await new CountedCases(db).case(await conversationOf(db, 'a'), T0);
    const draft = { caseId, words: WORDS, owner: NADIA, state: 'to_read', now: T0 };
    const first = await db.tx((tx) => addDraft(tx, draft));
    expect(first).toMatchObject({
      fresh: true,
      draft: { ...WORDS, caseNumber: 1, version: 1, owner: NADIA },
    });
    const again = await db.tx((tx) => addDraft(tx, { ...draft, words: { ...WORDS, heading: 'Autre ?' } }));
    expect(again).toEqual({ fresh: false, draft: first.draft });
    const { id } = first.draft;
    const change = {
      id,
      version: 1,
      words: { ...WORDS, details: 'Plus.' },
      state: 'kept',
      by: 'Awa',
      now: T0 + 1,
    };
    expect(await db.tx((tx) => changeDraft(tx, change))).toBe(true);
    expect(await db.tx((tx) => changeDraft(tx, { ...change, by: 'Léa' }))).toBe(false);
    expect(await findDraft(db, id)).toMatchObject({
      details: 'Plus.',
      state: 'kept',
      version: 2,
      changed: { by: 'Awa', at: T0 + 1 },
    });
    expect(await listDrafts(db)).toHaveLength(1);
  });

  it('tells who changed the hours when, the last first', async () => {
    for (const [index, by] of ['Awa', 'Léa', 'Nadia'].entries())
      await db.tx((tx) => saveWorkingHours(tx, DEFAULT_HOURS, { by, now: T0 + index }));
    expect(await hoursChanges(db, 2)).toEqual([
      { by: 'Nadia', at: T0 + 2 },
      { by: 'Léa', at: T0 + 1 },
    ]);
  });
});
