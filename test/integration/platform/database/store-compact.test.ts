import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { holdLease } from '#src/platform/database/leases/hold.ts';
import { takeServerLock } from '#src/platform/database/leases/server-lock.ts';
import { connectDatabase, openDatabase } from '#src/platform/database/open.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

const INCREMENTAL = 2;

describe('The command « store compact »', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => folder[Symbol.dispose]());

  const compact = () => runCommand(['store', 'compact', '--data', folder.path]);
  const mode = async (db: Database) =>
    Number((await db.query<{ auto_vacuum: number }>('PRAGMA auto_vacuum'))[0]?.auto_vacuum);
  /** A store as they were made before, mostly free, with one thing in it. */
  const makeOld = async () => {
    const db = await openDatabase(folder.path);
    await db.query('PRAGMA auto_vacuum = NONE');
    await db.query('VACUUM');
    expect(await mode(db)).toBe(0);
    const add = 'INSERT INTO setting (name, value) VALUES ($1, $2)';
    for (let place = 0; place < 100; place += 1) await db.query(add, [`s${place}`, 'x'.repeat(100_000)]);
    await db.query("DELETE FROM setting WHERE name <> 's7'");
    await db.query('PRAGMA wal_checkpoint(TRUNCATE)');
    await db.close();
  };

  it('writes a file of before anew: small, with all that was in it, and able to give space back by itself', async () => {
    await makeOld();
    const file = join(folder.path, 'hotline.db');
    const before = statSync(file).size;
    const { code, stdout } = await compact();
    expect(stdout).toMatch(/Fait : \d+ Mo avant, \d+ Mo maintenant/);
    expect(code).toBe(0);
    expect(statSync(file).size).toBeLessThan(before / 4);
    const db = await openDatabase(folder.path);
    expect(await mode(db)).toBe(INCREMENTAL);
    expect(await db.query("SELECT LENGTH(value) AS length FROM setting WHERE name = 's7'")).toEqual([
      { length: 100_000 },
    ]);
    expect(await db.query("SELECT name FROM lease WHERE name = 'server'")).toEqual([]);
    await db.close();
  });

  it('refuses while a server has the store, and changes nothing', async () => {
    await makeOld();
    const db = await connectDatabase(folder.path);
    await using _server = await holdLease(db, { name: 'server', taken: 'taken' });
    const { code, stderr } = await compact();
    expect(stderr).toContain('Une hotline tourne déjà');
    expect(code).toBe(1);
    expect(await mode(db)).toBe(0);
  });

  it('refuses beside whoever holds the folder without a lease yet, and holds it too', async () => {
    await makeOld();
    using lock = takeServerLock(folder.path);
    expect(lock.isHeld()).toBe(true);
    const { code, stderr } = await compact();
    expect([code, stderr]).toEqual([1, expect.stringContaining('Une hotline tourne déjà')]);
  });

  it('says when there is nothing to compact, and that PostgreSQL needs none of it', async () => {
    const args = ['store', 'compact', '--data', folder.path];
    const missing = await runHere(args);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('n’existe pas') });
    const elsewhere = await runHere(args, { env: { DATABASE_URL: 'postgres://a:b@localhost:1/c' } });
    expect(elsewhere).toMatchObject({ code: 1, stderr: expect.stringContaining('PostgreSQL') });
  });

  it('is not needed by a store that is new', async () => {
    const db = await openDatabase(folder.path);
    expect(await mode(db)).toBe(INCREMENTAL);
    await db.close();
  });
});
