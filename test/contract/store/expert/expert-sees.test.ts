import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCompany, saveCompanyFields } from '#src/company/store/companies.ts';
import { addMember } from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage, messagesAfter } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import { readCasePage } from '#src/features/expert/pages/case-page.ts';
import { caseThreads } from '#src/features/expert/store/case-threads.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

/** What an expert needs: the exchange that they take over, and the company in brief. */
const NEEDED = ['Ai-je droit à une avance', 'Régie du Canal', '732829320', 'Nettoyage'];
/** What they do not: how to reach the person, what they declare of themselves, what they said elsewhere. */
const NOT_NEEDED = [
  '06 12 34 56 78',
  'Fatou Keïta',
  'fatou@exemple.fr',
  'Issus de la diversité',
  'le matin',
  'C12345',
  'mon divorce',
];

describe.each(engines)('What experts see of a person, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  it('is the exchange and the company in brief: no phone, address, contact, nor what was said on another channel', async () => {
    const caseId = await db.tx(async (tx) => {
      const { id: personId } = await openPerson(tx, { channel: 'web', key: 'w1', now: T0 });
      const talk = (channel: string, channelKey: string) =>
        openConversation(tx, { channel, channelKey, address: { id: channelKey }, personId, now: T0 });
      const site = await talk('web', 'w1');
      const slack = await talk('slack', 'C12345');
      const say = (id: string, conversationId: string, text: string) =>
        addInboundMessage(tx, { id, conversationId, content: { type: 'text', text }, now: T0 });
      await say('m1', site.id, 'Ai-je droit à une avance ?');
      await say('m2', slack.id, 'je sors de mon divorce');
      const companyId = (await addCompany(tx, { siren: '732829320', now: T0 }))?.id ?? '';
      await addMember(tx, { companyId, personId, now: T0 });
      const answers = {
        name: 'Régie du Canal',
        activities: 'Nettoyage',
        'contact-name': 'Fatou Keïta',
        phone: '06 12 34 56 78',
        email: 'fatou@exemple.fr',
        hours: 'le matin',
        founders: 'Issus de la diversité',
      };
      const fields = Object.entries(answers).map(([field, shown]) => ({
        field,
        shown,
        value: shown,
        label: field,
        origin: 'declared' as const,
      }));
      await saveCompanyFields(tx, { companyId, personId, fields, now: T0 });
      const context = { surfaces: ['slack', 'teams'], hours: await loadWorkingHours(tx), now: T0 };
      return (await openCase(tx, context, site, { reason: 'asked' })).row.id;
    });
    const threads = await caseThreads(db, caseId);
    const cards = await Promise.all(
      threads.map(({ conversationId }) => messagesAfter(db, conversationId, 0)),
    );
    const page = JSON.stringify(await readCasePage(db, caseId, T0));
    const seen = `${JSON.stringify(cards)}${page}`;
    for (const word of NEEDED) expect(seen, word).toContain(word);
    for (const word of NOT_NEEDED) expect(seen, word).not.toContain(word);
  });
});
