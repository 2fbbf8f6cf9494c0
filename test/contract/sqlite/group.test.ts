import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';

describe('Transactions of SQLite that come together', () => {
  let folder: TempFolder;
  let db: Database;
  let other: Database;
  const add = (n: number) => db.tx((tx) => tx.query('INSERT INTO line (n) VALUES ($1)', [n]));
  const lines = async (on = other) =>
    (await on.query<{ n: number }>('SELECT n FROM line ORDER BY n')).map(({ n }) => n);

  beforeEach(async () => {
    folder = tempFolder();
    db = await openSqlite(`${folder.path}/store.db`);
    await db.query('CREATE TABLE line (n BIGINT PRIMARY KEY)');
    other = await openSqlite(`${folder.path}/store.db`);
  });
  afterEach(async () => {
    await db.close();
    await other.close();
    folder[Symbol.dispose]();
  });

  it('are each on disk when they say so', async () => {
    const seen = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        await add(n);
        return (await lines()).includes(n);
      }),
    );
    expect(seen).toEqual(Array.from({ length: 200 }, () => true));
  });

  it('fail alone: one leaves no trace, and harms none that stand beside it', async () => {
    await add(7);
    const results = await Promise.allSettled([
      ...[1, 2].map(add),
      db.tx(async (tx) => {
        await tx.query('INSERT INTO line (n) VALUES (100)');
        throw new Error('changed its mind');
      }),
      add(7),
      ...[3, 4].map(add),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await lines()).toEqual([1, 2, 3, 4, 7]);
  });

  it('see what those before them wrote, in their order', async () => {
    const counts = await Promise.all(
      [1, 2, 3].map((n) =>
        db.tx(async (tx) => {
          const rows = await tx.query<{ count: number }>('SELECT COUNT(*) AS count FROM line');
          await tx.query('INSERT INTO line (n) VALUES ($1)', [n]);
          return rows[0]?.count;
        }),
      ),
    );
    expect(counts).toEqual([0, 1, 2]);
  });

  it('say that they failed when the engine undid them with another, and leave nothing', async () => {
    await db.query(
      "CREATE TRIGGER full BEFORE INSERT ON line WHEN NEW.n = 13 BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END",
    );
    const results = await Promise.allSettled([12, 13].map(add));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await lines()).toEqual([]);
    await add(14);
    expect(await lines()).toEqual([14]);
  });

  it('wait for the lock of another program, together', async () => {
    await other.tx(async (tx) => {
      await tx.query('INSERT INTO line (n) VALUES (50)');
      const waiting = Promise.all([1, 2, 3].map(add));
      await new Promise((done) => setTimeout(done, 400));
      // Settled later, once this transaction is over.
      void waiting;
    });
    await add(4);
    expect(await lines()).toEqual([1, 2, 3, 4, 50]);
  });
});
