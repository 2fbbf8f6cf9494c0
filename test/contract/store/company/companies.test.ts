import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { companyBrief } from '#src/company/brief.ts';
import {
  addCompany,
  type CompanyField,
  companyBySiren,
  companyFields,
  companyHistory,
  saveCompanyFields,
  setSiren,
} from '#src/company/store/companies.ts';
import { addConsent, consentLog } from '#src/company/store/consents.ts';
import {
  draftsToRemind,
  findDraft,
  markReminded,
  removeDraft,
  saveDraft,
} from '#src/company/store/drafts.ts';
import {
  addInvitation,
  addMember,
  askToJoin,
  decideMember,
  membershipsOf,
  membersOf,
  membersWithAddressOf,
  useInvitation,
} from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import { caseThreads } from '#src/features/expert/store/case-threads.ts';
import { merging } from '#src/features-together.ts';
import { addContactCode, useContactCode } from '#src/person/store/contacts.ts';
import { mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;
const SIREN = '732829320';

describe.each(engines)('A company’s file, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let other: Database;
  let anne: string;
  let bea: string;

  const meet = async (key: string) =>
    (await db.tx((tx) => openPerson(tx, { channel: 'web', key, now: T0 }))).id;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    other = await store.connect();
    [anne, bea] = [await meet('anne'), await meet('bea')];
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const field = (
    name: string,
    value: unknown,
    origin: CompanyField['origin'] = 'declared',
  ): CompanyField => ({
    field: name,
    value,
    origin,
    label: name.toUpperCase(),
    shown: String(value),
  });
  const make = async (siren: string | null = SIREN): Promise<string> => {
    const company = await db.tx((tx) => addCompany(tx, { siren: siren ?? undefined, now: T0 }));
    if (!company) throw new Error('there is one');
    await db.tx((tx) => addMember(tx, { companyId: company.id, personId: anne, now: T0 }));
    return company.id;
  };
  const save = (companyId: string, fields: CompanyField[], now = T0, personId = anne) =>
    db.tx((tx) => saveCompanyFields(tx, { companyId, personId, fields, now }));
  const status = async (companyId: string, personId: string) =>
    (await membersOf(other, companyId)).find((one) => one.personId === personId)?.status;
  const confirm = async (personId: string, email: string) => {
    const code = { personId, email, digest: personId, expiresAt: T0 + DAY, now: T0 };
    await db.tx((tx) => addContactCode(tx, code));
    await db.tx((tx) => useContactCode(tx, { personId, digest: personId, now: T0 }));
  };

  it('is one a SIREN, also when two sign up together; those without one are apart', async () => {
    const both = await Promise.all(
      [db, other].map((one) => one.tx((tx) => addCompany(tx, { siren: SIREN, now: T0 }))),
    );
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await companyBySiren(other, SIREN)).toMatchObject({ siren: SIREN });
    const first = await make(null);
    const second = await make(null);
    expect(first).not.toBe(second);
    expect(await db.tx((tx) => setSiren(tx, first, '404833048'))).toBe(true);
    expect(await db.tx((tx) => setSiren(tx, second, '404833048'))).toBe(false);
  });

  it('keeps each value with its origin, and what was there before', async () => {
    const id = await make();
    await save(id, [field('name', 'ECO', 'fetched'), field('phone', '+33612345678')]);
    const changed = await save(
      id,
      [{ ...field('name', 'Éco'), contested: 'ECO' }, field('phone', '+33612345678')],
      T0 + 5,
    );
    expect(changed).toEqual(['name']);
    expect(await companyFields(other, id)).toMatchObject([
      { field: 'name', value: 'Éco', origin: 'declared', contested: 'ECO' },
      { field: 'phone', value: '+33612345678' },
    ]);
    const names = (await companyHistory(other, id)).filter((one) => one.field === 'name');
    expect(names).toMatchObject([
      { value: 'ECO', origin: 'fetched', personId: anne, at: T0, replacedAt: T0 + 5 },
      { value: 'Éco', replacedAt: undefined },
    ]);
    expect(await save(id, [field('name', 'Éco')], T0 + 6)).toEqual(expect.arrayContaining(['name', 'phone']));
    expect((await companyFields(other, id)).map((one) => one.field)).toEqual(['name']);
    expect(await companyHistory(other, id)).toHaveLength(4);
  });

  it('has one value a field when two members save at once', async () => {
    const id = await make();
    await Promise.all([
      save(id, [field('name', 'A')], T0 + 1),
      other.tx((tx) =>
        saveCompanyFields(tx, { companyId: id, personId: bea, fields: [field('name', 'B')], now: T0 + 1 }),
      ),
    ]);
    expect(await companyFields(db, id)).toHaveLength(1);
  });

  it('takes a member in when another one says yes, once', async () => {
    const id = await make();
    const ask = (now = T0) => db.tx((tx) => askToJoin(tx, { companyId: id, personId: bea, now }));
    expect(await ask()).toBe(true);
    expect(await ask()).toBe(false);
    expect(await companyBrief(other, bea)).toBeUndefined();
    const decide = (accepted: boolean) =>
      db.tx((tx) => decideMember(tx, { companyId: id, personId: bea, by: anne, accepted, now: T0 }));
    expect(await decide(false)).toBe(true);
    expect(await decide(true)).toBe(false);
    expect(await ask(T0 + DAY)).toBe(false);
    expect(await ask(T0 + 8 * DAY)).toBe(true);
    expect(await decide(true)).toBe(true);
    expect(await status(id, bea)).toBe('member');
    expect(await ask(T0 + 30 * DAY)).toBe(false);
  });

  it('is opened by an invitation once, until it is out of date', async () => {
    const id = await make();
    const invite = (digest: string) =>
      db.tx((tx) =>
        addInvitation(tx, { digest, companyId: id, personId: anne, expiresAt: T0 + DAY, now: T0 }),
      );
    expect(await invite('a')).toBe(true);
    expect(await invite('a')).toBe(false);
    const use = (digest: string, now: number, connection = db) =>
      connection.tx((tx) => useInvitation(tx, { digest, now }));
    const both = await Promise.all([use('a', T0 + 1), use('a', T0 + 1, other)]);
    expect(both.filter(Boolean)).toEqual([id]);
    await invite('b');
    expect(await use('b', T0 + DAY + 1)).toBeUndefined();
    expect(await use('c', T0)).toBeUndefined();
  });

  it('knows a member by an address that both proved, and by nothing else', async () => {
    const id = await make();
    const known = (personId: string) => membersWithAddressOf(other, { companyId: id, personId });
    await confirm(bea, 'anne@exemple.fr');
    expect(await known(bea)).toEqual([]);
    await confirm(anne, 'Anne@Exemple.fr');
    expect(await known(bea)).toEqual([anne]);
    expect(await known(anne)).toEqual([]);
    await db.tx((tx) => askToJoin(tx, { companyId: id, personId: bea, now: T0 }));
    const chloe = await meet('chloe');
    await confirm(chloe, 'bea@exemple.fr');
    expect(await known(chloe)).toEqual([]);
    // A mailbox that two members share is nobody's own.
    await db.tx((tx) => addMember(tx, { companyId: id, personId: bea, now: T0 }));
    await confirm(chloe, 'anne@exemple.fr');
    expect((await known(chloe)).sort()).toEqual([anne, bea].sort());
  });

  it('is shown to experts in brief, without phone or address', async () => {
    const id = await make();
    await save(id, [
      field('name', 'Éco'),
      field('seat', 'Pantin (93)'),
      field('phone', '0612'),
      field('email', 'a@b.fr'),
    ]);
    expect(await companyBrief(other, anne)).toEqual({
      companyId: id,
      name: 'Éco',
      siren: SIREN,
      lines: ['SEAT : Pantin (93)'],
    });
  });

  it('is on the card of a case that its member opens', async () => {
    const id = await make();
    await save(id, [field('name', 'Éco'), field('seat', 'Pantin (93)'), field('phone', '0612')]);
    const key = { channel: 'web', channelKey: 'k', address: null, personId: anne, now: T0 };
    await db.tx(async (tx) => {
      const conversation = await openConversation(tx, key);
      const context = { surfaces: ['slack'], hours: await loadWorkingHours(tx), now: T0 };
      const { row } = await openCase(tx, context, conversation, { reason: 'asked' });
      const [thread] = await caseThreads(tx, row.id);
      const [card] = await messagesAfter(tx, thread?.conversationId ?? '', 0);
      const words = card?.author === 'bot' ? plainText(card.content.blocks) : '';
      expect(words).toContain('Entreprise référencée : Éco (SIREN 732829320)');
      expect(words).toContain('SEAT : Pantin (93)');
      expect(words).not.toContain('0612');
    });
  });

  it('follows a person who becomes one with another, with forms and agreements', async () => {
    const id = await make();
    await db.tx((tx) => askToJoin(tx, { companyId: id, personId: bea, now: T0 }));
    const consent = { personId: anne, companyId: id, purpose: 'file', version: '1', given: true, at: T0 };
    await db.tx((tx) => addConsent(tx, consent));
    const key = { channel: 'web', channelKey: 'k', address: null, personId: anne, now: T0 };
    const { id: conversationId } = await db.tx((tx) => openConversation(tx, key));
    const keep = (personId: string, draft: unknown, now: number) =>
      db.tx((tx) => saveDraft(tx, { personId, draft, conversationId, now }));
    await keep(anne, { own: 'anne' }, T0 + 2);
    await keep(bea, { own: 'bea' }, T0 + 1);
    await db.tx((tx) => mergePersons(tx, anne, bea, merging));
    expect(await status(id, bea)).toBe('member');
    expect(await membershipsOf(other, anne)).toEqual([]);
    expect((await findDraft(other, bea))?.draft).toEqual({ own: 'anne' });
    expect(await findDraft(other, anne)).toBeUndefined();
    const said = { companyId: id, purpose: 'file', version: '1', given: true, at: T0 };
    expect(await consentLog(other, bea)).toEqual([said]);
  });

  it('names, as who let somebody in, the person that they became', async () => {
    const id = await make();
    const { id: carl } = await db.tx((tx) => openPerson(tx, { channel: 'web', key: 'carl', now: T0 }));
    await db.tx((tx) => askToJoin(tx, { companyId: id, personId: carl, now: T0 }));
    const decision = { companyId: id, personId: carl, by: anne, accepted: true, now: T0 };
    await db.tx((tx) => decideMember(tx, decision));
    await db.tx((tx) => mergePersons(tx, anne, bea, merging));
    const rows = await other.query('SELECT decided_by FROM company_member WHERE person_id = $1', [carl]);
    expect(rows).toEqual([{ decided_by: bea }]);
  });

  it('has an unfinished form reminded of, so often and not too soon', async () => {
    const key = { channel: 'web', channelKey: 'k', address: null, personId: anne, now: T0 };
    const { id: conversationId } = await db.tx((tx) => openConversation(tx, key));
    const keep = (now: number) =>
      db.tx((tx) => saveDraft(tx, { personId: anne, draft: {}, conversationId, now }));
    await keep(T0);
    const due = (at: number) =>
      draftsToRemind(other, { before: at - 2 * DAY, remindedBefore: at - 7 * DAY, most: 2 });
    expect(await due(T0 + DAY)).toEqual([]);
    const [saved] = await due(T0 + 3 * DAY);
    const remind = (reminders: number, updatedAt: number, now: number) =>
      db.tx((tx) => markReminded(tx, { personId: anne, reminders, updatedAt, now }));
    expect(saved).toMatchObject({ personId: anne, reminders: 0, updatedAt: T0 });
    expect(await remind(0, T0, T0 + 3 * DAY)).toBe(true);
    expect(await remind(0, T0, T0 + 3 * DAY)).toBe(false);
    expect(await due(T0 + 5 * DAY)).toEqual([]);
    await keep(T0 + 6 * DAY);
    expect(await due(T0 + 11 * DAY)).toHaveLength(1);
    expect(await remind(1, T0, T0 + 11 * DAY)).toBe(false);
    expect(await remind(1, T0 + 6 * DAY, T0 + 11 * DAY)).toBe(true);
    expect(await due(T0 + 90 * DAY)).toEqual([]);
    await db.tx((tx) => removeDraft(tx, anne));
    expect(await findDraft(other, anne)).toBeUndefined();
  });
});
