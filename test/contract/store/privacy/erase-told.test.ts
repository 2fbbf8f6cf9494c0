import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companyFields } from '#src/company/store/companies.ts';
import { addMember } from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { whyNot } from '#src/features/directory/introductions/send.ts';
import { startAlert } from '#src/features/opportunities/store/alerts.ts';
import { erasePerson } from '#src/features/privacy/erasure/erase-person.ts';
import { erasureEnd } from '#src/features/privacy/erasure/jobs.ts';
import { runRetention } from '#src/features/privacy/retention/sweep.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';
import { scheduleErasure } from '#src/features/privacy/store/erasures.ts';
import { leaveCompany } from '#src/features/privacy/store/leave-company.ts';
import { othersDo } from '#src/features-together.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { around } from '#support/store/around-retention.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { tracesInTables } from '#support/store/find-traces.ts';
import { BUYER_WORDS, COMPANY_WORDS, introduce } from '#support/store/seeds/introduced.ts';
import { COLLEAGUE, MATHILDE, somebodyWhoDidEverything } from '#support/store/seeds/somebody.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;

describe.each(engines)('What others were told of a person, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  /** Erases a person, and lets the last words leave. */
  const erase = async (personId: string): Promise<void> => {
    await db.tx(async (tx) => {
      const wish = { personId, askedBy: 'person', dueAt: T0, now: T0 } as const;
      const { erasure } = await scheduleErasure(tx, wish);
      const hours = await loadWorkingHours(tx);
      await erasePerson(
        tx,
        { surfaces: [], mailIsOn: true, others: othersDo, hours, now: T0 + 1_000 },
        erasure.id,
      );
    });
    await db.query("UPDATE outbox SET status = 'sent', sent_at = $1 WHERE status = 'open'", [T0]);
    const now = () => T0 + 8 * DAY;
    const effects = await erasureEnd({ db, others: othersDo, now }).run(
      {} as never,
      new AbortController().signal,
    );
    if (effects) await db.tx(effects);
  };
  const said = async (conversationId: string): Promise<string> =>
    JSON.stringify(await messagesAfter(db, conversationId, 0));

  it('goes with a buyer whose contact a company got, from what the company was told', async () => {
    const { buyer, company } = await introduce(db, { name: 'quiches', answer: 'yes', now: T0 });
    for (const word of BUYER_WORDS) expect(await said(company.conversation), word).toContain(word);
    await erase(buyer.person);
    expect(await tracesInTables(db, BUYER_WORDS)).toEqual([]);
    // What is said around it stays, and so does what is the company's.
    expect(await said(company.conversation)).toContain('C’est accepté. Voici le contact de [supprimé]');
    expect((await tracesInTables(db, COMPANY_WORDS)).join()).toContain('company_field.shown');
  });

  it('goes with a buyer who still waits: the company hears that nothing is asked of it any more', async () => {
    const { buyer, company } = await introduce(db, { name: 'quiches', now: T0 });
    await erase(buyer.person);
    expect(await tracesInTables(db, BUYER_WORDS)).toEqual([]);
    expect(await said(company.conversation)).toContain('[supprimé] a annulé sa demande de contact');
  });

  it('goes with the only person of a company, from what a buyer was told', async () => {
    const { buyer, company } = await introduce(db, { name: 'quiches', answer: 'yes', now: T0 });
    expect(await said(buyer.conversation)).toContain('anatole@quiches.example');
    await erase(company.person);
    expect(await tracesInTables(db, COMPANY_WORDS)).toEqual([]);
    expect(await said(buyer.conversation)).toContain('accepte votre demande');
  });

  it('goes with one person of several of a company, from what a buyer was told', async () => {
    const { buyer, company } = await introduce(db, { name: 'quiches', answer: 'yes', now: T0 });
    await db.tx(async (tx) => {
      const other = await openPerson(tx, { channel: 'web', key: 'other', now: T0 });
      await addMember(tx, { companyId: company.id, personId: other.id, now: T0 });
    });
    await erase(company.person);
    expect(await tracesInTables(db, COMPANY_WORDS)).toEqual([]);
    expect(await said(buyer.conversation)).toContain('accepte votre demande');
  });

  it('is kept from a buyer’s own file, and theirs from the company’s, once the wish’s period is over', async () => {
    const { buyer, company } = await introduce(db, { name: 'quiches', answer: 'yes', now: T0 });
    const now = T0 + 101 * DAY;
    await db.query('UPDATE conversation SET updated_at = $1', [now]);
    await runRetention(db, around(periodsWith({ conversations: 100 }), now));
    for (const word of COMPANY_WORDS) expect(await said(buyer.conversation), word).not.toContain(word);
    for (const word of BUYER_WORDS) expect(await said(company.conversation), word).not.toContain(word);
  });

  it('goes from a file that others hold too, when a list of the team names the person as its contact', async () => {
    const { buyer, company } = await introduce(db, { name: 'quiches', answer: 'yes', now: T0 });
    await db.query('UPDATE company_field SET person_id = NULL, by_name = $1', ['Lina Staff']);
    await db.query('UPDATE person SET name = $1 WHERE id = $2', [COMPANY_WORDS[0] ?? '', company.person]);
    const other = await db.tx(async (tx) => {
      const { id } = await openPerson(tx, { channel: 'web', key: 'other', now: T0 });
      await addMember(tx, { companyId: company.id, personId: id, now: T0 });
      const place = { channel: 'web', channelKey: 'other', address: {}, personId: id, now: T0 };
      return (await openConversation(tx, place)).id;
    });
    await erase(company.person);
    expect(await tracesInTables(db, COMPANY_WORDS)).toEqual([]);
    expect((await companyFields(db, company.id)).map(({ field }) => field)).toContain('activities');
    expect(await said(buyer.conversation)).toContain('accepte votre demande');
    // Who stays hears that the file says no more how to reach them, and nobody is given an empty contact.
    expect(await said(other)).toContain('n’a plus ni téléphone ni adresse');
    const asked = { companyId: company.id, company: 'quiches', personId: 'somebody', now: T0 };
    expect(await whyNot(db, asked)).toContain('n’a pas de contact à donner');
  });

  it('goes from what a colleague was told, also by one who left the company before, and in new lines', async () => {
    const who = await somebodyWhoDidEverything(db, T0);
    await db.tx(async (tx) => {
      await tx.query(
        `UPDATE message SET content = REPLACE(content, ' demande à rejoindre', '\\nveut rejoindre') WHERE content LIKE '%demande à rejoindre%'`,
      );
      await tx.query('DELETE FROM alert WHERE company_id = $1', [who.shared]);
      await startAlert(tx, {
        companyId: who.shared,
        personId: who.colleague,
        conversationId: 'c1',
        cadence: 'daily',
        wanted: {},
        now: T0,
      });
      await leaveCompany(
        tx,
        { personId: who.colleague, companyId: who.shared, alone: false, now: T0 + 1 },
        othersDo.register,
      );
    });
    // Coming back begins no alerts that were hers to ask for.
    expect(await db.query('SELECT is_on FROM alert WHERE person_id = $1', [who.colleague])).toEqual([
      { is_on: 0 },
    ]);
    const [theirs] = await db.query<{ id: string }>(
      "SELECT id FROM conversation WHERE channel_key = 'colleague'",
    );
    expect(await said(theirs?.id ?? '')).not.toContain(MATHILDE.phone);
    expect(await said(theirs?.id ?? '')).not.toContain(MATHILDE.name);
    expect(await said(theirs?.id ?? '')).toContain(COLLEAGUE.sentence);
    // She stays, and keeps what is hers.
    expect((await tracesInTables(db, [MATHILDE.phone])).join()).toContain('company_field.shown');
  });
});
