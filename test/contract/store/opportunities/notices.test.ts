import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Publication } from '#src/features/opportunities/notice/notice.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { readTedXml } from '#src/features/opportunities/sources/ted/read-ted.ts';
import { forgetNotices, forgetReadings } from '#src/features/opportunities/store/forget.ts';
import {
  changesAfter,
  changesSince,
  closedNotices,
  findNotice,
  findPublished,
  noticesChangedAfter,
  noticesOf,
  openNotices,
} from '#src/features/opportunities/store/notices.ts';
import { savePublication } from '#src/features/opportunities/store/save.ts';
import {
  dropRefusal,
  endRun,
  lastRefusals,
  lastRuns,
  movePlace,
  NO_COUNTS,
  noteRefusal,
  noteRun,
  noteWait,
  placeOfSource,
  startRun,
} from '#src/features/opportunities/store/sources.ts';
import { withdrawOpportunity, writeOpportunity } from '#src/features/opportunities/store/written.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { eformsTree, eformsXml } from '#support/notices/eforms.ts';
import {
  cancellationRecord,
  correctionRecord,
  eformsRecord,
  fnsRecord,
  record,
} from '#support/notices/records.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const NOW = Date.parse('2026-11-29T08:00:00Z');
const DAY = 86_400_000;
const filed = { idweb: '26-90001', day: '2026-11-10', closing: '2026-12-15T12:00:00' };

const publicationOf = (found: unknown): Publication => {
  const read =
    typeof found === 'string' ? readTedXml(found, '634805-2026', '2026-11-12') : readBoampRecord(found);
  if (!read.ok) throw new Error(read.why);
  return read.publication;
};
const INITIAL = publicationOf(fnsRecord(filed));
const CORRECTION = publicationOf(
  correctionRecord(
    { idweb: '26-90002', day: '2026-11-20', follows: '26-90001' },
    'La date limite de remise des offres est reportée au 22 décembre 2026 à 16h.',
    'FNSimple',
  ),
);
const END = publicationOf(
  cancellationRecord({ idweb: '26-90003', day: '2026-11-25', follows: '26-90002' }, 'Sans suite'),
);

describe.each(engines)('Notices on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const save = async (publication: Publication, now = NOW) => {
    const { did, noticeId } = await db.tx((tx) => savePublication(tx, publication, now));
    return { did, noticeId: noticeId ?? 'none' };
  };
  const seenOf = async (id: string) =>
    (await findNotice(db, id))?.notice.seen.map(({ reference }) => reference);

  it('are kept once, whatever the times that they are read', async () => {
    const first = await save(INITIAL);
    expect(first.did).toBe('new');
    expect(await save(INITIAL, NOW + 1)).toEqual({ did: 'same', noticeId: first.noticeId });
    expect(await findPublished(db, 'boamp', '26-90001')).toMatchObject({
      id: first.noticeId,
      version: 1,
      firstSeenAt: NOW,
      changedAt: NOW,
      notice: { title: 'Nettoyage des gymnases', closing: { day: '2026-12-15' } },
    });
    expect(await findPublished(db, 'ted', '26-90001')).toBeUndefined();
  });

  it('are corrected: the new date holds, and what changed is kept for who follows', async () => {
    const { noticeId } = await save(INITIAL);
    expect(await save(CORRECTION, NOW + 5)).toEqual({ did: 'updated', noticeId });
    const kept = await findNotice(db, noticeId);
    expect(kept).toMatchObject({
      version: 2,
      changedAt: NOW + 5,
      notice: {
        kind: 'rectificatif',
        closing: { day: '2026-12-22', time: '16:00' },
        lots: [{ cpv: ['90910000'] }],
      },
    });
    const changes = await changesAfter(db, noticeId, 1);
    expect(changes.find(({ field }) => field === 'closing')).toMatchObject({
      before: { day: '2026-12-15', time: '12:00' },
      after: { day: '2026-12-22', time: '16:00' },
      version: 2,
      source: 'boamp',
      reference: '26-90002',
      at: NOW + 5,
    });
    expect(await changesAfter(db, noticeId, 2)).toEqual([]);
    expect((await changesSince(db, NOW + 5, 10)).map(({ noticeId: of }) => of)).toContain(noticeId);
    expect(await changesSince(db, NOW + 6, 10)).toEqual([]);
  });

  it('are the same call when a correction comes before what it corrects, and when a chain names the correction', async () => {
    const { noticeId } = await save(CORRECTION);
    expect(await save(INITIAL, NOW + 1)).toEqual({ did: 'updated', noticeId });
    expect(await save(END, NOW + 2)).toEqual({ did: 'updated', noticeId });
    expect(await seenOf(noticeId)).toEqual(['26-90001', '26-90002', '26-90003']);
    expect((await findNotice(db, noticeId))?.notice).toMatchObject({
      kind: 'annulation',
      cancelled: { why: 'Sans suite' },
      closing: { day: '2026-12-22' },
    });
    expect(await openNotices(db, NOW, { limit: 10 })).toEqual([]);
  });

  it('are the same in BOAMP and in TED, by the procedure that both name', async () => {
    const { noticeId } = await save(
      publicationOf(eformsRecord({ ...filed, closing: '2026-12-15T12:00:00+01:00' }, eformsTree())),
    );
    const ted = publicationOf(eformsXml(eformsTree({ estimate: '168000' })));
    expect(await save(ted, NOW + 1)).toEqual({ did: 'updated', noticeId });
    expect((await findNotice(db, noticeId))?.notice).toMatchObject({
      amount: { high: 168_000 },
      seen: [{ source: 'boamp' }, { source: 'ted', reference: '634805-2026' }],
    });
  });

  it('are the same in two sources that name nothing in common, by buyer, title and day; never in one source', async () => {
    const likely = { ...INITIAL, source: 'ted' as const, reference: '7-2026', keys: ['ted:7-2026'] };
    const { noticeId } = await save(INITIAL);
    expect((await save(likely, NOW + 1)).noticeId).toBe(noticeId);
    // Another lot, published apart under the same title.
    const apart = { ...INITIAL, reference: '26-90009', keys: ['boamp:26-90009'] };
    expect((await save(apart, NOW + 2)).did).toBe('new');
    const later = { ...likely, reference: '8-2026', keys: ['ted:8-2026'], likeness: ['like:x|y|2027-01-01'] };
    expect((await save(later, NOW + 3)).did).toBe('new');
  });

  it('follow a record that was changed in its place', async () => {
    const { noticeId } = await save(INITIAL);
    const moved = publicationOf(fnsRecord({ ...filed, closing: '2026-12-18T12:00:00' }));
    expect(await save(moved, NOW + 1)).toEqual({ did: 'updated', noticeId });
    expect((await changesAfter(db, noticeId)).map(({ field }) => field)).toEqual(['closing']);
  });

  it('are read in the order in which they came and changed', async () => {
    const first = await save(INITIAL);
    const second = await save(
      publicationOf(fnsRecord({ ...filed, idweb: '26-90010', title: 'Vitres' })),
      NOW + 1,
    );
    await save(CORRECTION, NOW + 2);
    const all = await noticesChangedAfter(db, { at: 0, id: '' }, 10);
    expect(all.map(({ id }) => id)).toEqual([second.noticeId, first.noticeId]);
    const [head] = await noticesChangedAfter(db, { at: 0, id: '' }, 1);
    const rest = await noticesChangedAfter(db, { at: head?.changedAt ?? 0, id: head?.id ?? '' }, 10);
    expect(rest.map(({ id }) => id)).toEqual([first.noticeId]);
    expect((await noticesOf(db, [first.noticeId, 'none'])).map(({ id }) => id)).toEqual([first.noticeId]);
    expect(await noticesOf(db, [])).toEqual([]);
  });

  it('are open until they close, page by page', async () => {
    for (let at = 0; at < 5; at += 1)
      await save(
        publicationOf(fnsRecord({ ...filed, idweb: `26-8000${at}`, title: `Lot ${at} de nettoyage` })),
      );
    await save(publicationOf(fnsRecord({ ...filed, idweb: '26-80009', closing: '2026-11-20T12:00:00' })));
    await save(
      publicationOf(record({ idweb: '26-80010', day: '2026-11-10', title: 'Sans date connue' }, {})),
    );
    const first = await openNotices(db, NOW, { limit: 4 });
    const last = first.at(-1);
    const rest = await openNotices(db, { at: last?.openUntil ?? 0, id: last?.id ?? '' }, { limit: 10 });
    expect([first.length, rest.length]).toEqual([4, 2]);
    const later = Date.parse('2026-12-15T11:00:00Z');
    expect(await openNotices(db, later, { limit: 10 })).toHaveLength(1);
    // The others have closed, those that came last first.
    expect(await closedNotices(db, NOW, { limit: 10 })).toHaveLength(1);
    const closed = await closedNotices(db, later, { limit: 4 });
    const before = { at: closed.at(-1)?.changedAt ?? 0, id: closed.at(-1)?.id ?? '' };
    const more = await closedNotices(db, later, { before, limit: 10 });
    expect(new Set([...closed, ...more].map(({ id }) => id)).size).toBe(6);
  });

  it('go a year after they closed, with all that tells of them', async () => {
    const { noticeId } = await save(INITIAL);
    await save(CORRECTION);
    const closed = Date.parse('2026-12-22T15:00:00Z');
    const forget = (now: number) => db.tx((tx) => forgetNotices(tx, now, 10));
    expect(await forget(closed + 364 * DAY)).toBe(0);
    expect(await forget(closed + 366 * DAY)).toBe(1);
    expect(await findNotice(db, noticeId)).toBeUndefined();
    expect(await changesAfter(db, noticeId)).toEqual([]);
    expect(await findPublished(db, 'boamp', '26-90002')).toBeUndefined();
    for (const table of ['notice_key', 'notice_publication', 'notice_change'])
      expect(await db.query(`SELECT 1 AS found FROM ${table}`), table).toEqual([]);
  });

  it('do not come when their time is over before', async () => {
    const old = publicationOf(
      fnsRecord({ ...filed, idweb: '24-1', day: '2024-01-10', closing: '2024-02-15T12:00:00' }),
    );
    expect(await save(old)).toEqual({ did: 'same', noticeId: 'none' });
    expect(await findPublished(db, 'boamp', '24-1')).toBeUndefined();
  });

  it('undo nothing by half', async () => {
    await expect(
      db.tx(async (tx) => {
        await savePublication(tx, INITIAL, NOW);
        throw new Error('cut');
      }),
    ).rejects.toThrow('cut');
    expect(await findPublished(db, 'boamp', '26-90001')).toBeUndefined();
  });

  describe('that staff write', () => {
    const fields = {
      title: 'Traiteur du forum',
      kind: 'Contrat privé',
      publisher: 'CCI Nord',
      closingDay: '15/12/2026',
    };
    const write = (more: object, now = NOW) =>
      db.tx((tx) => writeOpportunity(tx, { ...fields, ...more }, now));

    it('are kept, changed under their reference, and ended', async () => {
      const wrote = await write({ reference: 'forum' });
      if (!wrote.ok || wrote.noticeId === undefined) throw new Error('not kept');
      const again = await write({ reference: 'forum', closingDay: '20/12/2026' }, NOW + DAY);
      expect(again).toMatchObject({ ok: true, did: 'updated', noticeId: wrote.noticeId });
      expect(await findNotice(db, wrote.noticeId)).toMatchObject({
        version: 2,
        notice: { kind: 'written', publishedOn: '2026-11-29', closing: { day: '2026-12-20' } },
      });
      const end = (reference: string) =>
        db.tx((tx) => withdrawOpportunity(tx, { reference, why: 'Forum reporté', now: NOW + 2 * DAY }));
      expect(await end('forum')).toBe(true);
      expect(await end('inconnu')).toBe(false);
      expect((await findNotice(db, wrote.noticeId))?.notice).toMatchObject({
        kind: 'annulation',
        cancelled: { why: 'Forum reporté' },
      });
      expect(await openNotices(db, NOW, { limit: 10 })).toEqual([]);
    });

    it('are not kept when something is to be corrected', async () => {
      expect(await write({ title: '', kind: 'Goûter' })).toEqual({
        ok: false,
        mistakes: [
          { field: 'title', message: expect.stringContaining('« Titre »') },
          { field: 'kind', message: expect.stringContaining('« Goûter »') },
        ],
      });
      expect(await openNotices(db, NOW, { limit: 10 })).toEqual([]);
    });
  });

  describe('and their sources', () => {
    const move = (from: string | undefined, to: string) =>
      db.tx((tx) => movePlace(tx, { source: 'boamp', from, to, now: NOW }));

    it('are read from where they were left, by one at a time', async () => {
      expect(await placeOfSource(db, 'boamp')).toEqual({ cursor: undefined, waitUntil: undefined });
      expect(await move(undefined, 'a')).toBe(true);
      expect(await move(undefined, 'b')).toBe(false);
      expect(await move('a', 'b')).toBe(true);
      expect(await move('a', 'c')).toBe(false);
      expect((await placeOfSource(db, 'boamp')).cursor).toBe('b');
    });

    it('are left alone as long as they ask, without losing the place', async () => {
      await db.tx((tx) => noteWait(tx, 'boamp', NOW + 60_000, NOW));
      expect(await placeOfSource(db, 'boamp')).toEqual({ cursor: undefined, waitUntil: NOW + 60_000 });
      expect(await move(undefined, 'a')).toBe(true);
      expect((await placeOfSource(db, 'boamp')).waitUntil).toBeUndefined();
    });

    it('show what each reading gave, and why one stopped', async () => {
      const cut = await db.tx((tx) => startRun(tx, 'ted', NOW));
      const next = await db.tx((tx) => startRun(tx, 'ted', NOW + 10));
      const counts = { ...NO_COUNTS, read: 3, new: 2, refused: 1 };
      await db.tx((tx) => noteRun(tx, next, counts));
      await db.tx((tx) =>
        endRun(tx, next, { state: 'down', why: 'Le service ne répond pas.', now: NOW + 20 }),
      );
      expect(await lastRuns(db, 'ted')).toEqual([
        {
          id: next,
          source: 'ted',
          startedAt: NOW + 10,
          endedAt: NOW + 20,
          state: 'down',
          why: 'Le service ne répond pas.',
          counts,
        },
        {
          id: cut,
          source: 'ted',
          startedAt: NOW,
          endedAt: NOW + 10,
          state: 'stopped',
          why: undefined,
          counts: NO_COUNTS,
        },
      ]);
      expect(await lastRuns(db, 'boamp')).toEqual([]);
    });

    it('show what was not understood, until it is', async () => {
      const refusal = { source: 'boamp', reference: '26-1', why: 'L’avis est vide.', at: NOW };
      await db.tx((tx) => noteRefusal(tx, refusal));
      await db.tx((tx) => noteRefusal(tx, { ...refusal, why: 'Coupé.', at: NOW + 1 }));
      expect(await lastRefusals(db)).toEqual([{ ...refusal, why: 'Coupé.', at: NOW + 1 }]);
      await db.tx((tx) => dropRefusal(tx, 'boamp', '26-1'));
      expect(await lastRefusals(db)).toEqual([]);
    });

    it('are looked back at for a time only', async () => {
      await db.tx((tx) => startRun(tx, 'ted', NOW));
      await db.tx((tx) => noteRefusal(tx, { source: 'ted', reference: '1', why: 'x', at: NOW }));
      expect(await db.tx((tx) => forgetReadings(tx, NOW, 10))).toBe(0);
      expect(await db.tx((tx) => forgetReadings(tx, NOW + 1, 10))).toBe(1);
      expect(await lastRuns(db, 'ted')).toEqual([]);
      expect(await lastRefusals(db)).toEqual([]);
    });
  });
});
