import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCompany } from '#src/company/store/companies.ts';
import { addMember } from '#src/company/store/members.ts';
import { dueFollowed, followNotice, haveWait } from '#src/features/opportunities/store/alert-notices.ts';
import { startAlert } from '#src/features/opportunities/store/alerts.ts';
import {
  bidOfPerson,
  bidsOf,
  bidsOfChanged,
  changeBid,
  dueBids,
  lessonsOf,
  lockBid,
  moveBids,
  type NewBid,
  openBid,
  stepsDone,
  tickStep,
} from '#src/features/opportunities/store/bids.ts';
import { writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const NOW = Date.parse('2026-11-30T08:00:00Z');
const HOUR = 3_600_000;
const WRITTEN = {
  title: 'Nettoyage des bureaux',
  kind: 'contrat privé',
  publisher: 'CCI de Monterive',
  reference: 'bureaux',
  closingDay: '2027-01-15',
};

describe.each(engines)('Answers to calls on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let anne: string;
  let basile: string;
  let company: string;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    await db.tx(async (tx) => {
      anne = (await openPerson(tx, { channel: 'web', key: 'anne', now: NOW })).id;
      basile = (await openPerson(tx, { channel: 'web', key: 'basile', now: NOW })).id;
      company = (await addCompany(tx, { siren: '732829320', now: NOW }))?.id ?? '';
    });
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const open = (bid: Partial<NewBid> = {}) =>
    db.tx((tx) =>
      openBid(tx, {
        personId: anne,
        companyId: undefined,
        noticeId: 'n1',
        noticeVersion: 1,
        title: 'Nettoyage des gymnases',
        buyer: 'Ville de Monterive',
        lots: ['1'],
        closesAt: NOW + 72 * HOUR,
        nextAt: NOW + 24 * HOUR,
        now: NOW,
        ...bid,
      }),
    );
  const change = (id: string, to: Parameters<typeof changeBid>[2], now?: number) =>
    db.tx((tx) => changeBid(tx, id, to, now));

  it('are one for a call, taken up again with what is ticked', async () => {
    const first = await open();
    await db.tx((tx) => tickStep(tx, { bidId: first.id, step: 'prices', now: NOW }));
    await db.tx((tx) => tickStep(tx, { bidId: first.id, step: 'prices', now: NOW + 1 }));
    await change(first.id, { state: 'unsent', nextAt: null }, NOW + 1);
    const again = await open({ lots: ['2'], now: NOW + HOUR });
    expect(again).toMatchObject({ id: first.id, lots: ['2'], state: 'open', openedAt: NOW });
    expect([...(await stepsDone(db, first.id))]).toEqual(['prices']);
    await change(first.id, { state: 'lost' });
    expect((await open()).state).toBe('lost');
    expect(await bidsOf(db, anne)).toHaveLength(1);
  });

  it('have their last hours and their closing said anew, taken up again or of another closing', async () => {
    const { id } = await open();
    const said = { calmAt: NOW, closedAt: NOW, sentAsked: 2 };
    await change(id, said);
    expect(await open()).toMatchObject(said);
    const anew = { calmAt: undefined, closedAt: undefined, sentAsked: 0, state: 'open' };
    expect(await open({ closesAt: NOW + 99 * HOUR })).toMatchObject(anew);
    await change(id, { ...said, state: 'unsent', nextAt: null });
    expect(await open({ closesAt: NOW + 99 * HOUR })).toMatchObject({ ...anew, nextAt: NOW + 24 * HOUR });
  });

  it('say what changes of a call that is followed, which is followed no more once they are over', async () => {
    await db.tx((tx) => addMember(tx, { companyId: company, personId: anne, now: NOW }));
    const wrote = await db.tx((tx) => writeOpportunity(tx, WRITTEN, NOW));
    const noticeId = (wrote.ok && wrote.noticeId) || '';
    const followed = { companyId: company, noticeId };
    await db.tx(async (tx) => {
      await startAlert(tx, {
        companyId: company,
        personId: anne,
        conversationId: 'c1',
        cadence: 'daily',
        wanted: {},
        now: NOW,
      });
      await haveWait(tx, [followed], NOW);
      await followNotice(tx, company, { noticeId, version: 1, remindAt: NOW, now: NOW });
    });
    const due = () => dueFollowed(db, NOW + HOUR, { limit: 10 });
    expect(await due()).toEqual([followed]);
    for (const state of ['unsent', 'over', 'won', 'lost'] as const) {
      const { id } = await open({ companyId: company, noticeId });
      await change(id, { state: 'open' });
      expect(await due()).toEqual([]);
      await change(id, { state });
      expect(await due()).toEqual([]);
      // Whoever follows it again is told again.
      await db.tx((tx) => followNotice(tx, company, { noticeId, version: 0, remindAt: undefined, now: NOW }));
      expect(await due()).toEqual([followed]);
    }
  });

  it('are a company’s: its members speak of them, and nobody else', async () => {
    await db.tx(async (tx) => {
      for (const personId of [anne, basile]) await addMember(tx, { companyId: company, personId, now: NOW });
    });
    const { id } = await open({ companyId: company });
    expect((await open({ personId: basile, companyId: company })).id).toBe(id);
    expect((await bidOfPerson(db, anne, id))?.id).toBe(id);
    const stranger = await db.tx((tx) => openPerson(tx, { channel: 'web', key: 'carl', now: NOW }));
    expect(await bidOfPerson(db, stranger.id, id)).toBeUndefined();
    expect(await bidsOf(db, stranger.id)).toEqual([]);
  });

  it('are theirs no more, who left the company; what they answer alone is', async () => {
    await db.tx((tx) => addMember(tx, { companyId: company, personId: anne, now: NOW }));
    const { id } = await open({ companyId: company });
    const own = await open({ noticeId: 'n2' });
    await change(id, { lesson: 'plus de photos', lessonBy: anne });
    expect(await lessonsOf(db, anne)).toEqual(['plus de photos']);
    await db.query('DELETE FROM company_member');
    expect((await bidsOf(db, anne)).map((one) => one.id)).toEqual([own.id]);
    expect(await bidOfPerson(db, anne, id)).toBeUndefined();
    expect(await lessonsOf(db, anne)).toEqual([]);
  });

  it('become a company’s, where who opened one is of it by then', async () => {
    const { id } = await open();
    await db.tx((tx) => addMember(tx, { companyId: company, personId: anne, now: NOW }));
    expect(await open({ companyId: company })).toMatchObject({ id, companyId: company });
    expect(await bidsOf(db, anne)).toHaveLength(1);
  });

  it('are due when they are, and say nothing more once nothing is left to say', async () => {
    const { id } = await open();
    expect(await dueBids(db, NOW + 23 * HOUR, 10)).toEqual([]);
    expect((await dueBids(db, NOW + 24 * HOUR, 10)).map((one) => one.id)).toEqual([id]);
    await change(id, { calmAt: NOW, closedAt: NOW, sentAsked: 2, wonAsked: 1, nextAt: null });
    expect(await dueBids(db, NOW + 900 * HOUR, 10)).toEqual([]);
    const kept = await db.tx((tx) => lockBid(tx, id));
    expect(kept).toMatchObject({ calmAt: NOW, closedAt: NOW, sentAsked: 2, wonAsked: 1, changedAt: NOW });
  });

  it('know which version of the notice they know', async () => {
    const wrote = await db.tx((tx) => writeOpportunity(tx, WRITTEN, NOW));
    if (!wrote.ok) throw new Error(wrote.mistakes.map(({ message }) => message).join());
    const noticeId = wrote.noticeId ?? '';
    const { id } = await open({ noticeId });
    expect(await bidsOfChanged(db, 10)).toEqual([]);
    await db.tx((tx) => writeOpportunity(tx, { ...WRITTEN, closingDay: '2027-02-02' }, NOW + HOUR));
    expect((await bidsOfChanged(db, 10)).map((one) => one.id)).toEqual([id]);
    await change(id, { noticeVersion: 2 });
    expect(await bidsOfChanged(db, 10)).toEqual([]);
  });

  it('keep what one would change, the last said first', async () => {
    const first = await open();
    const second = await open({ noticeId: 'n2' });
    await change(first.id, { lesson: 'plus de photos', lessonBy: anne }, NOW + 1);
    await change(second.id, { lesson: 'commencer plus tôt', lessonBy: anne }, NOW + 2);
    expect(await lessonsOf(db, anne)).toEqual(['commencer plus tôt', 'plus de photos']);
    expect(await lessonsOf(db, basile)).toEqual([]);
  });

  it('go along where two persons become one; of two to one call, one stays', async () => {
    await open();
    const kept = await open({ personId: basile });
    const other = await open({ noticeId: 'n2' });
    await db.tx((tx) => tickStep(tx, { bidId: other.id, step: 'prices', now: NOW }));
    await db.tx((tx) => moveBids(tx, anne, basile));
    expect((await bidsOf(db, basile)).map(({ id }) => id).sort()).toEqual([kept.id, other.id].sort());
    expect(await bidsOf(db, anne)).toEqual([]);
    expect([...(await stepsDone(db, other.id))]).toEqual(['prices']);
  });
});
