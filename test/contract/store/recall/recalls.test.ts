import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSupports, usedVersions } from '#src/conversation/store/supports.ts';
import { dailyReaders, setDailyMail, wantsDailyMail } from '#src/features/daily/store/daily-mail.ts';
import {
  answersStandingOn,
  conversationsToTell,
  lastSaidTo,
  lockToTell,
  markTold,
  peopleOf,
  recalledAnswers,
  saveAnswers,
} from '#src/features/recall/store/answers.ts';
import {
  changesOf,
  comparedAt,
  decideRecall,
  dropRecall,
  endedRecalls,
  endRecall,
  noteChanges,
  openRecall,
  saveCount,
  stopRecall,
} from '#src/features/recall/store/recalls.ts';
import { noteComingTold, wasComingTold } from '#src/knowledge/store/coming-told.ts';
import { hasStoppedNews, moveNewsStops, stopNews } from '#src/person/store/news-stops.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { ask, conversationOf, say, T0 } from '#support/store/seeds/stored-messages.ts';

const FIGURE = { kind: 'figure', reference: 'taux' } as const;
const LEA = { key: 'web:lea', name: 'Léa', at: T0 + 10 };
const AWA = { key: 'web:awa', name: 'Awa', at: T0 + 20 };

describe.each(engines)('Recalls on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  /** An answer that stood on a version of a figure. */
  const answered = async (who: string, version: string) => {
    const conversationId = await conversationOf(db, who);
    const asked = await ask(db, conversationId, 'Quel taux ?');
    const said = await say(db, conversationId, '30 %', { replyTo: asked.id });
    await db.tx((tx) => saveSupports(tx, said.id, [{ ...FIGURE, version }]));
    return { conversationId, questionId: asked.id, messageId: said.id };
  };
  const found = (one: Awaited<ReturnType<typeof answered>>) =>
    ({
      ...one,
      personId: undefined,
      differs: ['figures'],
      now: { kind: 'answer', blocks: [], standsOn: [] },
      state: 'found',
      why: undefined,
    }) as const;
  const counted = async (people: number) => {
    const id = await db.tx((tx) => noteChanges(tx, [{ ...FIGURE, version: '35' }], T0 + 1));
    const { version = 0 } = (await openRecall(db)) ?? {};
    await db.tx((tx) => saveCount(tx, { id, version, people, leftOut: 0, now: T0 + 2 }));
    return { id, version };
  };

  it('find the answers that stood on another version, and those that were compared already', async () => {
    const one = await answered('anne', '30');
    await answered('basile', '35');
    expect(await usedVersions(db)).toMatchObject([{ version: '30' }, { version: '35' }]);
    const change = { ...FIGURE, version: '35' };
    const standing = await answersStandingOn(db, change, { since: 0, limit: 10 });
    expect(standing.map(({ messageId }) => messageId)).toEqual([one.messageId]);
    expect(await lastSaidTo(db, one.questionId)).toBe(one.messageId);
    expect(await comparedAt(db, change)).toBe(0);
    const { id } = await counted(1);
    expect(await comparedAt(db, change)).toBe(T0 + 1);
    expect(await changesOf(db, id)).toEqual([change]);
    // Stopped, they are compared anew.
    await db.tx((tx) => stopRecall(tx, id, T0 + 9));
    expect(await comparedAt(db, change)).toBe(0);
  });

  it('are decided of as they were read, by two different people where it takes two', async () => {
    const { id, version } = await counted(30);
    const to = (
      from: 'ready' | 'confirming',
      next: 'confirming' | 'sending',
      by: typeof LEA,
      read = version,
    ) => db.tx((tx) => decideRecall(tx, { id, version: read, from, to: next, by }));
    expect(await to('ready', 'confirming', LEA, version + 1)).toBe(false);
    expect(await to('ready', 'confirming', LEA)).toBe(true);
    expect(await to('ready', 'confirming', AWA)).toBe(false);
    expect(await to('confirming', 'sending', LEA)).toBe(false);
    expect(await to('confirming', 'sending', AWA)).toBe(true);
    expect(await openRecall(db)).toMatchObject({ state: 'sending', decided: LEA, confirmed: AWA });
    expect(await db.tx((tx) => dropRecall(tx, { id, version, by: LEA }))).toBe(false);
    await db.tx((tx) => endRecall(tx, id, T0 + 30));
    expect(await openRecall(db)).toBeUndefined();
    expect(await endedRecalls(db, 10)).toMatchObject([{ id, state: 'done' }]);
  });

  it('are counted anew when something else changes before anybody decided', async () => {
    const { id, version } = await counted(3);
    const again = await db.tx((tx) =>
      noteChanges(tx, [{ kind: 'section', reference: 'guides/a#b', version: '' }], T0 + 5),
    );
    expect(again).toBe(id);
    expect(await openRecall(db)).toMatchObject({ state: 'counting', version: version + 1 });
    const stale = { id, version, people: 3, leftOut: 0, now: T0 + 6 };
    expect(await db.tx((tx) => saveCount(tx, stale))).toBe(false);
    expect(await db.tx((tx) => saveCount(tx, { ...stale, version: version + 1, people: 0 }))).toBe(true);
    expect(await openRecall(db)).toBeUndefined();
  });

  it('keep what each was told', async () => {
    const [anne, basile] = [await answered('anne', '30'), await answered('basile', '30')];
    const { id } = await counted(2);
    await db.tx((tx) => saveAnswers(tx, id, [found(anne), found(basile)]));
    expect(await conversationsToTell(db, id)).toHaveLength(2);
    await db.tx(async (tx) => {
      expect(await lockToTell(tx, id, anne.conversationId)).toMatchObject([{ messageId: anne.messageId }]);
      await markTold(tx, id, { messageId: anne.messageId, state: 'told', now: T0 });
      await markTold(tx, id, { messageId: basile.messageId, state: 'left', why: 'stopped', now: T0 });
    });
    expect(await conversationsToTell(db, id)).toEqual([]);
    expect(await peopleOf(db, id)).toEqual([
      { state: 'left', why: 'stopped', people: 1 },
      { state: 'told', why: undefined, people: 1 },
    ]);
    expect(await recalledAnswers(db, id, { state: 'told', limit: 5 })).toMatchObject([
      { differs: ['figures'] },
    ]);
  });

  it('are not for who said stop, whoever they become; the mail of the morning is for who asked', async () => {
    const [anne, other] = await db.tx(async (tx) => [
      await openPerson(tx, { channel: 'web', key: 'anne', now: T0 }),
      await openPerson(tx, { channel: 'slack', key: 'anne', now: T0 }),
    ]);
    await db.tx((tx) => stopNews(tx, anne?.id ?? '', T0));
    await db.tx((tx) => moveNewsStops(tx, anne?.id ?? '', other?.id ?? ''));
    expect([await hasStoppedNews(db, anne?.id ?? ''), await hasStoppedNews(db, other?.id ?? '')]).toEqual([
      false,
      true,
    ]);
    await db.tx((tx) => setDailyMail(tx, { memberId: 'lea', isWanted: true, now: T0 }));
    expect(await wantsDailyMail(db, 'lea')).toBe(true);
    expect(await dailyReaders(db, 0)).toEqual([]);
    await db.tx((tx) => setDailyMail(tx, { memberId: 'lea', isWanted: false, now: T0 }));
    expect(await wantsDailyMail(db, 'lea')).toBe(false);
    const coming = { what: 'taux starts', day: '2027-01-01', step: 'day' };
    expect(await wasComingTold(db, coming)).toBe(false);
    await db.tx((tx) => noteComingTold(tx, coming, T0));
    expect(await wasComingTold(db, coming)).toBe(true);
  });
});
