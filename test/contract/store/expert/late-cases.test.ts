import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Conversation,
  lockConversation,
  openConversation,
} from '#src/conversation/store/conversations.ts';
import { actOnCase, openCase } from '#src/features/expert/act-on-case.ts';
import { casesToSee } from '#src/features/expert/late-cases.ts';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

/** A working day, at ten in Paris. */
const TUESDAY = Date.parse('2026-11-24T09:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(engines)('Cases that somebody must see to, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const context = (now: number) => ({ surfaces: [], hours: DEFAULT_HOURS, now });
  const open = (key: string, now = TUESDAY) =>
    db.tx(async (tx) => {
      const made = await openConversation(tx, { channel: 'web', channelKey: key, address: null, now });
      const locked = (await lockConversation(tx, made.id)) as Conversation;
      return (await openCase(tx, context(now), locked, { reason: 'asked' })).row;
    });
  const seen = async (now: number) => {
    const { late, unclaimed } = await casesToSee(db, now);
    return { late: late.map(({ number }) => number), unclaimed: unclaimed.map(({ number }) => number) };
  };

  it('are those that nobody took within a quarter of an hour, then those that wait longer than promised', async () => {
    const { number } = await open('anne');
    expect(await seen(TUESDAY + 10 * MINUTE)).toEqual({ late: [], unclaimed: [] });
    expect(await seen(TUESDAY + 20 * MINUTE)).toEqual({ late: [], unclaimed: [number] });
    // At five in the afternoon: more than the hours that were promised, and the break at noon.
    expect(await seen(TUESDAY + 7 * HOUR)).toEqual({ late: [number], unclaimed: [] });
  });

  it('do not count the hours at which nobody works', async () => {
    const evening = Date.parse('2026-11-24T21:00:00Z');
    await open('anne', evening);
    expect(await seen(evening + 8 * HOUR)).toEqual({ late: [], unclaimed: [] });
  });

  it('are no longer those that somebody took, as long as their company does not wait', async () => {
    const { id } = await open('anne');
    const by = { key: 'web:nadia', name: 'Nadia' };
    await db.tx((tx) => actOnCase(tx, context(TUESDAY + MINUTE), id, { type: 'claim', by }));
    expect((await seen(TUESDAY + HOUR)).unclaimed).toEqual([]);
    await db.tx((tx) =>
      actOnCase(tx, context(TUESDAY + HOUR), id, { type: 'close', by, outcome: 'answered' }),
    );
    expect(await seen(TUESDAY + 48 * HOUR)).toEqual({ late: [], unclaimed: [] });
  });
});
