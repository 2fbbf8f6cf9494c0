import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Browsers } from '#src/channel/browsers.ts';
import { findConversation, openConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage } from '#src/conversation/store/messages.ts';
import { spaceCodeJob } from '#src/person/mail/space-code.ts';
import { addContactCode, confirmedEmail, useContactCode } from '#src/person/store/contacts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database, Queryable, SqlValue } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { claimJob } from '#src/platform/database/jobs/jobs.ts';
import { migrate, migrateTo } from '#src/platform/database/migrate.ts';
import { migrationNames } from '#src/platform/database/migrations.ts';
import type { Mail } from '#src/platform/mail/mailer.ts';
import { browsersOn } from '#support/store/browsers-on.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ANNE = 'anne@exemple.fr';

describe.each(engines)('Browsers, persons and their conversations, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let now: number;
  let browsers: Browsers;
  /** The same, on another server of the same store. */
  let replica: Browsers;
  let mails: Mail[];

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    now = T0;
    mails = [];
    browsers = browsersOn(db, () => now);
    replica = browsersOn(await store.connect(), () => now);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const shownBy = async (key: string) => (await browsers.place(key))?.conversationKey;
  /** Somebody writes from a browser, in the conversation that it shows. @returns who they are */
  const write = async (key: string, text: string): Promise<string> => {
    const channelKey = await shownBy(key);
    if (channelKey === undefined) throw new Error(`${key} was forgotten`);
    return db.tx(async (tx) => {
      const { id } = await openPerson(tx, { channel: 'web', key, now });
      const place = { channel: 'web', channelKey, address: null, personId: id, now };
      const conversation = await openConversation(tx, place);
      const content = { type: 'text', text } as const;
      await addInboundMessage(tx, { id: newId(now), conversationId: conversation.id, content, now });
      return id;
    });
  };
  const confirm = async (personId: string, email = ANNE) => {
    const code = { personId, email, digest: `x-${email}`, expiresAt: now + MINUTE, now };
    await db.tx((tx) => addContactCode(tx, code));
    await db.tx((tx) => useContactCode(tx, { personId, digest: `x-${email}`, now }));
  };
  const titles = async (key: string) => (await browsers.own(key)).threads.map(({ title }) => title);
  const asked = (browserKey: string, email = ANNE, source = browserKey) =>
    browsers.space.ask({ browserKey, email, source });
  /** Sends what is to be mailed. @returns the code of the last mail */
  const mailed = async (): Promise<string> => {
    const job = spaceCodeJob(db, { send: async (mail) => void mails.push(mail) }, () => now);
    for (;;) {
      const claim = { kinds: ['space-code'], owner: 'test', leaseMs: MINUTE, now };
      const due = await db.tx((tx) => claimJob(tx, claim));
      if (!due) break;
      await job.run(due, new AbortController().signal);
    }
    return /\b\d{6}\b/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
  };
  const enter = (browserKey: string, code: string, bring = false, where = browsers) =>
    where.space.enter({ browserKey, code, bring, source: browserKey });
  const another = (code: string) => code.slice(0, 5) + ((Number(code[5]) + 1) % 10);

  it('another conversation is of the same person, and the first can be opened again', async () => {
    const anne = await write('a', 'Ai-je droit à une avance ?');
    const first = await shownBy('a');
    expect(await browsers.show('a')).toBe(true);
    const second = await shownBy('a');
    expect(second).not.toBe(first);
    // Nothing was written there: it is new already.
    await browsers.show('a');
    expect(await shownBy('a')).toBe(second);
    now += 1_000;
    expect(await write('a', 'Et pour les travaux ?')).toBe(anne);
    expect(await titles('a')).toEqual(['Et pour les travaux ?', 'Ai-je droit à une avance ?']);
    expect(await browsers.show('a', first)).toBe(true);
    expect(await shownBy('a')).toBe(first);
    expect((await browsers.own('a')).threads.map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
  });

  it('nobody opens the conversation of somebody else', async () => {
    await write('a', 'secret');
    await write('b', 'Bonjour');
    expect(await browsers.show('b', (await shownBy('a')) ?? '')).toBe(false);
    expect(await titles('b')).toEqual(['Bonjour']);
  });

  it('who says that they are not that person sees nothing of them, nor does who kept the cookie', async () => {
    const anne = await write('a', 'secret');
    await browsers.forget('a');
    expect(await browsers.place('a')).toBeUndefined();
    expect(await titles('a')).toEqual([]);
    expect(await browsers.show('a')).toBe(false);
    const rows = await db.query('SELECT 1 AS found FROM person_identity WHERE person_id = $1', [anne]);
    expect(rows).toEqual([]);
    now += 100 * DAY;
    expect(await replica.place('a')).toBeUndefined();
  });

  it('after 30 days away nothing of the person shows before a code, and what is written meanwhile is apart', async () => {
    const anne = await write('a', 'secret');
    await confirm(anne);
    const first = await shownBy('a');
    now += 29 * DAY;
    expect(await browsers.place('a')).toEqual({ conversationKey: first, isAway: false });
    // That they were there counts from then on.
    now += 29 * DAY;
    expect((await browsers.place('a'))?.isAway).toBe(false);
    now += 31 * DAY;
    const [one, two] = await Promise.all([browsers.place('a'), replica.place('a')]);
    expect([one?.isAway, two?.isAway]).toEqual([true, true]);
    expect(one?.conversationKey).toBe(two?.conversationKey);
    expect(one?.conversationKey).not.toBe(first);
    expect(await titles('a')).toEqual([]);
    expect(await write('a', 'Quel délai de paiement ?')).not.toBe(anne);
    await asked('a');
    expect(await enter('a', await mailed())).toMatchObject({ ok: true });
    expect(await browsers.place('a')).toEqual({ conversationKey: first, isAway: false });
    expect(await titles('a')).toEqual(['secret']);
  });

  it('who can be mailed no code is not shut out', async () => {
    await write('a', 'Bonjour');
    now += 60 * DAY;
    expect((await browsers.place('a'))?.isAway).toBe(false);
  });

  it.each([true, false])(
    'a code brings one’s space to another browser, what was there goes along: %s',
    async (bring) => {
      const anne = await write('a', 'chez moi');
      await confirm(anne);
      await write('b', 'ailleurs');
      now += 1_000;
      expect(await asked('b', 'Anne@Exemple.fr')).toMatchObject({ ok: true });
      const code = await mailed();
      expect(mails.map(({ to }) => to)).toEqual([ANNE]);
      // Written at the other server than the one that was asked.
      expect(await enter('b', `${code.slice(0, 3)} ${code.slice(3)}`, bring, replica)).toMatchObject({
        ok: true,
      });
      expect((await titles('b')).toSorted()).toEqual(bring ? ['ailleurs', 'chez moi'] : ['chez moi']);
      expect((await titles('a')).toSorted()).toEqual(bring ? ['ailleurs', 'chez moi'] : ['chez moi']);
      const there = await findConversation(db, 'web', (await shownBy('b')) ?? '');
      expect(there?.personId).toBe(anne);
      expect(await write('b', 'et maintenant')).toBe(anne);
      // Whose space it is hears of it, where they last wrote.
      const told = await db.query<{ content: string }>("SELECT content FROM message WHERE author = 'bot'");
      expect(told.map(({ content }) => content)).toEqual([expect.stringContaining('vient d’être ouvert')]);
      // It serves once.
      expect(await enter('b', code, bring)).toMatchObject({ ok: false });
    },
  );

  it('an address that is nobody’s is told the same, and no code opens anything', async () => {
    await confirm(await write('a', 'chez moi'));
    const known = await asked('b');
    const unknown = await asked('c', 'personne@exemple.fr');
    expect(unknown).toEqual(known);
    await mailed();
    expect(mails).toHaveLength(1);
    const tries = async (key: string) => {
      const said: unknown[] = [];
      for (let n = 0; n < 6; n += 1) said.push(await enter(key, '000000'));
      return said;
    };
    expect(await tries('c')).toEqual(await tries('b'));
  });

  it('an address that is nobody’s makes the very same work while one waits', async () => {
    await confirm(await write('a', 'chez moi'));
    const asks: string[] = [];
    const noting = <T extends Queryable>(on: T): T => ({
      ...on,
      query: (sql: string, params?: readonly SqlValue[]) => {
        asks.push(sql);
        return on.query(sql, params);
      },
    });
    const noted: Database = { ...noting(db), tx: (work) => db.tx((tx) => work(noting(tx))) };
    const watched = browsersOn(noted, () => now);
    const workOf = async (key: string, email: string) => {
      asks.length = 0;
      await watched.space.ask({ browserKey: key, email, source: key });
      await watched.space.enter({ browserKey: key, code: '000000', bring: false, source: key });
      return [...asks];
    };
    const known = await workOf('b', ANNE);
    expect(known.length).toBeGreaterThan(3);
    expect(await workOf('c', 'personne@exemple.fr')).toEqual(known);
  });

  it('a code serves in the browser that asked for it alone, for ten minutes, and bears five tries over all servers', async () => {
    await confirm(await write('a', 'chez moi'));
    await asked('b');
    const code = await mailed();
    expect(await enter('c', code)).toMatchObject({ ok: false });
    now += 11 * MINUTE;
    expect(await enter('b', code)).toMatchObject({ ok: false });
    await asked('b');
    const second = await mailed();
    for (let n = 0; n < 5; n += 1)
      expect(await enter('b', another(second), false, n % 2 ? replica : browsers)).toMatchObject({
        ok: false,
      });
    expect(await enter('b', second)).toMatchObject({ ok: false });
    expect(await titles('b')).toEqual([]);
  });

  it('codes are asked for so many times an hour: from a browser, for an address, from a network', async () => {
    const ok = async (key: string, email: string, source = key) => (await asked(key, email, source)).ok;
    for (let n = 0; n < 5; n += 1) expect(await ok('b', `b${n}@exemple.fr`)).toBe(true);
    expect(await ok('b', 'b5@exemple.fr')).toBe(false);
    for (let n = 0; n < 5; n += 1) expect(await ok(`c${n}`, 'X@exemple.fr')).toBe(true);
    expect(await ok('c5', 'x@exemple.fr')).toBe(false);
    for (let n = 0; n < 20; n += 1) expect(await ok(`d${n}`, `d${n}@exemple.fr`, 'office')).toBe(true);
    expect(await ok('d20', 'd20@exemple.fr', 'office')).toBe(false);
    now += 61 * MINUTE;
    expect(await ok('b', 'b5@exemple.fr', 'elsewhere')).toBe(true);
  });

  it('of two addresses, the one that was proved now stays', async () => {
    const anne = await write('a', 'chez moi');
    await confirm(anne);
    now += DAY;
    await confirm(await write('b', 'ailleurs'), 'autre@exemple.fr');
    now += DAY;
    await asked('b');
    expect(await enter('b', await mailed(), true)).toMatchObject({ ok: true });
    expect(await confirmedEmail(db, anne)).toBe(ANNE);
  });

  it('nothing of a code can be read from the store', async () => {
    await confirm(await write('a', 'chez moi'));
    await asked('b');
    const code = await mailed();
    const rows = await db.query('SELECT * FROM space_code');
    const jobs = await db.query("SELECT payload, last_error FROM job WHERE kind = 'space-code'");
    expect(JSON.stringify([rows, jobs])).not.toContain(code);
  });

  it('an address that is forgotten opens nothing, not even with the code that was on its way', async () => {
    await confirm(await write('a', 'chez moi'));
    await asked('b');
    const code = await mailed();
    await db.query('DELETE FROM contact');
    expect(await enter('b', code)).toMatchObject({ ok: false });
    await asked('c');
    await mailed();
    expect(mails).toHaveLength(1);
  });
});

describe.each(engines)('Browsers of an earlier version, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrateTo(db, new Set(migrationNames().filter((name) => name < '0045')));
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  it('keep each its conversation and its person', async () => {
    const persons = new Map<string, string>();
    await db.tx(async (tx) => {
      for (const key of ['a', 'b']) {
        const { id } = await openPerson(tx, { channel: 'web', key, now: T0 });
        persons.set(key, id);
        const place = { channel: 'web', channelKey: key, address: null, personId: id, now: T0 };
        await openConversation(tx, place);
      }
    });
    await migrate(db);
    const browsers = browsersOn(db, () => T0 + MINUTE);
    for (const [key, person] of persons) {
      expect(await browsers.place(key)).toEqual({ conversationKey: key, isAway: false });
      expect((await findConversation(db, 'web', key))?.personId).toBe(person);
      expect(await browsers.show(key)).toBe(true);
      expect((await browsers.place(key))?.conversationKey).not.toBe(key);
      expect(await browsers.show(key, key)).toBe(true);
    }
  });
});
