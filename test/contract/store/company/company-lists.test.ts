import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addCompany,
  type CompanyField,
  companyFields,
  saveCompanyFields,
} from '#src/company/store/companies.ts';
import { addConsent, consentsOfCompany } from '#src/company/store/consents.ts';
import { casesOfCompany, countWaitingForTeam, listCompanies } from '#src/company/store/list.ts';
import { addMember, addTeamInvitation, askToJoin, useTeamInvitation } from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import {
  addImport,
  type ImportedFile,
  lastImports,
  writeImport,
} from '#src/features/referencing/store/imports.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { CountedCases } from '#support/store/seeds/counted-cases.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;

describe.each(engines)('Lists of companies, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let other: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    other = await store.connect();
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const field = (name: string, value: unknown): CompanyField => ({
    field: name,
    value,
    origin: 'team',
    label: name.toUpperCase(),
    shown: String(value),
  });
  const fresh = (siren: string, ...fields: CompanyField[]): ImportedFile => ({
    companyId: undefined,
    updatedAt: undefined,
    siren,
    fields,
  });
  const write = (files: readonly ImportedFile[], now = T0, connection = db) =>
    connection.tx(async (tx) => {
      if (!(await writeImport(tx, { files, byName: 'Awa', now }))) throw new Error('undone');
    });
  const meet = async (key: string) =>
    (await db.tx((tx) => openPerson(tx, { channel: 'web', key, now: T0 }))).id;

  it('are written with who brought them, many at once', async () => {
    const files = Array.from({ length: 250 }, (_, n) =>
      fresh(String(100_000_000 + n), field('name', `Éco ${n}`), field('seat', 'Pantin (93)')),
    );
    await write(files);
    const listed = await listCompanies(other);
    expect(listed).toHaveLength(250);
    expect(listed[0]).toMatchObject({ members: 0, pending: 0, cases: 0 });
    expect(await companyFields(other, listed[0]?.id ?? '')).toMatchObject([
      { field: 'name', origin: 'team', byName: 'Awa', personId: undefined },
      { field: 'seat' },
    ]);
  });

  it('change only a file that is as it was looked at, and leave nothing of a list that is undone', async () => {
    await write([fresh('100000001', field('name', 'A'), field('seat', 'Paris (75)'))]);
    const [before] = await listCompanies(other);
    const changed = { ...fresh('100000001', field('seat', 'Pantin (93)')), companyId: before?.id };
    await write([{ ...changed, updatedAt: before?.updatedAt }], T0 + 5);
    expect((await companyFields(other, before?.id ?? '')).map(({ shown }) => shown)).toEqual([
      'A',
      'Pantin (93)',
    ]);
    const late = { ...changed, updatedAt: before?.updatedAt };
    await expect(write([fresh('100000002', field('name', 'B')), late], T0 + 6)).rejects.toThrow('undone');
    expect(await listCompanies(other)).toHaveLength(1);
    // A company that signed up meanwhile undoes the whole too.
    await db.tx((tx) => addCompany(tx, { siren: '100000003', now: T0 }));
    await expect(
      write([fresh('100000004', field('name', 'D')), fresh('100000003', field('name', 'C'))]),
    ).rejects.toThrow('undone');
    expect(await listCompanies(other)).toHaveLength(2);
  });

  it('are one whole each when two bring the same one in together', async () => {
    const files = Array.from({ length: 40 }, (_, n) =>
      fresh(String(200_000_000 + n), field('name', `É ${n}`)),
    );
    const done = await Promise.allSettled([write(files), write(files, T0, other)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listCompanies(db)).toHaveLength(40);
  });

  it('tell who holds a file, who asks to, and its cases', async () => {
    await write([fresh('100000001', field('name', 'A')), fresh('100000002', field('name', 'B'))]);
    const [a, b] = (await listCompanies(db)).toSorted((x, y) => ((x.siren ?? '') < (y.siren ?? '') ? -1 : 1));
    const anne = await meet('anne');
    const bea = await meet('bea');
    const chloe = await meet('chloe');
    const now = T0;
    await db.tx((tx) => addMember(tx, { companyId: a?.id ?? '', personId: anne, now }));
    await db.tx((tx) => askToJoin(tx, { companyId: a?.id ?? '', personId: bea, now }));
    await db.tx((tx) => askToJoin(tx, { companyId: b?.id ?? '', personId: chloe, now }));
    // Only who asks where nobody of the company can answer waits for the team.
    expect(await countWaitingForTeam(other)).toBe(1);
    const key = { channel: 'web', channelKey: 'anne', address: null, personId: anne, now: T0 };
    const { id: conversationId } = await db.tx((tx) => openConversation(tx, key));
    await new CountedCases(db).case(conversationId, T0);
    const listed = await listCompanies(other);
    expect(listed.find(({ id }) => id === a?.id)).toMatchObject({ members: 1, pending: 1, cases: 1 });
    expect(listed.find(({ id }) => id === b?.id)).toMatchObject({ members: 0, pending: 1, cases: 0 });
    expect(await casesOfCompany(other, a?.id ?? '')).toMatchObject([{ personId: anne, state: 'open' }]);
    const consent = { personId: anne, companyId: a?.id, purpose: 'consent-file', version: '1', given: true };
    await db.tx((tx) => addConsent(tx, { ...consent, at: T0 }));
    expect(await consentsOfCompany(other, a?.id ?? '')).toMatchObject([{ personId: anne, given: true }]);
    expect(await consentsOfCompany(other, b?.id ?? '')).toEqual([]);
  });

  it('are opened by a code of the team once, until it is out of date', async () => {
    await write([fresh('100000001', field('name', 'A'))]);
    const companyId = (await listCompanies(db))[0]?.id ?? '';
    const invite = (digest: string) =>
      db.tx((tx) =>
        addTeamInvitation(tx, { digest, companyId, byName: 'Awa', expiresAt: T0 + DAY, now: T0 }),
      );
    expect(await invite('a')).toBe(true);
    expect(await invite('a')).toBe(false);
    const use = (digest: string, now: number, connection = db) =>
      connection.tx((tx) => useTeamInvitation(tx, { digest, now }));
    const both = await Promise.all([use('a', T0 + 1), use('a', T0 + 1, other)]);
    expect(both.filter(Boolean)).toEqual([{ companyId, byName: 'Awa' }]);
    await invite('b');
    expect(await use('b', T0 + DAY + 1)).toBeUndefined();
    expect(await use('c', T0)).toBeUndefined();
  });

  it('keep what was brought in, and a value of the team beside those of the company', async () => {
    const done = { fileName: 'liste.csv', byName: 'Awa', at: T0, made: 2, changed: 1, leftOut: 3 };
    await db.tx((tx) => addImport(tx, done));
    await db.tx((tx) => addImport(tx, { ...done, at: T0 + 1 }));
    expect(await lastImports(other, 1)).toEqual([{ ...done, at: T0 + 1 }]);
    const id = (await db.tx((tx) => addCompany(tx, { siren: undefined, now: T0 })))?.id ?? '';
    await db.tx((tx) =>
      saveCompanyFields(tx, { companyId: id, byName: 'Awa', fields: [field('name', 'É')], now: T0 }),
    );
    expect(await companyFields(other, id)).toMatchObject([{ byName: 'Awa', personId: undefined, at: T0 }]);
  });
});
