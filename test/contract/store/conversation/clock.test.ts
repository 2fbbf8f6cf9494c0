import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationsWaiting, takeConversation } from '#src/conversation/store/conversation-leases.ts';
import { claimOutbox } from '#src/conversation/store/outbox/outbox.ts';
import { planAgain } from '#src/conversation/store/plan-again.ts';
import type { Database } from '#src/platform/database/database.ts';
import { addJob, claimJob, failJob, planOccurrence } from '#src/platform/database/jobs/jobs.ts';
import { ClockWatch } from '#src/platform/database/jobs/watch-clock.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { createLogger } from '#src/platform/logger.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { ask, conversationOf, say } from '#support/store/seeds/stored-messages.ts';

const NOW = Date.UTC(2026, 10, 28, 9);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What the clock showed while it was ahead. */
const AHEAD = NOW + 2 * HOUR;

describe.each(engines)('Work planned by a clock that was ahead, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(async () => store[Symbol.asyncDispose]());
  afterAll(async () => engine.stop());

  const tell = async (key: string, now: number) => say(db, await conversationOf(db, key), 'Oui.', { now });
  const claim = (now: number) => db.tx((tx) => claimOutbox(tx, now, MINUTE));
  const job = (kind: string, now: number) =>
    db.tx((tx) => claimJob(tx, { kinds: [kind], owner: 'me', now, leaseMs: MINUTE }));
  const again = () => db.tx((tx) => planAgain(tx, NOW));

  it('leaves at once: messages, and those whose sender died', async () => {
    await tell('waiting', AHEAD);
    await tell('claimed', AHEAD);
    await claim(AHEAD);
    expect(await claim(NOW)).toBeUndefined();
    await again();
    expect(await claim(NOW)).toMatchObject({ createdAt: NOW });
    expect(await claim(NOW)).toBeUndefined();
    expect(await claim(NOW + MINUTE + 1)).toBeDefined();
  });

  it('is done at once: jobs asked for at once, tried, or claimed by a process that died', async () => {
    await db.tx((tx) => addJob(tx, { kind: 'mail', runAt: AHEAD, now: AHEAD }));
    await db.tx((tx) => addJob(tx, { kind: 'tried', runAt: NOW - 1, now: NOW - 1 }));
    await db.tx((tx) => addJob(tx, { kind: 'claimed', runAt: NOW - 1, now: NOW - 1 }));
    const tried = await job('tried', AHEAD);
    if (!tried) throw new Error('no job');
    await db.tx((tx) =>
      failJob(tx, { job: tried, owner: 'me' }, { error: 'x', retryAt: AHEAD + MINUTE, now: AHEAD }),
    );
    await job('claimed', AHEAD);
    for (const kind of ['mail', 'tried', 'claimed']) expect(await job(kind, NOW), kind).toBeUndefined();
    await again();
    expect(await job('mail', NOW)).toMatchObject({ dueAt: NOW });
    expect(await job('tried', NOW)).toBeDefined();
    expect(await job('claimed', NOW + MINUTE + 1)).toBeDefined();
  });

  it('stays where it has a moment of its own, and where nothing was ahead', async () => {
    await db.tx((tx) => addJob(tx, { kind: 'reminder', runAt: NOW + 24 * HOUR, now: AHEAD }));
    await db.tx((tx) => planOccurrence(tx, { series: 'daily', at: NOW + 12 * HOUR, now: NOW }));
    await tell('claimed', NOW);
    await claim(NOW);
    await again();
    expect(await job('reminder', NOW + 23 * HOUR)).toBeUndefined();
    expect(await job('daily', NOW + 11 * HOUR)).toBeUndefined();
    expect(await claim(NOW)).toBeUndefined();
  });

  it('does not hold a conversation whose turn was taken then', async () => {
    const id = await conversationOf(db, 'one');
    await ask(db, id, 'bonjour', NOW);
    await takeConversation(db, { conversationId: id, owner: 'dead', now: AHEAD });
    expect(await conversationsWaiting(db, NOW)).toEqual([id]);
    expect(await takeConversation(db, { conversationId: id, owner: 'me', now: NOW })).toEqual({
      diedReading: false,
    });
    expect(await conversationsWaiting(db, NOW + 1)).toEqual([]);
  });

  it('is planned again when the clock jumps, not when it goes on, and until the store answers', async () => {
    let shift = 0;
    let planned = 0;
    let refuses = false;
    let refused = 0;
    const watch = new ClockWatch({
      db,
      now: () => Date.now() + shift,
      logger: createLogger('silent'),
      planAgain,
      onPlanned: async () => {
        if (refuses) {
          refused += 1;
          throw new Error('the store does not answer');
        }
        planned += 1;
      },
    });
    await watch.start();
    expect(planned).toBe(1);
    shift = 3_000;
    await expect.poll(() => planned, { timeout: 2_500 }).toBe(1);
    refuses = true;
    shift = -2 * HOUR;
    await expect.poll(() => refused).toBeGreaterThan(0);
    refuses = false;
    await expect.poll(() => planned).toBe(2);
    await watch.stop();
  });
});
