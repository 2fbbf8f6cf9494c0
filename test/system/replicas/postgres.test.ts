import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  findConversation,
  lockConversation,
  openConversation,
  saveConversationState,
} from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { PASSWORD, PostgresServer } from '#support/store/postgres-server.ts';
import { ask, conversationOf, T0 } from '#support/store/seeds/stored-messages.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

describe('The PostgreSQL store', () => {
  let server: PostgresServer;
  let url: string;
  let db: Database;
  let other: Database;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    url = await server.createDatabase();
    [db, other] = [await openDatabase('', url), await openDatabase('', url)];
  });
  afterEach(async () => {
    await Promise.all([db.close(), other.close()]);
  });

  const open = (tx: Transaction, channelKey: string) =>
    openConversation(tx, { channel: 'web', channelKey, address: null, now: T0 });
  const count = async () =>
    (await db.query<{ count: number }>('SELECT COUNT(*) AS count FROM conversation'))[0]?.count;
  /** Cuts the connection of a transaction, as a failing network or a restart does. */
  const cut = async (tx: Transaction) => {
    const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await server.admin(`SELECT pg_terminate_backend(${row?.pid})`);
  };
  /** What an error would show in a log, down to its last cause. */
  const shown = (error: unknown) => inspect(error, { depth: 20, showHidden: true });

  describe('when the connection breaks', () => {
    it('fails in French while the server is down, and works again when it is back', async () => {
      await conversationOf(db, 'before');
      await server.pause();
      const failed = [db.query('SELECT 1'), conversationOf(db, 'lost'), db.query('SELECT 1')];
      for (const failure of await Promise.allSettled(failed)) {
        expect(failure).toMatchObject({
          status: 'rejected',
          reason: { code: 'storage', message: expect.stringMatching(/^La base de données ne répond pas/) },
        });
        expect(shown(failure)).not.toContain(PASSWORD);
      }
      await server.resume();
      await conversationOf(db, 'after');
      expect(await findConversation(db, 'web', 'before')).toBeDefined();
      expect(await findConversation(db, 'web', 'lost')).toBeUndefined();
    });

    it('outlasts a restart of the server in the middle of work', async () => {
      const failures: unknown[] = [];
      const working = (async () => {
        for (let index = 0; index < 60; index += 1) {
          const opened = conversationOf(db, `c${index}`);
          // What was being committed when the server stopped may be done or not: whoever asked is told, and asks again.
          await opened.catch((error: unknown) => {
            failures.push(error);
            return conversationOf(db, `c${index}`);
          });
          await sleep(10);
        }
      })();
      await sleep(100);
      await server.pause();
      await sleep(300);
      await server.resume();
      await working;
      expect(await count()).toBe(60);
      // One at a time was under way: nothing else may have failed.
      expect(failures.length).toBeLessThanOrEqual(1);
    });

    it('runs a transaction again that was cut before its end, and keeps what it wrote once', async () => {
      let runs = 0;
      await db.tx(async (tx) => {
        runs += 1;
        const { id } = await open(tx, 'cut');
        if (runs === 1) await cut(tx);
        await saveConversationState(tx, id, { runs }, T0);
      });
      expect(runs).toBe(2);
      expect((await findConversation(db, 'web', 'cut'))?.state).toEqual({ runs: 2 });
    });

    it('does not run again a transaction that was cut while it was being committed: it may be done', async () => {
      // A commit that takes a second.
      await db.query(
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END'",
      );
      await db.query(
        'CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON conversation INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()',
      );
      let runs = 0;
      const written = db.tx(async (tx) => {
        runs += 1;
        await open(tx, 'slow');
        const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        setTimeout(() => void server.admin(`SELECT pg_terminate_backend(${row?.pid})`), 300);
      });
      await expect(written).rejects.toMatchObject({ code: 'storage' });
      expect(runs).toBe(1);
    });

    it('hears the hints of other processes again', async () => {
      const heard: string[] = [];
      db.listen('index', (text) => heard.push(text));
      const untilHeard = async (text: string) => {
        while (!heard.includes(text)) {
          await other.notify('index', text);
          await sleep(50);
        }
      };
      await untilHeard('g1');
      await server.admin(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1'",
      );
      await untilHeard('g2');
      expect(new Set(heard)).toEqual(new Set(['g1', 'g2']));
    });
  });

  describe('transactions', () => {
    it('that wait for each other in a circle both end', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      const met = Promise.withResolvers<void>();
      let waiting = 0;
      const lockBoth = (connection: Database, first: string, second: string) =>
        connection.tx(async (tx) => {
          for (const id of [first, second]) {
            const state = (await lockConversation(tx, id))?.state as { count?: number } | undefined;
            await saveConversationState(tx, id, { count: (state?.count ?? 0) + 1 }, T0);
            waiting += 1;
            if (waiting === 2) met.resolve();
            await met.promise;
          }
        });
      await Promise.all([lockBoth(db, a, b), lockBoth(other, b, a)]);
      for (const key of ['a', 'b'])
        expect((await findConversation(db, 'web', key))?.state).toEqual({ count: 2 });
    });

    it('do not pretend to commit when one of their statements failed, even if the work did not mind', async () => {
      const careless = db.tx(async (tx) => {
        await open(tx, 'careless');
        await tx.query('SELECT * FROM nowhere').catch(() => undefined);
      });
      await expect(careless).rejects.toMatchObject({ code: 'storage' });
      expect(await findConversation(db, 'web', 'careless')).toBeUndefined();
    });
  });

  it('keeps to ten connections a process, whatever is asked at once', async () => {
    const work = Array.from({ length: 60 }, () => db.query('SELECT pg_sleep(0.05)'));
    await sleep(100);
    const [row] = await server.admin<{ count: string }>(
      "SELECT COUNT(*) AS count FROM pg_stat_activity WHERE query LIKE '%pg_sleep(0.05)%' AND pid <> pg_backend_pid()",
    );
    await Promise.all(work);
    expect(Number(row?.count)).toBeGreaterThan(2);
    expect(Number(row?.count)).toBeLessThanOrEqual(10);
  });

  it('carries hints to the other processes, by topic, and not to the one that gives them', async () => {
    const heard: string[] = [];
    other.listen('live', (text) => heard.push(`other ${text}`));
    db.listen('live', (text) => heard.push(`own ${text}`));
    other.listen('index', (text) => heard.push(`index ${text}`));
    while (heard.length === 0) {
      await db.notify('live', 'L’« avance » ?');
      await sleep(20);
    }
    await db.notify('live', 'x'.repeat(20_000));
    await db.notify('live', 'last');
    while (!heard.includes('other last')) await sleep(10);
    expect(new Set(heard)).toEqual(new Set(['other L’« avance » ?', 'other last']));
  });

  it('keeps words with a character that PostgreSQL refuses, without it', async () => {
    const id = await conversationOf(db, 'nul\u0000key');
    await ask(db, id, 'a\u0000b');
    expect(await findConversation(db, 'web', 'nul\u0000key')).toMatchObject({ id });
    expect(await messagesAfter(db, id, 0)).toMatchObject([{ content: { text: 'a\u0000b' } }]);
  });

  it('says nothing of what people wrote in the error of a refused row', async () => {
    const words = 'je suis en redressement judiciaire';
    const row = "INSERT INTO setting (name, value) VALUES ($1, 'x')";
    await db.query(row, [words]);
    const refused = await db.query(row, [words]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'storage', message: 'La base de données a refusé une opération.' });
    expect(shown(refused)).toContain('23505');
    expect(shown(refused)).not.toContain(words);
    const notNumber = await db.query('SELECT CAST($1 AS BIGINT)', [words]).catch((error: unknown) => error);
    expect(shown(notNumber)).toContain('22P02');
    expect(shown(notNumber)).not.toContain(words);
  });

  describe('that does not open', () => {
    const opened = (address: string) =>
      openDatabase('', address).then(
        () => undefined,
        (error: unknown) => error,
      );

    it.each([
      ['a wrong password', (good: string) => good.replace(PASSWORD, `${PASSWORD}x`), '28P01'],
      ['no such database', (good: string) => good.replace(/\/\w+$/, '/nulle-part'), '3D000'],
      ['nobody at that port', (good: string) => good.replace(/:\d+\//, ':1/'), 'ECONNREFUSED'],
    ])('says where and why, and never the password: %s', async (_, wrong, reason) => {
      const error = await opened(wrong(url));
      expect(error).toMatchObject({
        code: 'storage',
        message: expect.stringMatching(new RegExp(`^La base PostgreSQL 127\\.0\\.0\\.1.* ${reason}`)),
      });
      expect(shown(error)).not.toContain(PASSWORD);
    });

    it('says which right is missing when tables cannot be made', async () => {
      await server.admin(`CREATE ROLE guest LOGIN PASSWORD '${PASSWORD}'`);
      await server.admin('CREATE DATABASE bare');
      const error = await opened(server.url('bare').replace('hotline:', 'guest:'));
      expect(error).toMatchObject({
        code: 'storage',
        message: expect.stringMatching(/^Les tables .* : 42501 permission denied for schema public/),
      });
      expect(shown(error)).not.toContain(PASSWORD);
    });

    it('is refused, unchanged, when a newer version used it, or another program has tables of our names', async () => {
      await db.query("INSERT INTO migration (name, applied_at) VALUES ('0999-later.sql', 1)");
      expect(await opened(url)).toMatchObject({
        code: 'storage',
        message: expect.stringMatching(/^La base PostgreSQL a servi à une version plus récente.*0999-later/),
      });
      const foreign = await server.createDatabase();
      const { Client } = (await import('pg')).default;
      const client = new Client({ connectionString: foreign });
      await client.connect();
      await client.query('CREATE TABLE message (id INTEGER)');
      expect(await opened(foreign)).toMatchObject({
        code: 'storage',
        message: expect.stringMatching(/tables d’un autre programme/),
      });
      const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
      await client.end();
      expect(rows).toEqual([{ tablename: 'message' }]);
    });

    it('made anew and empty under a server stops it, which says so; the next start makes its tables', async () => {
      await using folder = await knowledgeFolder();
      const start = () => new HotlineProgram(['src/main.ts'], folder, { DATABASE_URL: url });
      const program = start();
      await program.url();
      await db.query('DROP SCHEMA public CASCADE');
      await db.query('CREATE SCHEMA public');
      expect(await program.exited()).toBe(1);
      expect(program.output).toMatch(
        /La base PostgreSQL a été vidée ou refaite pendant que la Hotline tournait/,
      );
      const again = start();
      await again.url();
      expect(await again.end('SIGTERM')).toBe(0);
    });

    it('is refused when it cannot keep French letters', async () => {
      await server.admin(
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0",
      );
      expect(await opened(server.url('latin'))).toMatchObject({
        code: 'storage',
        message: expect.stringContaining('est en LATIN1'),
      });
    });
  });
});
