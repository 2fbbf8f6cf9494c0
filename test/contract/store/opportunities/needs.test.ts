import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addNeed,
  countNeeds,
  countWaitingNeeds,
  decidedNeeds,
  lockNeedOf,
  markNeedTold,
  moveNeeds,
  needOfNotice,
} from '#src/features/opportunities/store/needs.ts';
import { publishNotice } from '#src/features/opportunities/store/publishing.ts';
import { addWritten, endWritten } from '#src/features/opportunities/written.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const NOW = Date.parse('2026-12-01T09:00:00Z');
const BY = { key: 'buyer', name: 'Un acheteur' };

describe.each(engines)('Needs of buyers, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let buyer: string;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    buyer = (await db.tx((tx) => openPerson(tx, { channel: 'web', key: 'bea', now: NOW }))).id;
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const give = (title: string, now = NOW): Promise<{ id: string; noticeId: string }> =>
    db.tx(async (tx) => {
      const fields = { title, kind: 'autre', publisher: 'Mairie de Lyon', departments: '69' };
      const wrote = await addWritten(tx, fields, { by: BY, now });
      if (!wrote.ok) throw new Error('not written');
      const { noticeId } = wrote;
      const need = { noticeId, personId: buyer, conversationId: 'c1', title, contact: 'bea@lyon.example' };
      return { noticeId, id: await addNeed(tx, { ...need, givenAt: now }) };
    });

  it('wait for the team until it publishes them, or ends them, and are told once', async () => {
    const [nettoyage, traiteur] = [await give('Nettoyage'), await give('Traiteur', NOW + 1)];
    expect(await countWaitingNeeds(db)).toBe(2);
    expect(await decidedNeeds(db, 10)).toEqual([]);
    expect(await needOfNotice(db, nettoyage.noticeId)).toMatchObject({ contact: 'bea@lyon.example' });
    expect(await needOfNotice(db, 'another')).toBeUndefined();
    await db.tx(async (tx) => {
      const { noticeId } = nettoyage;
      await publishNotice(tx, { noticeId, by: BY, version: 1, companies: 3, now: NOW + 2 });
      await endWritten(tx, { noticeId: traiteur.noticeId, why: 'Erreur.' }, { by: BY, now: NOW + 2 });
    });
    expect(await countWaitingNeeds(db)).toBe(0);
    expect((await decidedNeeds(db, 10)).map(({ id }) => id)).toEqual([nettoyage.id, traiteur.id]);
    expect(await db.tx((tx) => markNeedTold(tx, nettoyage.id, NOW))).toBe(true);
    expect(await db.tx((tx) => markNeedTold(tx, nettoyage.id, NOW))).toBe(false);
    expect((await decidedNeeds(db, 10)).map(({ id }) => id)).toEqual([traiteur.id]);
  });

  it('are their buyer’s, counted, and go along where two persons become one', async () => {
    const { id } = await give('Nettoyage');
    expect(await countNeeds(db, { personId: buyer, since: NOW })).toEqual({ own: 1, all: 1 });
    expect(await countNeeds(db, { personId: 'other', since: NOW })).toEqual({ own: 0, all: 1 });
    expect(await countNeeds(db, { personId: buyer, since: NOW + 1 })).toEqual({ own: 0, all: 0 });
    const lock = (personId: string) => db.tx((tx) => lockNeedOf(tx, { id, personId }));
    expect(await lock('other')).toBeUndefined();
    await db.tx((tx) => moveNeeds(tx, buyer, 'other'));
    expect(await lock('other')).toMatchObject({ id });
  });
});
