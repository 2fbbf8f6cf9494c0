import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { inParts, nextSize } from '#src/platform/database/in-parts.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';

describe('A long work in parts', () => {
  let folder: TempFolder;
  let db: Database;
  beforeEach(async () => {
    folder = tempFolder();
    db = await openSqlite(`${folder.path}/store.db`);
    await db.query('CREATE TABLE line (n BIGINT PRIMARY KEY, who TEXT NOT NULL)');
  });
  afterEach(async () => {
    await db.close();
    folder[Symbol.dispose]();
  });

  const lines = () => db.query<{ n: number; who: string }>('SELECT n, who FROM line ORDER BY rowid');
  const note = (n: number, who: string) =>
    db.tx((tx) => tx.query('INSERT INTO line (n, who) VALUES ($1, $2)', [n, who]));

  it('lets others have the store between two of them', async () => {
    let left = 6;
    const work = inParts(db, async (tx) => {
      left -= 1;
      await tx.query('INSERT INTO line (n, who) VALUES ($1, $2)', [left, 'work']);
      // Holds the thread, as a large deletion does.
      for (const end = performance.now() + 20; performance.now() < end; );
      return left > 0;
    });
    for (let n = 100; left > 0; n += 1) {
      await note(n, 'other');
      await sleep(1);
    }
    await work;
    const order = (await lines()).map(({ who }) => who);
    const first = order.indexOf('work');
    const last = order.lastIndexOf('work');
    expect(order.filter((who) => who === 'work')).toHaveLength(6);
    expect(order.slice(first, last).filter((who) => who === 'other').length).toBeGreaterThanOrEqual(4);
  });

  it('become small at once when they take long, and grow again little by little, never to nothing', () => {
    expect(nextSize(100, 150)).toBe(10);
    expect(nextSize(1, 5_000)).toBe(1);
    let size = 1;
    let steps = 0;
    for (; size < 1_000; steps += 1) {
      const next = nextSize(size, 1);
      expect(next).toBeGreaterThan(size);
      expect(next).toBeLessThanOrEqual(size * 1.25 + 1);
      size = next;
    }
    expect(steps).toBeLessThan(40);
    expect(nextSize(1_000_000, 0)).toBe(5_000);
  });

  it('stop between two of them when they are told to; what is written stays', async () => {
    const stop = new AbortController();
    let done = 0;
    const work = inParts(
      db,
      async (tx) => {
        done += 1;
        await tx.query('INSERT INTO line (n, who) VALUES ($1, $2)', [done, 'work']);
        if (done === 3) stop.abort();
        return true;
      },
      { signal: stop.signal },
    );
    await expect(work).rejects.toThrow();
    expect(await lines()).toHaveLength(3);
  });

  it('say how long each held the store, without the time that it waited for others', async () => {
    const held: number[] = [];
    const before = db.tx(async (tx) => {
      await sleep(200);
      await tx.query("INSERT INTO line (n, who) VALUES (1, 'before')");
    });
    await inParts(db, async () => false, { onPart: ({ heldMs }) => held.push(heldMs) });
    await before;
    expect(held).toHaveLength(1);
    expect(held[0]).toBeLessThan(150);
  });
});
