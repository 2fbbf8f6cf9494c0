import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownKey } from '#src/features/opportunities/notice/keys.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { forgetNotices } from '#src/features/opportunities/store/forget.ts';
import {
  noticesChangedBefore,
  noticesNumbered,
  writtenNotices,
  writtenPublication,
} from '#src/features/opportunities/store/listing.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import {
  noteStaffAct,
  publishingOf,
  publishNotice,
  staffActsOf,
  unpublishedOf,
} from '#src/features/opportunities/store/publishing.ts';
import { savePublication } from '#src/features/opportunities/store/save.ts';
import {
  countRefusals,
  countsSince,
  endRun,
  NO_COUNTS,
  noteRefusal,
  noteRun,
  refusalsBefore,
  startRun,
} from '#src/features/opportunities/store/sources.ts';
import { withdrawOpportunity, writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { endWritten } from '#src/features/opportunities/written.ts';
import type { Database } from '#src/platform/database/database.ts';
import {
  claimJob,
  failJob,
  hastenOccurrence,
  occurrenceOf,
  planOccurrence,
} from '#src/platform/database/jobs/jobs.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { fnsRecord } from '#support/notices/records.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const NOW = Date.parse('2026-11-29T08:00:00Z');
const DAY = 86_400_000;
const MINUTE = 60_000;
const AWA = { key: 'web:awa', name: 'Awa Diallo' };
const LEA = { key: 'web:lea', name: 'Léa Martin' };

describe.each(engines)('What staff do with notices on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const write = async (title: string, now = NOW, more: object = {}) => {
    const fields = { title, kind: 'Contrat privé', publisher: 'CCI Nord', closingDay: '15/12/2026', ...more };
    const wrote = await db.tx((tx) => writeOpportunity(tx, fields, now));
    if (!wrote.ok || wrote.noticeId === undefined) throw new Error('not kept');
    return wrote.noticeId;
  };
  const read = async (idweb: string, now = NOW) => {
    const found = readBoampRecord(fnsRecord({ idweb, day: '2026-11-10', closing: '2026-12-15T12:00:00' }));
    if (!found.ok) throw new Error(found.why);
    return (await db.tx((tx) => savePublication(tx, found.publication, now))).noticeId;
  };
  const publish = (noticeId: string, by = AWA, now = NOW) =>
    db.tx((tx) => publishNotice(tx, { noticeId, by, version: 1, companies: 12, now }));

  it('publishes a notice once, by whoever came first; alerts hold back what the team wrote until then', async () => {
    const [one, two] = [await write('Buffet du forum'), await write('Linge du festival')];
    for (const noticeId of [one, two])
      await db.tx((tx) => noteStaffAct(tx, { noticeId, act: 'written', by: AWA, now: NOW }));
    expect(await unpublishedOf(db, [one, two])).toEqual(new Set([one, two]));
    expect(await publish(one)).toBe(true);
    expect(await unpublishedOf(db, [one, two])).toEqual(new Set([two]));
    expect(await publish(one, LEA, NOW + 1)).toBe(false);
    expect(await publish(two, LEA, NOW + 2)).toBe(true);
    expect(await publishingOf(db, one)).toEqual({
      noticeId: one,
      byName: 'Awa Diallo',
      at: NOW,
      version: 1,
      companies: 12,
    });
    expect(await publishingOf(db, 'none')).toBeUndefined();
    expect(await unpublishedOf(db, [one, two])).toEqual(new Set());
  });

  it('holds nothing back that another source tells of too, and ends only what the team wrote of it', async () => {
    const shared = { reference: 'forum', title: 'Nettoyage des gymnases' };
    const id = await write(shared.title, NOW, shared);
    await db.tx((tx) => noteStaffAct(tx, { noticeId: id, act: 'written', by: AWA, now: NOW }));
    expect(await unpublishedOf(db, [id])).toEqual(new Set([id]));
    const found = readBoampRecord(
      fnsRecord({ idweb: '26-90001', day: '2026-11-10', closing: '2026-12-15T12:00:00' }),
    );
    if (!found.ok) throw new Error(found.why);
    const official = { ...found.publication, keys: [...found.publication.keys, ownKey('written', 'forum')] };
    expect((await db.tx((tx) => savePublication(tx, official, NOW + 1))).noticeId).toBe(id);
    expect(await unpublishedOf(db, [id])).toEqual(new Set());

    const end = () =>
      db.tx((tx) => endWritten(tx, { noticeId: id, why: 'Reporté' }, { by: AWA, now: NOW + 2 }));
    expect(await end()).toBe('done');
    const kept = await findNotice(db, id);
    expect(kept?.notice).toMatchObject({ kind: 'initial', seen: [{ source: 'boamp' }] });
    expect(kept?.notice.cancelled).toBeUndefined();
    expect(kept?.openUntil).toBeGreaterThan(NOW);
    expect(await end()).toBe('ended');
  });

  it('says who did what with a notice, and goes with it', async () => {
    const id = await write('Buffet du forum');
    await db.tx((tx) => noteStaffAct(tx, { noticeId: id, act: 'written', by: AWA, now: NOW }));
    await publish(id, LEA, NOW + 5);
    expect(await staffActsOf(db, id)).toEqual([
      { act: 'written', byName: 'Awa Diallo', at: NOW },
      { act: 'published', byName: 'Léa Martin', at: NOW + 5 },
    ]);
    expect(await db.tx((tx) => forgetNotices(tx, NOW + 500 * DAY, 10))).toBe(1);
    expect(await staffActsOf(db, id)).toEqual([]);
    expect(await publishingOf(db, id)).toBeUndefined();
  });

  it('lists all notices, and those that the team wrote, the last changed first, page by page', async () => {
    const one = await write('Buffet du forum', NOW);
    const read1 = await read('26-90001', NOW + 1);
    const two = await write('Linge du festival', NOW + 2);
    const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);
    expect(idsOf(await noticesChangedBefore(db, undefined, 10))).toEqual([two, read1, one]);
    expect(idsOf(await noticesChangedBefore(db, { at: NOW + 1, id: read1 ?? '' }, 10))).toEqual([one]);
    expect(idsOf(await writtenNotices(db, undefined, 10))).toEqual([two, one]);
    expect(idsOf(await writtenNotices(db, { at: NOW + 2, id: two }, 10))).toEqual([one]);
    expect(idsOf(await noticesNumbered(db, '26-90001'))).toEqual([read1]);
    expect(await noticesNumbered(db, '26-1')).toEqual([]);
  });

  it('gives back what the team wrote, also once it is ended', async () => {
    const id = await write('Buffet du forum', NOW, { reference: 'forum' });
    await db.tx((tx) => withdrawOpportunity(tx, { reference: 'forum', why: 'Reporté', now: NOW + 1 }));
    expect(await writtenPublication(db, id)).toMatchObject({ reference: 'forum', title: 'Buffet du forum' });
    expect(await writtenPublication(db, (await read('26-90001')) ?? '')).toBeUndefined();
  });

  it('counts what a source gave lately, and pages what it refused, without an end', async () => {
    const run = async (at: number, counts: object) => {
      const id = await db.tx((tx) => startRun(tx, 'boamp', at));
      await db.tx((tx) => noteRun(tx, id, { ...NO_COUNTS, ...counts }));
      await db.tx((tx) => endRun(tx, id, { state: 'done', now: at }));
    };
    await run(NOW - 9 * DAY, { read: 100 });
    await run(NOW - DAY, { read: 5, new: 2, refused: 1 });
    await run(NOW, { read: 3, new: 1 });
    expect(await countsSince(db, 'boamp', NOW - 7 * DAY)).toMatchObject({ read: 8, new: 3, refused: 1 });
    expect(await countsSince(db, 'ted', 0)).toEqual(NO_COUNTS);

    for (let index = 0; index < 7; index += 1)
      await db.tx((tx) =>
        noteRefusal(tx, {
          source: index % 2 ? 'ted' : 'boamp',
          reference: `r${index}`,
          why: 'Coupé.',
          at: NOW + Math.floor(index / 2),
        }),
      );
    const seen: string[] = [];
    for (let before: Awaited<ReturnType<typeof refusalsBefore>>[number] | undefined; ; ) {
      const page = await refusalsBefore(db, { before }, 2);
      if (page.length === 0) break;
      seen.push(...page.map(({ reference }) => reference));
      before = page.at(-1);
    }
    expect(seen.toSorted()).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6']);
    expect((await refusalsBefore(db, { source: 'ted' }, 9)).map(({ reference }) => reference)).toEqual([
      'r5',
      'r3',
      'r1',
    ]);
    expect(await countRefusals(db, 'boamp')).toBe(4);
  });

  it('brings a reading forward once, however often it is pressed, also one that waits after it failed', async () => {
    const series = 'notices-boamp';
    const hasten = (now: number) => db.tx((tx) => hastenOccurrence(tx, { series, now }));
    const claim = (now: number) =>
      db.tx((tx) => claimJob(tx, { kinds: [series], owner: 'one', now, leaseMs: MINUTE }));
    await db.tx((tx) => planOccurrence(tx, { series, at: NOW + 30 * MINUTE, now: NOW }));
    expect(await hasten(NOW)).toBe('planned');
    expect(await hasten(NOW + 1)).toBe('planned');
    expect(await occurrenceOf(db, series, NOW + 1)).toEqual({ runAt: NOW, isUnderWay: false });
    const job = await claim(NOW + 2);
    expect(await claim(NOW + 2)).toBeUndefined();
    expect(await hasten(NOW + 3)).toBe('under-way');
    expect(await occurrenceOf(db, series, NOW + 3)).toMatchObject({ isUnderWay: true });

    if (!job) throw new Error('not claimed');
    const retryAt = NOW + 60 * MINUTE;
    await db.tx((tx) => failJob(tx, { job, owner: 'one' }, { error: 'broken', retryAt, now: NOW + 4 }));
    expect(await hasten(NOW + 5)).toBe('planned');
    expect(await claim(NOW + 5)).toMatchObject({ id: job.id, attempts: 2 });
    expect(await occurrenceOf(db, 'notices-ted', NOW)).toBeUndefined();
  });
});
