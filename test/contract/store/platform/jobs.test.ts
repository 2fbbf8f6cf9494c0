import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConversation } from '#src/conversation/store/conversations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { housekeeping } from '#src/platform/database/jobs/housekeeping.ts';
import * as store from '#src/platform/database/jobs/jobs.ts';
import { dailyAt, every, type Recurrence } from '#src/platform/database/jobs/recurrence.ts';
import { type Effects, type JobKind, Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { takeLease } from '#src/platform/database/leases/leases.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { createLogger } from '#src/platform/logger.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LEASE = MINUTE;

describe.each(engines)('Jobs on $name', (engine) => {
  let emptyStore: EmptyStore;
  let db: Database;
  let other: Database;
  /** What ran, in order: « replica kind payload@planned ». */
  let ran: string[];
  let clock: number;

  beforeEach(async () => {
    emptyStore = await engine.createStore();
    db = await emptyStore.connect();
    await migrate(db);
    other = await emptyStore.connect();
    ran = [];
    clock = T0;
  });
  afterEach(() => emptyStore[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const add = (kind: string, runAt = T0, more: { key?: string; payload?: unknown } = {}) =>
    db.tx((tx) => store.addJob(tx, { kind, runAt, now: clock, ...more }));
  const claim = (owner: string, kinds = ['a'], connection = db) =>
    connection.tx((tx) => store.claimJob(tx, { kinds, owner, now: clock, leaseMs: LEASE }));
  const claimed = async (owner: string) => {
    const job = await claim(owner);
    if (!job) throw new Error('nothing to do');
    return { job, owner };
  };

  /** A kind that notes each of its runs, and may fail. */
  const noting = (
    replica: string,
    kind: string,
    more: { next?: Recurrence; fails?: (attempts: number) => boolean; maxAttempts?: number } = {},
  ): JobKind => {
    const { fails = () => false, ...rest } = more;
    return {
      kind,
      ...rest,
      run: async (job) => {
        ran.push(`${replica} ${job.kind} ${JSON.stringify(job.payload)}@${job.dueAt - T0}`);
        if (fails(job.attempts)) throw new Error('the registry answers 503');
        return undefined;
      },
    };
  };
  const scheduler = (kinds: readonly JobKind[], connection = db) =>
    new Scheduler({ db: connection, kinds, logger: createLogger('silent'), now: () => clock });

  describe('added one by one', () => {
    it('run once, at their time and in order, with what they were given', async () => {
      await add('a', T0 + HOUR, { payload: { company: 'b' } });
      await add('a', T0, { payload: 'é🏗️' });
      const one = scheduler([noting('one', 'a')]);
      await one.runDue();
      expect(ran).toEqual(['one a "é🏗️"@0']);
      clock += HOUR - 1;
      await one.runDue();
      expect(ran).toHaveLength(1);
      clock += 1;
      await one.runDue();
      await one.runDue();
      expect(ran.slice(1)).toEqual([`one a {"company":"b"}@${HOUR}`]);
    });

    it('with the same key are one, also once it is done, and leave no trace of a transaction that failed', async () => {
      expect(await add('a', T0, { key: 'digest:2026-11-24' })).toBe(true);
      expect(await add('a', T0, { key: 'digest:2026-11-24' })).toBe(false);
      const failed = db.tx(async (tx) => {
        await store.addJob(tx, { kind: 'a', key: 'lost', runAt: T0, now: T0 });
        throw new Error('power cut');
      });
      await expect(failed).rejects.toThrow('power cut');
      await scheduler([noting('one', 'a')]).runDue();
      expect(await add('a', T0, { key: 'digest:2026-11-24' })).toBe(false);
      expect(await add('a', T0, { key: 'lost' })).toBe(true);
      expect(ran).toHaveLength(1);
    });

    it('are each done by one of two replicas that work together', async () => {
      for (let index = 0; index < 30; index += 1) await add('a', T0 + index, { payload: index });
      clock += 100;
      await Promise.all([
        scheduler([noting('one', 'a')]).runDue(),
        scheduler([noting('two', 'a')], other).runDue(),
      ]);
      const numbers = ran.map((line) => Number(/ (\d+)@/.exec(line)?.[1]));
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    });

    it('of a kind that a replica does not know wait for one that does', async () => {
      await add('b');
      await scheduler([noting('old', 'a')]).runDue();
      expect(ran).toEqual([]);
      await scheduler([noting('new', 'a'), noting('new', 'b')], other).runDue();
      expect(ran).toEqual(['new b null@0']);
    });

    it('that were due during an outage all run when a replica is back', async () => {
      for (const hour of [1, 2, 3]) await add('a', T0 + hour * HOUR, { payload: hour });
      clock += 2 * DAY;
      await scheduler([noting('one', 'a')]).runDue();
      expect(ran.sort()).toEqual([1, 2, 3].map((hour) => `one a ${hour}@${hour * HOUR}`));
    });
  });

  describe('claims', () => {
    it('keep a job for one replica until they run out, and can be renewed', async () => {
      await add('a');
      const held = await claimed('one');
      expect(await claim('two', ['a'], other)).toBeUndefined();
      expect(await store.renewJob(db, held, clock + 3 * LEASE)).toBe(true);
      clock += 2 * LEASE;
      expect(await claim('two', ['a'], other)).toBeUndefined();
      expect(await store.nextJobAt(db, ['a'])).toBe(T0 + 3 * LEASE);
      clock += LEASE + 1;
      expect(await claim('two', ['a'], other)).toMatchObject({ id: held.job.id, attempts: 2 });
    });

    it('that ran out write nothing: what the job wanted to keep is kept once', async () => {
      await add('a');
      const opens =
        (key: string): Effects =>
        async (tx) => {
          await openConversation(tx, { channel: 'web', channelKey: key, address: null, now: clock });
        };
      const stuck = scheduler([
        {
          kind: 'a',
          run: async () => {
            // Longer than the lease: the other replica takes the job, and finishes first.
            clock += LEASE + 1;
            await scheduler([{ kind: 'a', run: async () => opens('second') }], other).runDue();
            return opens('first');
          },
        },
      ]);
      await stuck.runDue();
      expect(await db.query('SELECT channel_key FROM conversation')).toEqual([{ channel_key: 'second' }]);
      expect(await store.jobCounts(db)).toEqual({ open: 0, dead: 0 });
    });

    it('are given back when the scheduler stops, without counting the try', async () => {
      await add('a');
      const started = Promise.withResolvers<void>();
      const stopping = scheduler([
        {
          kind: 'a',
          run: (_job, signal) =>
            new Promise((_, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason));
              started.resolve();
            }),
        },
      ]);
      await stopping.start();
      await started.promise;
      await stopping.stop();
      expect(await claim('two', ['a'], other)).toMatchObject({ attempts: 1 });
    });
  });

  describe('that fail', () => {
    it('are tried again after longer and longer waits, then once more succeed', async () => {
      await add('a');
      const one = scheduler([noting('one', 'a', { fails: (attempts) => attempts < 4 })]);
      const waits: number[] = [];
      for (let tries = 0; tries < 4; tries += 1) {
        await one.runDue();
        const next = await store.nextJobAt(db, ['a']);
        if (next === undefined) break;
        waits.push(next - clock);
        clock = next;
      }
      expect(ran).toHaveLength(4);
      expect(waits).toEqual([30_000, 60_000, 120_000]);
      expect(await store.jobCounts(db)).toEqual({ open: 0, dead: 0 });
    });

    it('every time are given up, shown to staff with the reason, and can be tried anew', async () => {
      await add('a', T0, { payload: 7 });
      await add('b');
      let isDown = true;
      const kinds = [noting('one', 'a', { fails: () => isDown, maxAttempts: 3 }), noting('one', 'b')];
      const one = scheduler(kinds);
      for (let tries = 0; tries < 5; tries += 1) {
        await one.runDue();
        clock += HOUR;
      }
      expect(ran.filter((line) => line.includes(' a '))).toHaveLength(3);
      const [dead, ...others] = await store.deadJobs(db);
      expect(others).toEqual([]);
      expect(dead).toMatchObject({ kind: 'a', payload: 7, attempts: 3, error: 'the registry answers 503' });
      expect(await store.jobCounts(db)).toEqual({ open: 0, dead: 1 });
      isDown = false;
      expect(await db.tx((tx) => store.reviveJob(tx, dead?.id ?? '', clock))).toBe(true);
      expect(await db.tx((tx) => store.reviveJob(tx, dead?.id ?? '', clock))).toBe(false);
      await one.runDue();
      expect(await store.jobCounts(db)).toEqual({ open: 0, dead: 0 });
    });

    it('by ending their process every time are given up too', async () => {
      await add('a');
      const { job } = await claimed('crashed');
      for (let tries = 0; tries < 7; tries += 1) {
        clock += LEASE + 1;
        await claimed('crashed');
      }
      clock += LEASE + 1;
      await scheduler([noting('one', 'a')]).runDue();
      expect(ran).toEqual([]);
      expect(await store.deadJobs(db)).toMatchObject([
        { id: job.id, error: 'Cette tâche a arrêté son serveur à chaque essai.' },
      ]);
    });

    it('write nothing of what they wanted to keep', async () => {
      await add('a');
      const half: JobKind = {
        kind: 'a',
        run: async () => async (tx) => {
          await openConversation(tx, { channel: 'web', channelKey: 'half', address: null, now: clock });
          throw new Error('the rest is missing');
        },
      };
      await scheduler([half]).runDue();
      expect(await db.query('SELECT * FROM conversation')).toEqual([]);
      expect(await store.jobCounts(db)).toEqual({ open: 1, dead: 0 });
    });
  });

  describe('that recur', () => {
    const daily = (replica: string, more: Parameters<typeof noting>[2] = {}) =>
      noting(replica, 'digest', { next: dailyAt('07:30'), ...more });
    /** 07:30 in Paris that day, in winter. */
    const MORNING = Date.UTC(2026, 10, 25, 6, 30);

    it('run once at each of their times, however many replicas plan them', async () => {
      const replicas = [scheduler([daily('one')]), scheduler([daily('two')], other)];
      for (const day of [0, 1, 2]) {
        await Promise.all(replicas.map((one) => one.plan()));
        clock = MORNING + day * DAY - 1;
        await Promise.all(replicas.map((one) => one.runDue()));
        expect(ran).toHaveLength(day);
        clock += 1;
        await Promise.all(replicas.map((one) => one.runDue()));
        await Promise.all(replicas.map((one) => one.runDue()));
      }
      expect(ran.map((line) => Number(line.split('@')[1]))).toEqual(
        [0, 1, 2].map((day) => MORNING + day * DAY - T0),
      );
    });

    it('run once for all the times missed during an outage, then at the next one', async () => {
      await scheduler([daily('one')]).plan();
      clock = MORNING + 5 * DAY + HOUR;
      const back = scheduler([daily('back')]);
      await back.plan();
      await back.runDue();
      expect(ran).toEqual([`back digest null@${MORNING - T0}`]);
      expect(await store.nextJobAt(db, ['digest'])).toBe(MORNING + 6 * DAY);
    });

    it('are not put off by restarts, and come earlier when their time was changed', async () => {
      const hourly = () => scheduler([noting('one', 'sweep', { next: every(HOUR) })]);
      for (const minutes of [0, 20, 40]) {
        clock = T0 + minutes * MINUTE;
        await hourly().plan();
      }
      expect(await store.nextJobAt(db, ['sweep'])).toBe(T0 + HOUR);
      await scheduler([noting('one', 'sweep', { next: every(5 * MINUTE) })]).plan();
      expect(await store.nextJobAt(db, ['sweep'])).toBe(T0 + 45 * MINUTE);
    });

    it('go on after an occurrence that was given up, which staff see and may have done once', async () => {
      let isDown = true;
      const one = scheduler([daily('one', { maxAttempts: 2, fails: () => isDown })]);
      await one.plan();
      clock = MORNING;
      await one.runDue();
      clock += 30_000;
      await one.runDue();
      const [dead] = await store.deadJobs(db);
      expect(dead).toMatchObject({ kind: 'digest', series: 'digest', dueAt: MORNING });
      expect(await store.nextJobAt(db, ['digest'])).toBe(MORNING + DAY);
      isDown = false;
      await db.tx((tx) => store.reviveJob(tx, dead?.id ?? '', clock));
      await one.runDue();
      clock = MORNING + DAY;
      await one.runDue();
      expect(ran).toHaveLength(4);
      expect(await store.nextJobAt(db, ['digest'])).toBe(MORNING + 2 * DAY);
    });

    it('forget each night what was done a month ago and leases of the dead, and nothing that was given up', async () => {
      await add('a');
      await add('b');
      await scheduler([
        noting('one', 'a'),
        noting('one', 'b', { fails: () => true, maxAttempts: 1 }),
      ]).runDue();
      await takeLease(db, { name: 'turn:x', owner: 'dead', now: T0, durationMs: 1 });
      const nightly = scheduler([housekeeping(() => clock)]);
      await nightly.plan();
      const kinds = async () =>
        (await db.query<{ kind: string }>("SELECT kind FROM job WHERE status <> 'open' ORDER BY kind")).map(
          ({ kind }) => kind,
        );
      clock = T0 + 29 * DAY;
      await nightly.runDue();
      expect(await kinds()).toEqual(['a', 'b', 'housekeeping']);
      clock = T0 + 31 * DAY;
      await takeLease(db, { name: 'server', owner: 'alive', now: clock, durationMs: 1 });
      await nightly.runDue();
      expect(await kinds()).toEqual(['b', 'housekeeping', 'housekeeping']);
      expect(await db.query('SELECT name FROM lease')).toEqual([{ name: 'server' }]);
    });
  });
});
