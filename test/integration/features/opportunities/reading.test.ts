import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeJobs, openSources, readingJob, readNow } from '#src/features/opportunities/jobs.ts';
import { readSource } from '#src/features/opportunities/read-source.ts';
import { boampSource } from '#src/features/opportunities/sources/boamp/source.ts';
import type { NoticeSource } from '#src/features/opportunities/sources/source.ts';
import { tedSource } from '#src/features/opportunities/sources/ted/source.ts';
import { changesAfter, findPublished, openNotices } from '#src/features/opportunities/store/notices.ts';
import { lastRefusals, lastRuns, placeOfSource } from '#src/features/opportunities/store/sources.ts';
import type { Database } from '#src/platform/database/database.ts';
import { Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { createLogger } from '#src/platform/logger.ts';
import { FakeBoamp } from '#support/fakes/notices/boamp.ts';
import { FakeTed } from '#support/fakes/notices/ted.ts';
import { eformsTree, eformsXml } from '#support/notices/eforms.ts';
import { correctionRecord, eformsRecord, fnsRecord } from '#support/notices/records.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const START = Date.parse('2026-11-29T08:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const logger = createLogger('silent');
const [engine] = engines;
if (!engine) throw new Error('no engine');

describe('Reading the sources', () => {
  let store: EmptyStore;
  let db: Database;
  let boamp: FakeBoamp;
  let clock: number;
  const now = () => clock;
  const fromBoamp = () => boampSource(boamp.url, now, 0);
  const read = (source: NoticeSource, signal = new AbortController().signal, on = db) =>
    readSource({ db: on, logger, now }, source, signal);
  const published = (day: string, from: number, count: number) =>
    Array.from({ length: count }, (_, at) =>
      fnsRecord({
        idweb: `26-${from + at}`,
        day,
        closing: '2026-12-15T12:00:00',
        title: `Nettoyage ${from + at}`,
      }),
    );

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    boamp = await FakeBoamp.start();
    clock = START;
  });
  afterEach(async () => {
    await boamp[Symbol.asyncDispose]();
    await store[Symbol.asyncDispose]();
  });
  afterAll(() => engine.stop());

  it('keeps what each gives, and what each reading came to', async () => {
    boamp.publish(...published('2026-11-28', 10_000, 120), {
      idweb: '26-19999',
      dateparution: '2026-11-28',
      gestion: '{"REFEREN',
    });
    expect(await read(fromBoamp())).toMatchObject({
      state: 'done',
      counts: { read: 121, new: 120, updated: 0, same: 0, refused: 1 },
    });
    expect(await openNotices(db, clock, { limit: 500 })).toHaveLength(120);
    expect(await lastRefusals(db)).toEqual([
      { source: 'boamp', reference: '26-19999', why: expect.stringContaining('« gestion »'), at: START },
    ]);
    clock += HOUR;
    boamp.publish(
      fnsRecord({
        idweb: '26-10000',
        day: '2026-11-28',
        closing: '2026-12-18T12:00:00',
        title: 'Nettoyage 10000',
      }),
      fnsRecord({ idweb: '26-19999', day: '2026-11-28', closing: '2026-12-18T12:00:00', title: 'Vitres' }),
    );
    expect(await read(fromBoamp())).toMatchObject({
      counts: { read: 121, new: 1, updated: 1, same: 119, refused: 0 },
    });
    expect(await lastRefusals(db)).toEqual([]);
    expect(await lastRuns(db, 'boamp')).toMatchObject([
      { state: 'done', startedAt: START + HOUR, counts: { read: 121 } },
      { state: 'done', startedAt: START, endedAt: START, counts: { new: 120, refused: 1 } },
    ]);
  });

  it('has a call once that BOAMP and TED both publish, and moves its date when BOAMP says so', async () => {
    await using ted = await FakeTed.start();
    const call = { idweb: '26-20000', day: '2026-11-27', closing: '2026-12-15T12:00:00+01:00' };
    boamp.publish(eformsRecord(call, eformsTree()));
    ted.publish({
      number: '700000-2026',
      publishedOn: '2026-11-28',
      xml: eformsXml(eformsTree({ estimate: '168000' })),
    });
    await read(fromBoamp());
    await read(tedSource(ted.url, now, 0));
    const [kept, ...others] = await openNotices(db, clock, { limit: 10 });
    expect(others).toEqual([]);
    expect(kept?.notice).toMatchObject({
      amount: { high: 168_000 },
      seen: [{ source: 'boamp' }, { source: 'ted' }],
    });

    boamp.publish(
      correctionRecord(
        { idweb: '26-21000', day: '2026-11-29', follows: '26-20000' },
        'La date limite de réception des offres est reportée au 22 décembre 2026 à 16h00.',
      ),
    );
    await read(fromBoamp());
    const after = await findPublished(db, 'ted', '700000-2026');
    expect(after?.notice).toMatchObject({
      kind: 'rectificatif',
      closing: { day: '2026-12-22', time: '16:00' },
    });
    const moved = await changesAfter(db, after?.id ?? '', kept?.version);
    expect(moved.find(({ field }) => field === 'closing')).toMatchObject({
      before: { day: '2026-12-15' },
      after: { day: '2026-12-22' },
      reference: '26-21000',
    });
  });

  it('waits as it is asked, when that is short, and goes on', async () => {
    boamp.publish(...published('2026-11-28', 10_000, 5));
    boamp.quota = 10;
    boamp.retryAfter = '0';
    boamp.refills = true;
    expect(await read(fromBoamp())).toMatchObject({ state: 'done', counts: { new: 5 } });
  });

  it('leaves a source alone as long as it asks, and then goes on from where it was', async () => {
    boamp.publish(...published('2026-11-10', 10_000, 1), ...published('2026-11-28', 20_000, 1));
    boamp.quota = 20;
    boamp.refills = false;
    boamp.retryAfter = '1800';
    expect(await read(fromBoamp())).toMatchObject({ state: 'busy', counts: { new: 1 } });
    expect((await lastRuns(db, 'boamp'))[0]?.why).toContain('attendre');
    const asked = boamp.asked.length;
    clock += HOUR / 3;
    expect(await read(fromBoamp())).toBeUndefined();
    expect(boamp.asked.length).toBe(asked);
    clock += HOUR / 3;
    boamp.quota = Number.POSITIVE_INFINITY;
    await boamp[Symbol.asyncDispose]();
    boamp = await FakeBoamp.start([
      ...published('2026-11-10', 10_000, 1),
      ...published('2026-11-28', 20_000, 1),
    ]);
    expect(await read(fromBoamp())).toMatchObject({ state: 'done', counts: { read: 1, new: 1 } });
  });

  it('loses nothing of an outage, and catches up when it is over', async () => {
    await read(fromBoamp());
    boamp.trouble = 'down';
    for (let day = 0; day < 3; day += 1) {
      clock += DAY;
      expect(await read(fromBoamp())).toMatchObject({ state: 'down', counts: { read: 0 } });
    }
    boamp.trouble = 'none';
    boamp.publish(
      ...published('2026-11-30', 30_000, 2),
      ...published('2026-12-01', 31_000, 2),
      ...published('2026-12-02', 32_000, 2),
    );
    expect(await read(fromBoamp())).toMatchObject({ state: 'done', counts: { new: 6 } });
  });

  it('goes on after a stop in the midst of a page, and reads nothing twice into two', async () => {
    boamp.publish(...published('2026-11-28', 10_000, 250));
    const stop = new AbortController();
    const source = fromBoamp();
    let pages = 0;
    const stopping: NoticeSource = {
      id: 'boamp',
      page: async (cursor, signal) => {
        const page = await source.page(cursor, signal);
        pages += page.read.length > 0 ? 1 : 0;
        if (pages === 2) stop.abort(new Error('stopping'));
        return page;
      },
    };
    await expect(read(stopping, stop.signal)).rejects.toThrow('stopping');
    const kept = (await openNotices(db, clock, { limit: 500 })).length;
    expect(kept).toBe(100);
    clock += 60_000;
    expect(await read(fromBoamp())).toMatchObject({ state: 'done', counts: { read: 150, new: 150 } });
    expect((await lastRuns(db, 'boamp')).map(({ state }) => state)).toEqual(['done', 'stopped']);
  });

  it('of two servers that read the same page, one only moves on', async () => {
    const other = await store.connect();
    boamp.publish(...published('2026-11-28', 10_000, 30));
    const both = await Promise.all([read(fromBoamp()), read(fromBoamp(), undefined, other)]);
    expect(await openNotices(db, clock, { limit: 500 })).toHaveLength(30);
    expect(both.map((one) => one?.state).toSorted()).toEqual(['done', 'stopped']);
  });

  describe('as jobs', () => {
    const schedulerOn = (on: Database) => {
      const config = { boampUrl: boamp.url, tedUrl: undefined, filesDir: undefined };
      const kinds = noticeJobs({ db: on, sources: openSources(config, now), logger, now });
      return new Scheduler({ db: on, kinds, logger, now });
    };

    it('run once each half hour whatever the number of servers, and at once when staff ask', async () => {
      boamp.publish(...published('2026-11-29', 10_000, 3));
      const servers = [schedulerOn(db), schedulerOn(await store.connect())];
      for (const one of servers) await one.plan();
      clock += HOUR + 1;
      await Promise.all(servers.map((one) => one.runDue()));
      expect(await lastRuns(db, 'boamp')).toMatchObject([{ state: 'done', counts: { new: 3 } }]);
      await Promise.all(servers.map((one) => one.runDue()));
      expect(await lastRuns(db, 'boamp')).toHaveLength(1);
      await db.tx((tx) => readNow(tx, 'boamp', clock));
      await Promise.all(servers.map((one) => one.runDue()));
      expect(await lastRuns(db, 'boamp')).toHaveLength(2);
    });

    it('forget at night what closed more than a year ago, and old readings', async () => {
      boamp.publish(...published('2026-11-29', 10_000, 60));
      const server = schedulerOn(db);
      await server.plan();
      clock += HOUR + 1;
      await server.runDue();
      clock = Date.parse('2027-12-20T12:00:00Z');
      await server.runDue();
      expect(await db.query('SELECT id FROM notice')).toEqual([]);
      expect((await lastRuns(db, 'boamp')).every(({ startedAt }) => startedAt > START + DAY)).toBe(true);
      expect((await placeOfSource(db, 'boamp')).cursor).toBeDefined();
    });

    it('are of no source that the operator did not open', () => {
      const closed = { boampUrl: undefined, tedUrl: undefined, filesDir: undefined };
      expect(openSources(closed, now)).toEqual([]);
      const open = { boampUrl: boamp.url, tedUrl: boamp.url, filesDir: '/tmp' };
      expect(openSources(open, now).map(({ id }) => readingJob(id))).toEqual([
        'notices-boamp',
        'notices-ted',
        'notices-files',
      ]);
    });
  });
});
