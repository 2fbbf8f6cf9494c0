import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import {
  type Conversation,
  lockConversation,
  openConversation,
} from '#src/conversation/store/conversations.ts';
import { messagesAfter, type StoredMessage } from '#src/conversation/store/messages.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { actOnCase, openCase } from '#src/features/expert/act-on-case.ts';
import { adoptRequests } from '#src/features/expert/adopt-requests.ts';
import type { CaseEvent, Expert } from '#src/features/expert/case/case.ts';
import { relayCompany, relayExpert } from '#src/features/expert/relay.ts';
import { caseEvents } from '#src/features/expert/store/case-events.ts';
import { casesOf, currentCase, findCase } from '#src/features/expert/store/cases.ts';
import { watchCases } from '#src/features/expert/watch.ts';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { ask } from '#support/store/seeds/stored-messages.ts';

const NADIA: Expert = { key: 'slack:U1', name: 'Nadia' };
const PAUL: Expert = { key: 'web:2', name: 'Paul' };
/** Tuesday 24 November 2026, 10:00 in Paris. */
const TUESDAY = Date.parse('2026-11-24T09:00:00Z');
const HOUR = 3_600_000;
const MINUTE = 60_000;

describe.each(engines)('Cases, on $name', (engine) => {
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

  const at = (now: number) => ({ surfaces: ['slack'], hours: DEFAULT_HOURS, now });
  const meet = (key: string) =>
    db.tx((tx) => openConversation(tx, { channel: 'web', channelKey: key, address: null, now: TUESDAY }));
  const open = async (conversation: Conversation, on = db, now = TUESDAY) =>
    on.tx(async (tx) => {
      const locked = (await lockConversation(tx, conversation.id)) as Conversation;
      return openCase(tx, at(now), locked, { reason: 'asked' });
    });
  const act = (id: string, event: CaseEvent, now = TUESDAY, on = db) =>
    on.tx((tx) => actOnCase(tx, at(now), id, event));
  const said = async (conversationId: string) =>
    (await messagesAfter(db, conversationId, 0)).map((message: StoredMessage) =>
      message.author === 'company' ? 'company' : plainText(message.content.blocks),
    );

  it('are one at a time in a conversation, whoever opens them at once, and are numbered without holes', async () => {
    const anne = await meet('anne');
    const bob = await meet('bob');
    const opened = await Promise.all([open(anne), open(anne, other), open(bob, other)]);
    expect(opened.map(({ fresh }) => fresh).filter(Boolean)).toHaveLength(2);
    expect(opened[0]?.row.id).toBe(opened[1]?.row.id);
    expect(new Set(opened.map(({ row }) => row.number))).toEqual(new Set([1, 2]));
  });

  it('have one owner, however many claim them at once through several connections', async () => {
    const { row } = await open(await meet('anne'));
    const experts = Array.from({ length: 8 }, (_, n) => ({ key: `slack:U${n}`, name: `Expert ${n}` }));
    const outcomes = await Promise.all(
      experts.map((by, n) => act(row.id, { type: 'claim', by }, TUESDAY, n % 2 ? other : db)),
    );
    const winners = outcomes.filter((outcome) => outcome.ok);
    expect(winners).toHaveLength(1);
    const owner = (await findCase(db, row.id))?.owner;
    expect(outcomes.filter((outcome) => !outcome.ok)).toEqual(
      Array.from({ length: 7 }, () => ({ ok: false, why: 'taken', owner })),
    );
    expect((await caseEvents(db, row.id)).filter(({ type }) => type === 'claim')).toHaveLength(1);
    expect(
      (await said(row.conversationId)).filter((text) => text.includes('a pris votre dossier')),
    ).toHaveLength(1);
  });

  it('keep their clock in working time, and link what is opened again', async () => {
    const anne = await meet('anne');
    const { row } = await open(anne, db, TUESDAY + 7 * HOUR);
    // From 17:00 to the next day, 10:00: half an hour, then one hour, of work.
    const morning = TUESDAY + 24 * HOUR;
    await db.tx((tx) => relayExpert(tx, at(morning), row.id, { by: PAUL, text: 'Bonjour' }));
    expect(await findCase(db, row.id)).toMatchObject({
      state: 'waiting_company',
      waitedMs: 1.5 * HOUR,
      firstAnswerMs: 1.5 * HOUR,
      waitingSince: undefined,
    });
    await act(row.id, { type: 'close', by: PAUL, outcome: 'answered' }, morning + HOUR);
    expect(await currentCase(db, anne.id)).toBeUndefined();
    expect(await act(row.id, { type: 'claim', by: NADIA }, morning + HOUR)).toEqual({
      ok: false,
      why: 'closed',
    });
    const conversation = await db.tx((tx) => lockConversation(tx, anne.id));
    expect(conversation).toMatchObject({ mode: 'bot', state: {} });
    await db.tx(async (tx) => {
      const locked = (await lockConversation(tx, anne.id)) as Conversation;
      await openCase(tx, at(morning + 2 * HOUR), locked, { reason: 'reopened', previousId: row.id });
    });
    expect((await casesOf(db, anne.id)).map(({ previousId }) => previousId)).toEqual([row.id, undefined]);
  });

  it('tell a company that waits longer than promised, once, and the experts', async () => {
    const anne = await meet('anne');
    await open(anne);
    const watch = (now: number) => watchCases(db, { surfaces: ['slack'], now });
    expect(await watch(TUESDAY + 4 * HOUR)).toBe(0);
    const late = TUESDAY + 6 * HOUR;
    expect(await watch(late)).toBe(1);
    // The experts' place is told first: a company reads that it was only once the place has it.
    expect((await said(anne.id)).join()).not.toContain('attend toujours un expert');
    await db.query(
      "UPDATE outbox SET status = 'sent' WHERE conversation_id IN (SELECT conversation_id FROM case_thread)",
    );
    expect(await watch(late + MINUTE)).toBe(1);
    expect((await said(anne.id)).join()).toContain(
      'plus longtemps que prévu : nous l’avons signalé à l’équipe.',
    );
    expect(await watch(late + HOUR)).toBe(0);
    const thread = (
      await db.query<{ conversation_id: string }>('SELECT conversation_id FROM case_thread')
    )[0];
    expect((await said(thread?.conversation_id ?? '')).join()).toContain('plus longtemps que promis');
  });

  it('never tell a company that the team was told when nothing reached it, but when somebody will look', async () => {
    const [anne, basile] = [await meet('anne'), await meet('basile')];
    await open(anne);
    const late = TUESDAY + 6 * HOUR;
    // The place does not take it: after five minutes, the company is told the truth.
    expect(await watchCases(db, { surfaces: ['slack'], now: late })).toBe(1);
    await watchCases(db, { surfaces: ['slack'], now: late + 2 * MINUTE });
    expect((await said(anne.id)).join()).not.toContain('attend toujours un expert');
    await watchCases(db, { surfaces: ['slack'], now: late + 6 * MINUTE });
    const [told] = (await said(anne.id)).filter((words) => words.includes('attend toujours un expert'));
    expect(told).not.toContain('signalé');
    expect(told).toContain('L’équipe travaille en ce moment');
    expect(told).toContain('Nouvelle échéance');

    // Without any place to be told at, it is said at once.
    await db.tx(async (tx) => {
      const locked = (await lockConversation(tx, basile.id)) as Conversation;
      await openCase(tx, { ...at(TUESDAY), surfaces: [] }, locked, { reason: 'asked' });
    });
    await watchCases(db, { surfaces: [], now: late + 7 * MINUTE });
    const words = (await said(basile.id)).join();
    expect(words).toContain('attend toujours un expert');
    expect(words).not.toContain('signalé');
  });

  it('tell a company that writes out of hours that nobody is there, and offer the bot again', async () => {
    const anne = await meet('anne');
    const { row } = await open(anne);
    await db.tx((tx) => relayExpert(tx, at(TUESDAY + HOUR), row.id, { by: NADIA, text: 'Oui' }));
    const evening = TUESDAY + 11 * HOUR;
    await db.tx((tx) => relayCompany(tx, at(evening), anne.id, { messageIds: [], text: 'et sinon ?' }));
    expect(await watchCases(db, { surfaces: [], now: evening + 60_000 })).toBe(0);
    expect(await watchCases(db, { surfaces: [], now: evening + HOUR / 2 })).toBe(1);
    expect((await said(anne.id)).at(-1)).toMatch(/Nadia n’est pas disponible .* revient demain à 9 h/);
    expect(await watchCases(db, { surfaces: [], now: evening + HOUR })).toBe(0);
  });

  it('remind a silent company once, then end, with a word about it', async () => {
    const anne = await meet('anne');
    const { row } = await open(anne);
    await db.tx((tx) => relayExpert(tx, at(TUESDAY), row.id, { by: NADIA, text: 'Quel lot ?' }));
    const day = 24 * HOUR;
    // Tuesday + 3 worked days is Friday; + 5 is the Tuesday after.
    expect(await watchCases(db, { surfaces: [], now: TUESDAY + 2 * day })).toBe(0);
    expect(await watchCases(db, { surfaces: [], now: TUESDAY + 3 * day })).toBe(1);
    expect(await watchCases(db, { surfaces: [], now: TUESDAY + 4 * day })).toBe(0);
    expect(await watchCases(db, { surfaces: [], now: TUESDAY + 7 * day })).toBe(1);
    expect(await findCase(db, row.id)).toMatchObject({ state: 'closed', endReason: 'expired' });
    const told = (await said(anne.id)).join('\n');
    expect(told).toContain('Nadia attend votre réponse');
    expect(told).toContain('Sans nouvelles de votre part');
  });

  it('are made of the wishes for a person that were kept before, once, by whichever server starts', async () => {
    const anne = await meet('anne');
    const { id: messageId } = await ask(db, anne.id, 'un expert svp');
    const wish = { conversationId: anne.id, messageId, kind: 'handoff', body: 'un expert svp', now: TUESDAY };
    await db.tx((tx) => addRequest(tx, wish));
    const now = () => TUESDAY + 48 * HOUR;
    const adopt = (on: Database) => adoptRequests(on, { surfaces: [], now });
    await Promise.all([adopt(db), adopt(other)]);
    await adopt(db);
    const [row, ...more] = await casesOf(db, anne.id);
    expect(more).toEqual([]);
    // It has waited since it was said.
    expect(row).toMatchObject({
      state: 'open',
      openReason: 'asked',
      openedAt: TUESDAY,
      waitingSince: TUESDAY,
    });
    expect((await said(anne.id)).filter((text) => text.includes('dossier 1'))).toHaveLength(1);
  });
});
