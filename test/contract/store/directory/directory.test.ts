import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCompany, type CompanyField, saveCompanyFields } from '#src/company/store/companies.ts';
import { addConsent } from '#src/company/store/consents.ts';
import { setHolding } from '#src/company/store/holders.ts';
import { agreesTo, listedCompanies } from '#src/company/store/listed-companies.ts';
import { addMember, askToJoin } from '#src/company/store/members.ts';
import { createCardCache } from '#src/features/directory/search/card-cache.ts';
import { readCard, readCards } from '#src/features/directory/search/read-cards.ts';
import {
  addIntroduction,
  countIntroductions,
  endIntroduction,
  findIntroduction,
  introductionRecords,
  isSilent,
  noteIntroduction,
  recentIntroductions,
  setSilence,
  waitingIntroductions,
} from '#src/features/directory/store/introductions.ts';
import { merging } from '#src/features-together.ts';
import { mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database, SqlValue } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const PURPOSE = 'directory';

describe.each(engines)('The directory in the store, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let anne: string;
  let bea: string;

  const meet = async (key: string) =>
    (await db.tx((tx) => openPerson(tx, { channel: 'web', key, now: T0 }))).id;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    [anne, bea] = [await meet('anne'), await meet('bea')];
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const field = (name: string, value: unknown): CompanyField => ({
    field: name,
    value,
    origin: 'declared',
    label: name,
    shown: String(value),
  });
  const make = async (name: string, speaks = true): Promise<string> => {
    const company = await db.tx((tx) => addCompany(tx, { siren: undefined, now: T0 }));
    if (!company) throw new Error('there is one');
    await db.tx(async (tx) => {
      const member = { companyId: company.id, personId: anne, now: T0 };
      await (speaks ? addMember(tx, member) : askToJoin(tx, member));
      const fields = [
        field('name', name),
        field('activities', { said: 'ménage', sectors: ['nettoyage'] }),
        field('phone', '+33612345678'),
      ];
      await saveCompanyFields(tx, { companyId: company.id, personId: anne, fields, now: T0 });
      await setHolding(tx, { companyId: company.id, state: 'approved', byName: 'Awa', now: T0 });
    });
    return company.id;
  };
  const say = (companyId: string, given: boolean, at: number, purpose = PURPOSE) =>
    db.tx((tx) => addConsent(tx, { personId: anne, companyId, purpose, version: '1', given, at }));
  const names = async () => (await readCards(db)).map((card) => card.name);

  it('lists who agreed last, and nothing but what was asked of their file', async () => {
    const yes = await make('Oui');
    const never = await make('Jamais');
    const other = await make('Autre');
    await say(yes, true, T0);
    await say(other, true, T0, 'alerts');
    expect(await names()).toEqual(['Oui']);
    const [listed] = await listedCompanies(db, { purpose: PURPOSE, fields: ['name', 'activities'] });
    expect(listed?.fields.map((one) => one.field)).toEqual(['activities', 'name']);
    await say(yes, false, T0 + 1);
    expect(await names()).toEqual([]);
    await say(yes, true, T0 + 2);
    expect(await names()).toEqual(['Oui']);
    // Two words within one millisecond, in whatever order: a no holds.
    await say(yes, false, T0 + 2);
    expect(await names()).toEqual([]);
    expect(await agreesTo(db, never, PURPOSE)).toBe(false);
  });

  it('is read again by its public pages whenever something of it changed, and only then', async () => {
    let reads = 0;
    const counting = {
      ...db,
      query: <R>(sql: string, params?: readonly SqlValue[]) => {
        if (sql.includes('JOIN company_field')) reads += 1;
        return db.query<R>(sql, params);
      },
    };
    const cards = createCardCache(counting, () => 0);
    const shown = async () => (await cards()).map(({ name }) => name);
    const id = await make('Oui');
    await say(id, true, T0);
    expect([await shown(), await shown(), reads]).toEqual([['Oui'], ['Oui'], 1]);
    // Its words, its agreement, who holds it and who speaks for it.
    const fields = [field('name', 'Autre nom'), field('activities', { said: 'ménage', sectors: [] })];
    await db.tx((tx) => saveCompanyFields(tx, { companyId: id, personId: anne, fields, now: T0 }));
    expect(await shown()).toEqual(['Autre nom']);
    await db.tx((tx) => setHolding(tx, { companyId: id, state: 'disputed', byName: 'Awa', now: T0 }));
    expect(await shown()).toEqual([]);
    await db.tx((tx) => setHolding(tx, { companyId: id, state: 'approved', byName: 'Awa', now: T0 }));
    expect(await shown()).toEqual(['Autre nom']);
    await say(id, false, T0 + 1);
    expect(await shown()).toEqual([]);
    await say(id, true, T0 + 2);
    expect(await shown()).toEqual(['Autre nom']);
    await db.tx((tx) => tx.query("UPDATE company_member SET status = 'refused' WHERE company_id = $1", [id]));
    expect(await shown()).toEqual([]);
  });

  it('knows a page that is no more, and lists no company for which nobody speaks', async () => {
    const left = await make('Partie');
    const alone = await make('Seule', false);
    await say(left, true, T0);
    const [card] = await readCards(db);
    await say(left, false, T0 + 1);
    await say(alone, true, T0);
    expect(await names()).toEqual([]);
    expect(await readCard(db, card?.key ?? '')).toBe('left');
    expect(await readCard(db, '0123456789')).toBeUndefined();
    await say(left, true, T0 + 2);
    expect(await readCard(db, card?.key ?? '')).toEqual(card);
  });

  it('keeps wishes with all that happened to them, and counts them', async () => {
    const companyId = await make('Éco');
    const ask = (now: number) =>
      db.tx((tx) =>
        addIntroduction(tx, {
          companyId,
          personId: bea,
          conversationId: 'c',
          buyer: { name: 'Béa' },
          expiresAt: now + 100,
          now,
        }),
      );
    const first = await ask(T0);
    const second = await ask(T0 + 1);
    const count = (since: number) =>
      countIntroductions(db, { personId: bea, companyId, since, sinceSame: T0 });
    expect(await count(T0)).toEqual({ own: 2, same: 2, waiting: 2 });
    await db.tx(async (tx) => {
      await endIntroduction(tx, { id: first, state: 'accepted', decidedBy: anne, at: T0 + 5 });
      await noteIntroduction(tx, { id: first, type: 'accept', personId: anne, at: T0 + 5 });
      await endIntroduction(tx, { id: second, state: 'cancelled', at: T0 + 6 });
    });
    expect(await count(T0 + 1)).toEqual({ own: 1, same: 1, waiting: 0 });
    expect(await findIntroduction(db, first)).toMatchObject({
      state: 'accepted',
      decidedBy: anne,
      endedAt: T0 + 5,
      buyer: { name: 'Béa' },
    });
    expect(await introductionRecords(db, first)).toEqual([
      { type: 'asked', personId: bea, at: T0 },
      { type: 'accept', personId: anne, at: T0 + 5 },
    ]);
    expect(await waitingIntroductions(db, companyId)).toEqual([]);
    const page = await recentIntroductions(db, { limit: 1, offset: 0 });
    expect(page).toMatchObject({ total: 2, items: [{ id: second }] });
  });

  it('follows a person who becomes another one, and remembers who takes no wishes', async () => {
    const companyId = await make('Éco');
    const wish = { companyId, personId: bea, conversationId: 'c', buyer: {}, expiresAt: T0 + 9, now: T0 };
    const id = await db.tx((tx) => addIntroduction(tx, wish));
    const silence = (silent: boolean) =>
      db.tx((tx) => setSilence(tx, { companyId, personId: bea, silent, now: T0 }));
    await silence(true);
    await silence(true);
    expect(await isSilent(db, companyId)).toBe(true);
    await db.tx((tx) => mergePersons(tx, bea, anne, merging));
    expect(await findIntroduction(db, id)).toMatchObject({ personId: anne });
    expect((await introductionRecords(db, id))[0]?.personId).toBe(anne);
    await silence(false);
    expect(await isSilent(db, companyId)).toBe(false);
  });
});
