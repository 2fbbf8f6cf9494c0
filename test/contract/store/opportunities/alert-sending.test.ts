import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFormSource } from '#src/company/form-source.ts';
import { openConversation, setConversationMode } from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { conversationDelivery } from '#src/features/opportunities/alerts/delivery.ts';
import { tellFollowers } from '#src/features/opportunities/alerts/follow.ts';
import { mailedToo } from '#src/features/opportunities/alerts/mail/delivery.ts';
import { Matching } from '#src/features/opportunities/alerts/match.ts';
import { sendAlerts } from '#src/features/opportunities/alerts/send.ts';
import { whoFits } from '#src/features/opportunities/fits.ts';
import { Meanings } from '#src/features/opportunities/meanings.ts';
import { ReferencedCompanies } from '#src/features/opportunities/referenced.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { setAlertMail } from '#src/features/opportunities/store/alert-mails.ts';
import { followNotice, noticeIdsIn } from '#src/features/opportunities/store/alert-notices.ts';
import { findAlert, setRhythm, startAlert } from '#src/features/opportunities/store/alerts.ts';
import { noticesOf, openNotices } from '#src/features/opportunities/store/notices.ts';
import { savePublication } from '#src/features/opportunities/store/save.ts';
import { writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { addContactCode, useContactCode } from '#src/person/store/contacts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { createLogger, type Logger } from '#src/platform/logger.ts';
import { openEncoder } from '#src/reader/encoder/encoder.ts';
import type { TextKind } from '#src/reader/encoder/metadata.ts';
import { fnsRecord } from '#support/notices/records.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';

/** A Monday at ten in Paris. */
const NOW = Date.parse('2026-11-30T09:00:00Z');
const MINUTE = 60_000;
const form = createFormSource(join(ROOT, 'knowledge'), createLogger('silent'));
const { signal } = new AbortController();

describe.each(engines)('Sending alerts on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let conversationId: string;
  let channel: string;
  let at: number;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    at = NOW;
    channel = 'memory';
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const begin = async (key = 'anne', said = 'nettoyage') => {
    const member = { channel, key };
    const listed = {
      name: key,
      said,
      sectors: [],
      departments: ['93'],
      engagements: [],
      member,
    };
    const companyId = await listCompany(db, listed, NOW - 1);
    await db.tx(async (tx) => {
      const { id: personId } = await openPerson(tx, { ...member, now: NOW });
      const place = { channel, channelKey: key, address: { to: key }, personId, now: NOW };
      conversationId = (await openConversation(tx, place)).id;
      await startAlert(tx, { companyId, personId, conversationId, cadence: 'at-once', wanted: {}, now: NOW });
    });
    return companyId;
  };
  const publish = async (...references: string[]) => {
    for (const reference of references) await publishOne(reference, `Nettoyage ${reference}`);
  };
  const publishOne = (reference: string, title: string) =>
    db.tx((tx) =>
      writeOpportunity(
        tx,
        {
          reference,
          title,
          kind: 'contrat privé',
          publisher: 'CCI',
          departments: '93',
          closingDay: '2026-12-20',
          closingTime: '12:00',
        },
        at,
      ),
    );
  const parts = (on: Database) => ({
    db: on,
    form,
    delivery: conversationDelivery,
    more: [],
    wake: () => {},
    now: () => at,
  });
  const look = () => new Matching(parts(db)).look(signal);
  const send = (on = db) => sendAlerts(parts(on), signal);
  const told = async () => (await messagesAfter(db, conversationId, 0)).length;

  it('tells once, from however many servers at a time', async () => {
    await begin();
    await publish('a', 'b');
    await look();
    const other = await store.connect();
    const sent = await Promise.all([send(), send(other), send(), send(other)]);
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await told()).toBe(1);
    at += 40 * MINUTE;
    await Promise.all([look(), new Matching(parts(other)).look(signal)]);
    await send();
    expect(await told()).toBe(1);
  });

  it('finds all that is open for each company that begins, whoever begins beside it', async () => {
    const titles = Array.from({ length: 25 }, (_, index) => `t${index}`);
    await publish(...titles);
    const [anne, basile, carl] = [await begin(), await begin('basile'), await begin('carl', 'menuiserie')];
    await look();
    const waits = (companyId: string) => noticeIdsIn(db, companyId, 'waiting', 100);
    expect([(await waits(anne)).length, (await waits(basile)).length, (await waits(carl)).length]).toEqual([
      25, 25, 0,
    ]);
    expect(await db.query('SELECT looked_at FROM alert')).toEqual(
      [anne, basile, carl].map(() => ({ looked_at: NOW + 1 })),
    );
  });

  it('finds by what words mean, where a reader reads, what no trade names; each text is read once', async () => {
    const { encode } = await openEncoder();
    const read: string[] = [];
    let answers = true;
    const reading = {
      ...parts(db),
      encode: (text: string, as: TextKind) => {
        read.push(text);
        return answers ? encode(text, as) : Promise.reject(new Error('away'));
      },
    };
    const [laundry, cleaner] = [await begin('anne', 'lavage de draps et de nappes'), await begin('basile')];
    await publishOne('linge', 'Lavage du linge des crèches');
    await publish('bureaux');
    const waits = async (companyId: string) => (await noticeIdsIn(db, companyId, 'waiting', 9)).length;
    // While it does not answer, words serve alone.
    answers = false;
    await new Matching(reading).look(signal);
    expect([await waits(laundry), await waits(cleaner)]).toEqual([0, 1]);
    // Staff who look at whom it fits are shown the same, then and once it is read.
    const referenced = new ReferencedCompanies({ db, form });
    const open = await openNotices(db, at, { limit: 9 });
    const lot = open.find(({ notice }) => notice.title.startsWith('Lavage'));
    const fits = async () => {
      const [kept] = await noticesOf(db, [lot?.id ?? '']);
      if (!kept) throw new Error('no notice');
      return whoFits(await referenced.current(), kept, at).useful.map(({ companyId }) => companyId);
    };
    expect(await fits()).toEqual([]);
    answers = true;
    read.length = 0;
    await db.query('UPDATE alert SET looked_at = 0');
    await new Matching(reading).look(signal);
    expect([await waits(laundry), await waits(cleaner)]).toEqual([1, 1]);
    expect(read).toHaveLength(4);
    expect(await fits()).toEqual([laundry]);
    // What waits is held against it once more before it is sent: by what was kept.
    expect(await send()).toBe(2);
    await db.query('UPDATE alert SET looked_at = 0');
    await new Matching(reading).look(signal);
    expect(read).toHaveLength(4);
    const [notice] = await noticesOf(db, await noticeIdsIn(db, laundry, 'sent', 1));
    expect(notice?.vectors?.map((one) => one?.length)).toEqual([384]);
  });

  it('reads the companies after one whose text can’t be read, which is said once', async () => {
    const bad = await begin('anne', 'lavage de draps');
    const others = [await begin('basile'), await begin('carl', 'menuiserie')];
    const said: unknown[] = [];
    const logger = { ...createLogger('silent'), warn: (what: unknown) => void said.push(what) } as Logger;
    let tries = 0;
    const encode = async (text: string) => {
      if (!text.includes('draps')) return new Float32Array(384).fill(0.05);
      tries += 1;
      throw new Error('a sign that it does not know');
    };
    const matching = new Matching({ ...parts(db), encode, logger });
    for (let times = 0; times < 5; times += 1) await matching.look(signal);
    const read = await db.query<{ company_id: string }>('SELECT company_id FROM company_meaning');
    expect(read.map(({ company_id }) => company_id).sort()).toEqual(others.sort());
    // Once may be a moment of haste: it is tried three times, and said once.
    expect([said, tries]).toEqual([[{ company: bad, place: 0 }], 3]);
    // Changed, it is tried anew.
    await db.query('UPDATE company SET updated_at = updated_at + 1 WHERE id = $1', [bad]);
    await matching.look(signal);
    expect(tries).toBe(4);
  });

  it('keeps what the other lots of a notice mean, where one cannot be read', async () => {
    await begin();
    const noticeId = await db.tx(async (tx) => {
      const lots = ['Nettoyage des vitres', 'Signes inconnus', 'Nettoyage des sols'];
      const read = readBoampRecord(
        fnsRecord(
          { idweb: '26-90009', day: '2026-11-20', closing: '2026-12-15T12:00:00' },
          { lots: lots.map((intitule, place) => ({ intitule, numeroLot: String(place + 1) })) },
        ),
      );
      if (!read.ok) throw new Error(read.why);
      return (await savePublication(tx, read.publication, NOW)).noticeId ?? '';
    });
    let fails = true;
    const encode = async (text: string) => {
      if (fails && text.includes('inconnus')) throw new Error('a sign that it does not know');
      return new Float32Array(384).fill(0.05);
    };
    const meanings = new Meanings({ db, encode });
    const kept = async () => (await noticesOf(db, [noticeId]))[0]?.vectors?.map((one) => one?.length);
    const look = async () => {
      const [read] = await meanings.ofNotices(await noticesOf(db, [noticeId]), signal);
      return read?.vectors?.map((one) => one?.length);
    };
    // What it makes of the others serves at once; it is tried again, and then kept.
    for (let times = 0; times < 2; times += 1) expect(await look()).toEqual([384, undefined, 384]);
    expect(await kept()).toBeUndefined();
    await look();
    expect(await kept()).toEqual([384, undefined, 384]);
    // A moment of haste passes.
    await db.query('DELETE FROM notice_meaning');
    fails = false;
    await new Meanings({ db, encode }).ofNotices(await noticesOf(db, [noticeId]), signal);
    expect(await kept()).toEqual([384, 384, 384]);
  });

  it('tells once at the hours that were chosen, from however many servers at a time', async () => {
    const companyId = await begin();
    const times = { hours: { from: '18:00', to: '21:00' } };
    await db.tx((tx) => setRhythm(tx, companyId, { cadence: 'daily', times, nextAt: NOW }));
    await publish('a');
    await look();
    const other = await store.connect();
    const all = async () => {
      const sent = await Promise.all([send(), send(other), send(), send(other)]);
      return sent.reduce((sum, one) => sum + one, 0);
    };
    expect(await all()).toBe(0);
    // Theirs is put off to their hours: nobody behind them waits for it.
    expect((await findAlert(db, companyId))?.nextAt).toBe(instantOf('2026-11-30', '18:00'));
    at = instantOf('2026-11-30', '18:00');
    expect(await all()).toBe(1);
    await publish('b');
    at += 2 * MINUTE;
    await look();
    at = instantOf('2026-11-30', '20:00');
    expect(await all()).toBe(0);
    // The servers were down at their hours: told once, at the next ones.
    at = instantOf('2026-12-01', '23:00');
    expect(await all()).toBe(0);
    at = instantOf('2026-12-02', '10:00');
    expect(await all()).toBe(0);
    at = instantOf('2026-12-02', '18:30');
    expect(await all()).toBe(1);
    expect(await told()).toBe(2);
  });

  it('waits while an expert holds the conversation, and for the morning', async () => {
    await begin();
    await publish('a');
    await look();
    await db.tx((tx) => setConversationMode(tx, conversationId, 'human'));
    expect(await send()).toBe(0);
    await db.tx((tx) => setConversationMode(tx, conversationId, 'bot'));
    at = Date.parse('2026-11-30T19:00:00Z');
    expect(await send()).toBe(0);
    at = Date.parse('2026-12-01T09:00:00Z');
    expect(await send()).toBe(1);
  });

  it('adds nothing on a page before what it said last was seen there', async () => {
    channel = 'web';
    await begin();
    await publish('a');
    await look();
    expect(await send()).toBe(1);
    at += 60 * MINUTE;
    await publish('b');
    at += 5 * MINUTE;
    await look();
    expect(await send()).toBe(0);
    await db.query('UPDATE conversation SET seen_seq = last_seq');
    at += 60 * MINUTE;
    expect(await send()).toBe(1);
    expect(await told()).toBe(2);
  });

  describe('where they want mails too', () => {
    const sendByMail = (on = db) =>
      sendAlerts({ ...parts(on), delivery: mailedToo(conversationDelivery) }, signal);
    const mails = () =>
      db.query<{ payload: string }>("SELECT payload FROM job WHERE kind = 'alert-mail' ORDER BY id");
    const beginByMail = async () => {
      const companyId = await begin();
      await db.tx(async (tx) => {
        const { id: personId } = await openPerson(tx, { channel, key: 'anne', now: NOW });
        const code = { personId, digest: 'd', now: NOW };
        await addContactCode(tx, { ...code, email: 'anne@exemple.fr', expiresAt: NOW + 1 });
        await useContactCode(tx, code);
        const mail = { state: 'on', address: 'anne@exemple.fr', isTold: true, now: NOW } as const;
        await setAlertMail(tx, { companyId, personId }, mail);
      });
      return companyId;
    };

    it('says until when it is worth a mail: the last closing of what it tells', async () => {
      channel = 'web';
      const companyId = await beginByMail();
      at = Date.parse('2026-12-18T09:00:00Z');
      await publish('a');
      await look();
      expect(await sendByMail()).toBe(1);
      // Four days would be past it: noon in Paris, on a Sunday.
      const until = ({ payload }: { readonly payload: string }) => JSON.parse(payload).until;
      expect((await mails()).map(until)).toEqual([Date.parse('2026-12-20T11:00:00Z')]);

      // A reminder counts days: it is true that day.
      const [noticeId = ''] = await noticeIdsIn(db, companyId, 'sent', 1);
      await db.tx((tx) => followNotice(tx, companyId, { noticeId, version: 1, remindAt: at, now: at }));
      await db.query('UPDATE conversation SET seen_seq = last_seq');
      const followers = { ...parts(db), delivery: mailedToo(conversationDelivery) };
      expect(await tellFollowers(followers, signal)).toBe(1);
      expect((await mails()).map(until)).toContain(Date.parse('2026-12-18T23:00:00Z') - 1);
    });

    it('plans one mail for each message, from however many servers, whatever was seen; it names nobody', async () => {
      channel = 'web';
      await beginByMail();
      await publish('a');
      await look();
      const other = await store.connect();
      const sent = await Promise.all([sendByMail(), sendByMail(other), sendByMail(), sendByMail(other)]);
      expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
      expect(await mails()).toHaveLength(1);
      at += 40 * MINUTE;
      await publish('b');
      at += 5 * MINUTE;
      await look();
      expect(await sendByMail()).toBe(1);
      expect(await told()).toBe(2);
      const planned = await mails();
      expect(planned).toHaveLength(2);
      expect(JSON.stringify(planned)).not.toContain('exemple');
    });

    it('plans none where the channel reaches them by itself', async () => {
      await beginByMail();
      await publish('a');
      await look();
      expect(await sendByMail()).toBe(1);
      expect(await mails()).toEqual([]);
    });
  });
});
