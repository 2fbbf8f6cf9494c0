import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { eraseOldest } from '#src/conversation/store/erase-oldest.ts';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import { countHours } from '#src/conversation/store/figures/count-hours.ts';
import { countReplies, noteHours } from '#src/conversation/store/figures/replies.ts';
import { withholdMessage } from '#src/conversation/store/messages.ts';
import { casesByState, spanFigures } from '#src/features/expert/store/figures.ts';
import { REGISTER } from '#src/features-together.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { completeSets } from '#src/platform/database/personal-data/person-sets.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { tracesInTables } from '#support/store/find-traces.ts';
import { CountedCases } from '#support/store/seeds/counted-cases.ts';
import { conversationOf, T0 } from '#support/store/seeds/stored-messages.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const BEFORE = T0 - WEEK;
const FIRST = T0;
const SECOND = T0 + WEEK;
const EMPTY = T0 + 2 * WEEK;
const SPANS = [FIRST, SECOND, EMPTY].map((from) => ({ from, to: from + WEEK }));
/** Those of the first week. */
const HOURS = { from: FIRST / HOUR_MS, to: SECOND / HOUR_MS };

describe.each(engines)('Figures on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let made: CountedCases;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    made = new CountedCases(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const conversation = (key: string) => conversationOf(db, key);
  const count = () => spanFigures(db, [...SPANS, { from: FIRST, to: EMPTY + WEEK }]);

  it('are empty where nothing happened, and measure nothing', async () => {
    const [week] = await count();
    expect(week).toEqual({
      opened: {},
      answered: 0,
      closed: {},
      firstAnswer: undefined,
      resolution: undefined,
      questions: 0,
      answeredByBot: 0,
      caseRatings: { up: 0, down: 0 },
      botRatings: { up: 0, down: 0 },
    });
    expect(await casesByState(db)).toEqual({});
    expect(await spanFigures(db, [])).toEqual([]);
  });

  it('are refused to who will not wait for hours never counted, and given once these are', async () => {
    await made.case(await conversation('a'), FIRST, { reason: 'asked' });
    const inNoTime = () => spanFigures(db, SPANS, { patienceMs: 0 });
    await expect(inNoTime()).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('en train d’être comptés'),
    });
    await countHours(db, { now: EMPTY + WEEK + 2 * HOUR, weeks: 4 });
    expect((await inNoTime())[0]).toMatchObject({ opened: { asked: 1 } });
  });

  it('count cases where they open and where they close, by reason, an instant in one week only', async () => {
    await made.case(await conversation('a'), FIRST, { reason: 'asked' });
    await made.case(await conversation('b'), SECOND - 1, { reason: 'refused', firstAnswerMs: HOUR });
    await made.case(await conversation('c'), SECOND, {
      reason: 'refused',
      firstAnswerMs: HOUR,
      closed: { at: EMPTY - 1, reason: 'answered', resolvedMs: 3 * HOUR },
    });
    await made.case(await conversation('d'), BEFORE, { closed: { at: FIRST, reason: 'cancelled' } });
    const [first, second, empty, whole] = await count();
    expect(first).toMatchObject({ opened: { asked: 1, refused: 1 }, answered: 1, closed: { cancelled: 1 } });
    expect(second).toMatchObject({ opened: { refused: 1 }, answered: 1, closed: { answered: 1 } });
    expect(empty).toMatchObject({ opened: {}, closed: {} });
    expect(whole).toMatchObject({
      opened: { asked: 1, refused: 2 },
      answered: 2,
      closed: { answered: 1, cancelled: 1 },
    });
    expect(await casesByState(db)).toEqual({ open: 1, waiting_company: 1, closed: 2 });
  });

  it('give the median and the 90th centile as times that were measured', async () => {
    for (let hours = 1; hours <= 10; hours += 1)
      await made.case(await conversation(`c${hours}`), FIRST + hours, {
        firstAnswerMs: hours * HOUR,
        closed: { at: SECOND + hours, reason: 'answered', resolvedMs: 2 * hours * HOUR },
      });
    await made.case(await conversation('late'), SECOND, { firstAnswerMs: 40 * HOUR });
    const [first, second, , whole] = await count();
    expect(first?.firstAnswer).toEqual({ count: 10, medianMs: 5 * HOUR, p90Ms: 9 * HOUR });
    expect(first?.resolution).toBeUndefined();
    expect(second?.firstAnswer).toEqual({ count: 1, medianMs: 40 * HOUR, p90Ms: 40 * HOUR });
    expect(second?.resolution).toEqual({ count: 10, medianMs: 10 * HOUR, p90Ms: 18 * HOUR });
    expect(whole?.firstAnswer).toEqual({ count: 11, medianMs: 6 * HOUR, p90Ms: 10 * HOUR });
  });

  it('time the help of experts only: not what expired, nor what nobody answered', async () => {
    const closed = (reason: string) => ({ at: FIRST + HOUR, reason, resolvedMs: 9 * HOUR });
    await made.case(await conversation('a'), FIRST, { firstAnswerMs: 1, closed: closed('expired') });
    await made.case(await conversation('b'), FIRST, { closed: closed('cancelled') });
    expect((await count())[0]?.resolution).toBeUndefined();
    await made.case(await conversation('c'), FIRST, { firstAnswerMs: 1, closed: closed('ended_by_company') });
    expect((await count())[0]?.resolution).toMatchObject({ count: 1 });
  });

  it('say which questions the bot answered without a case', async () => {
    const alone = await conversation('alone');
    await made.question(alone, FIRST);
    await made.question(alone, FIRST + 1, { kind: 'refusal' });
    await made.question(alone, FIRST + 2, { kind: 'help', text: 'merci' });
    // The second question leads to a case; the first one does not, nor the one asked after its end.
    const helped = await conversation('helped');
    await made.question(helped, FIRST);
    await made.question(helped, FIRST + 1);
    await made.case(helped, FIRST + 2, { closed: { at: FIRST + 3, reason: 'answered' } });
    await made.question(helped, SECOND);
    // While a case waits, the bot goes on answering.
    const waiting = await conversation('waiting');
    await made.case(waiting, FIRST);
    await made.question(waiting, FIRST + 1);
    const [first, second, , whole] = await count();
    expect(first).toMatchObject({ questions: 5, answeredByBot: 2 });
    expect(second).toMatchObject({ questions: 1, answeredByBot: 1 });
    expect(whole).toMatchObject({ questions: 6, answeredByBot: 3 });
  });

  it('never count what is said at the desk, nor what nobody was told', async () => {
    const desk = await db.tx((tx) =>
      openConversation(tx, { channel: 'slack', channelKey: 'thread', address: {}, now: FIRST, kind: 'desk' }),
    );
    await made.question(desk.id, FIRST, { rating: 'down' });
    const said = await made.question(await conversation('a'), FIRST);
    await db.tx((tx) => withholdMessage(tx, said.id, FIRST));
    expect((await count())[0]).toMatchObject({
      questions: 0,
      answeredByBot: 0,
      botRatings: { up: 0, down: 0 },
    });
  });

  it('tell the ratings of experts from those of the bot, where they were given', async () => {
    const id = await conversation('a');
    await made.question(id, FIRST, { rating: 'up' });
    await made.question(id, FIRST, { rating: 'down' });
    await made.question(id, FIRST, { kind: 'refusal', rating: 'down' });
    const end = await made.question(id, FIRST, { kind: 'case-end' });
    await db.tx((tx) =>
      saveFeedback(tx, { conversationId: id, messageId: end.id, rating: 'up', now: FIRST }),
    );
    await made.case(id, FIRST, {
      closed: { at: FIRST, reason: 'answered' },
      rating: { value: 'up', at: SECOND },
    });
    const [first, second] = await count();
    expect(first).toMatchObject({ botRatings: { up: 1, down: 2 }, caseRatings: { up: 0, down: 0 } });
    expect(second).toMatchObject({ botRatings: { up: 0, down: 0 }, caseRatings: { up: 1, down: 0 } });
  });

  /** Figures as they are read once all hours that are over were counted. */
  const counted = async (now = EMPTY + 3 * WEEK) => {
    await countHours(db, { now, weeks: 8 });
    const hours = await db.query<{ n: number }>('SELECT COUNT(*) AS n FROM figure_hour');
    expect(Number(hours[0]?.n)).toBeGreaterThan(1_000);
    return count();
  };

  it('are the same once their hours were counted, and follow what changes in an hour that was', async () => {
    const alone = await conversation('alone');
    const said = await made.question(alone, FIRST, { rating: 'up' });
    const second = await made.question(alone, SECOND);
    const before = await count();
    expect(before[0]).toMatchObject({ questions: 1, answeredByBot: 1, botRatings: { up: 1, down: 0 } });
    expect(await counted()).toEqual(before);
    // A case that opens later takes up the last question; its hour is counted again, the other one is not.
    await made.case(alone, SECOND + HOUR);
    expect((await count())[1]).toMatchObject({ questions: 1, answeredByBot: 0 });
    expect((await count())[0]).toMatchObject({ answeredByBot: 1 });
    expect(await counted()).toEqual(await count());
    // A rating that changes leaves its first hour for another one.
    await db.tx((tx) =>
      saveFeedback(tx, { conversationId: alone, messageId: said.id, rating: 'down', now: SECOND }),
    );
    const rated = await counted();
    expect(rated.map(({ botRatings }) => botRatings).slice(0, 2)).toEqual([
      { up: 0, down: 0 },
      { up: 0, down: 1 },
    ]);
    await db.tx((tx) => withholdMessage(tx, second.id, SECOND));
    expect((await count())[1]).toMatchObject({ questions: 0 });
    // What comes late, in an hour that was counted, counts too.
    await made.question(await conversation('late'), FIRST + 1);
    // The case, whose question nobody was answered, now comes from the one before.
    expect((await count())[0]).toMatchObject({ questions: 2, answeredByBot: 1 });
    // What follows a case that ended counts by itself.
    await made.case(await conversation('late'), FIRST + 2, { closed: { at: FIRST + 3, reason: 'answered' } });
    await made.question(await conversation('late'), FIRST + 4);
    expect((await counted())[0]).toMatchObject({ questions: 3, answeredByBot: 1 });
  });

  it.each([
    ['at once', 1_000],
    ['in several parts', 3],
  ])('stay when the conversations that they count go %s, and nothing of these is left', async (_, atOnce) => {
    const ids = [await conversation('a'), await conversation('b')];
    for (const [place, id] of ids.entries())
      for (let turn = 0; turn < 6; turn += 1) {
        const now = FIRST + turn * 9 * HOUR + place;
        await made.question(id, now, { rating: turn % 2 ? 'up' : 'down', text: 'mon secret' });
        if (turn === 2)
          await made.case(id, now, { firstAnswerMs: HOUR, closed: { at: now + 1, reason: 'answered' } });
      }
    const before = await count();
    expect(before[0]).toMatchObject({ questions: 12, answeredByBot: 10, botRatings: { up: 6, down: 6 } });
    // Some hours were counted before, others are counted after.
    await db.tx(async (tx) => noteHours(tx, HOURS, await countReplies(tx, SPANS[0] ?? HOURS), FIRST));
    await db.query('DELETE FROM figure_hour WHERE hour % 2 = 0');
    await db.tx(async (tx) => {
      while ((await eraseOldest(tx, ids, atOnce)).left);
      await eraseRows(tx, await completeSets(tx, { conversations: ids }), SECOND, REGISTER);
    });
    expect(await tracesInTables(db, ['mon secret', ...ids])).toEqual([]);
    expect(await count()).toEqual(before);
    await db.query('DELETE FROM figure_hour');
    expect(await count()).toEqual(before);
    expect(await counted()).toEqual(before);
  });
});
