import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addConsent, consentLog } from '#src/company/store/consents.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { setAgreement } from '#src/features/opportunities/alerts/mail/agreement.ts';
import {
  digestOfReturn,
  digestOfToken,
  drawToken,
  returnTokenOf,
} from '#src/features/opportunities/alerts/mail/link.ts';
import { isLinkOfMail, stopByLink } from '#src/features/opportunities/alerts/mail/stop.ts';
import {
  ALERT_MAILS_CONSENT,
  addMailToken,
  alertMailOf,
  channelOfAlert,
  countRefusedMails,
  noteMailTold,
  setAlertMail,
} from '#src/features/opportunities/store/alert-mails.ts';
import { startAlert, stopAlert } from '#src/features/opportunities/store/alerts.ts';
import { erasePerson } from '#src/features/privacy/erasure/erase-person.ts';
import { scheduleErasure } from '#src/features/privacy/store/erasures.ts';
import { merging, othersDo } from '#src/features-together.ts';
import { addContactCode, forgetContact, reconfirm, useContactCode } from '#src/person/store/contacts.ts';
import { mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';

const NOW = Date.parse('2026-11-30T09:00:00Z');
const DAY = 86_400_000;

describe.each(engines)('Mails of alerts on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let companyId: string;
  let personId: string;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    const member = { channel: 'web', key: 'anne' };
    const listed = {
      name: 'Net',
      said: 'nettoyage',
      sectors: [],
      departments: ['93'],
      engagements: [],
      member,
    };
    companyId = await listCompany(db, listed, NOW);
    await db.tx(async (tx) => {
      personId = (await openPerson(tx, { ...member, now: NOW })).id;
      const place = { channel: 'web', channelKey: 'anne', address: {}, personId, now: NOW };
      const conversationId = (await openConversation(tx, place)).id;
      await startAlert(tx, { companyId, personId, conversationId, cadence: 'daily', wanted: {}, now: NOW });
    });
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const mailed = () => ({ companyId, personId });
  const state = async (of = mailed()) => (await alertMailOf(db, of)).state;
  const confirm = (email: string, now: number, who = personId) =>
    db.tx(async (tx) => {
      const code = { personId: who, digest: `${email}${now}`, now };
      await addContactCode(tx, { ...code, email, expiresAt: now + 1 });
      await useContactCode(tx, code);
    });
  const agree = (now: number, address = 'Anne@exemple.fr') =>
    db.tx((tx) => setAlertMail(tx, mailed(), { state: 'on', address, isTold: true, now }));
  const agreeInWords = (now: number, address: string | undefined) =>
    db.tx((tx) => setAgreement(tx, mailed(), { address, channel: 'web', wording: 'oui', isTold: true, now }));
  const withdraw = (at: number) =>
    db.tx((tx) =>
      addConsent(tx, { ...mailed(), purpose: ALERT_MAILS_CONSENT, version: '1', given: false, at }),
    );
  const link = async (now = NOW) => {
    const token = drawToken();
    const returned = digestOfReturn(returnTokenOf(token)) ?? '';
    const digests = { link: digestOfToken(token) ?? '', returned };
    await db.tx((tx) => addMailToken(tx, mailed(), { digests, now }));
    return token;
  };

  it('go to the address that was agreed to, however it is written, and to no other', async () => {
    expect(await alertMailOf(db, mailed())).toEqual({ state: 'never', address: undefined, isTold: true });
    await confirm('Anne@exemple.fr', NOW);
    await agree(NOW);
    expect(await alertMailOf(db, mailed())).toEqual({
      state: 'on',
      address: 'Anne@exemple.fr',
      isTold: true,
      since: NOW,
    });
    await confirm('anne@exemple.fr', NOW + 1);
    expect(await state()).toBe('on');
    await confirm('anna@exemple.fr', NOW + 2);
    expect(await state()).toBe('moved');
    await confirm('anne@exemple.fr', NOW + 3);
    expect(await state()).toBe('on');
    await db.tx((tx) => forgetContact(tx, personId, NOW + 4));
    expect(await state()).toBe('moved');
    expect(await channelOfAlert(db, companyId)).toBe('web');
    expect(JSON.stringify(await db.query('SELECT * FROM alert_mail'))).not.toMatch(/exemple/i);
  });

  it('leave no more once the address was forgotten, not even when the same is confirmed again, before it is agreed to', async () => {
    await confirm('anne@exemple.fr', NOW);
    await agreeInWords(NOW + 1, 'anne@exemple.fr');
    // Proved once more, as who comes back in another browser does.
    await db.tx((tx) => reconfirm(tx, personId, NOW + 2));
    expect(await state()).toBe('on');
    await db.tx((tx) => forgetContact(tx, personId, NOW + 3));
    expect(await state()).toBe('moved');
    await confirm('anne@exemple.fr', NOW + 4);
    expect(await alertMailOf(db, mailed())).toMatchObject({ state: 'moved', address: 'anne@exemple.fr' });
    expect(
      (await consentLog(db, personId)).filter(({ purpose }) => purpose === ALERT_MAILS_CONSENT),
    ).toMatchObject([
      { given: true, companyId },
      { given: false, companyId, at: NOW + 3 },
    ]);
    await agreeInWords(NOW + 5, 'anne@exemple.fr');
    expect(await state()).toBe('on');
  });

  it('end with an agreement that is taken back, whoever notes it, until they agree again', async () => {
    await confirm('Anne@exemple.fr', NOW);
    await agree(NOW);
    await withdraw(NOW + 5);
    expect(await state()).toBe('off');
    await agree(NOW + 6);
    expect(await state()).toBe('on');
  });

  it('stop by each link that was sent, once for all, and by no other', async () => {
    await confirm('Anne@exemple.fr', NOW);
    await agree(NOW);
    const [first, second] = [await link(), await link(NOW + 1)];
    expect(await isLinkOfMail(db, drawToken())).toBe(false);
    expect(await stopByLink(db, drawToken(), NOW + 2)).toBe(false);
    expect([await isLinkOfMail(db, first), await state()]).toEqual([true, 'on']);
    expect(await stopByLink(db, first, NOW + 3)).toBe(true);
    expect(await alertMailOf(db, mailed())).toMatchObject({ state: 'off', isTold: false });
    await db.tx((tx) => noteMailTold(tx, mailed()));
    const other = await store.connect();
    expect(await Promise.all([stopByLink(db, second, NOW + 4), stopByLink(other, first, NOW + 4)])).toEqual([
      true,
      true,
    ]);
    // Nothing new is to be told, nor kept.
    expect(await alertMailOf(db, mailed())).toMatchObject({ state: 'off', isTold: true });
    expect(
      await db.query(`SELECT 1 AS one FROM consent WHERE purpose = '${ALERT_MAILS_CONSENT}'`),
    ).toHaveLength(1);
  });

  it('are counted for staff where their address refuses them, while the alerts are on', async () => {
    await confirm('Anne@exemple.fr', NOW);
    await agree(NOW);
    expect(await countRefusedMails(db)).toBe(0);
    await db.tx((tx) => setAlertMail(tx, mailed(), { state: 'refused', isTold: false, now: NOW + 1 }));
    expect([await countRefusedMails(db), await state()]).toEqual([1, 'refused']);
    // Another address is not the one that was refused.
    await confirm('anna@exemple.fr', NOW + 2);
    expect(await state()).toBe('moved');
    await db.tx((tx) => stopAlert(tx, companyId));
    expect(await countRefusedMails(db)).toBe(0);
  });

  it('go along when two persons become one, with the links that stop them', async () => {
    await confirm('Anne@exemple.fr', NOW);
    await agree(NOW);
    const token = await link();
    const into = (await db.tx((tx) => openPerson(tx, { channel: 'slack', key: 'anne', now: NOW }))).id;
    await db.tx((tx) => mergePersons(tx, personId, into, merging));
    const of = { companyId, personId: into };
    expect(await state(of)).toBe('on');
    expect(await stopByLink(db, token, NOW + 2)).toBe(true);
    expect(await state(of)).toBe('off');
  });

  it('stay, when two persons become one, as who has the alerts left them', async () => {
    const into = (await db.tx((tx) => openPerson(tx, { channel: 'slack', key: 'anne', now: NOW }))).id;
    await db.tx((tx) =>
      setAlertMail(tx, { companyId, personId: into }, { state: 'off', isTold: true, now: NOW - 1 }),
    );
    await confirm('Anne@exemple.fr', NOW);
    await agree(NOW);
    await db.tx((tx) => mergePersons(tx, personId, into, merging));
    expect(await state({ companyId, personId: into })).toBe('on');
    // Those of who never had them change nothing.
    const other = (await db.tx((tx) => openPerson(tx, { channel: 'teams', key: 'anne', now: NOW }))).id;
    await db.tx((tx) =>
      setAlertMail(tx, { companyId, personId: other }, { state: 'off', isTold: true, now: NOW + 9 }),
    );
    await db.tx((tx) => mergePersons(tx, other, into, merging));
    expect(await state({ companyId, personId: into })).toBe('on');
  });

  it('leave nothing of a person who is erased, nor a link that still says something', async () => {
    await confirm('Anne@exemple.fr', NOW);
    await agree(NOW);
    const token = await link();
    const asked = { personId, askedBy: 'person', dueAt: NOW, now: NOW } as const;
    const { erasure } = await db.tx((tx) => scheduleErasure(tx, asked));
    await db.tx(async (tx) => {
      const hours = await loadWorkingHours(tx);
      const around = { surfaces: [], mailIsOn: true, others: othersDo, hours, now: NOW + DAY };
      await erasePerson(tx, around, erasure.id);
    });
    expect(await db.query('SELECT * FROM alert_mail')).toEqual([]);
    expect(await db.query('SELECT * FROM alert_mail_token')).toEqual([]);
    expect(await stopByLink(db, token, NOW + DAY)).toBe(false);
  });
});
