import { setImmediate as nextRound } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { scrub } from '#src/platform/database/scrub/scrub.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { tracesInFiles } from '#support/store/find-traces.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const WORDS = 'mon voisin Gontran refuse';

describe('What is left of deleted rows in an SQLite file', () => {
  let folder: TempFolder;
  let db: Database;
  beforeEach(async () => {
    folder = tempFolder();
    db = await openSqlite(`${folder.path}/hotline.db`);
    await migrate(db);
  });
  afterEach(async () => {
    await db.close();
    folder[Symbol.dispose]();
  });

  const idOf = (place: number) => `fichier ${place}`;
  const insert = (tx: Transaction, id: string, name: string) =>
    tx.query('INSERT INTO file (id, name, media_type, bytes, created_at) VALUES ($1, $2, $3, $4, $5)', [
      id,
      name,
      'text/plain',
      Buffer.alloc(1),
      T0,
    ]);
  const add = (from: number, to: number, name: (place: number) => string) =>
    db.tx(async (tx) => {
      for (let place = from; place < to; place += 1) await insert(tx, idOf(place), name(place));
    });
  const integrity = async () =>
    (await db.query<{ integrity_check: string }>('PRAGMA integrity_check')).map((row) => row.integrity_check);
  /** Rows that move from page to page as others come, go and grow; then those go that have the words in them. */
  const fill = async () => {
    const kept: { id: string; isTheirs: boolean }[] = [];
    let state = 7_919;
    const draw = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return Math.floor((state / 2_147_483_647) * below);
    };
    const live = async (tx: Transaction, place: number): Promise<void> => {
      const isTheirs = draw(10) < 3;
      const id = `${draw(1_000_000_000)}${isTheirs ? WORDS : 'reste'}${'w'.repeat(draw(60))}${place}`;
      await insert(tx, id, `${isTheirs ? WORDS : 'r'}${'x'.repeat(draw(200))}`);
      kept.push({ id, isTheirs });
      const some = draw(kept.length);
      const other = kept[some];
      if (draw(10) >= 3 || !other) return;
      if (other.isTheirs) {
        const longer = `${WORDS}${'y'.repeat(draw(400))}`;
        await tx.query('UPDATE file SET name = $2 WHERE id = $1', [other.id, longer]);
      } else {
        await tx.query('DELETE FROM file WHERE id = $1', [other.id]);
        kept.splice(some, 1);
      }
    };
    await db.tx(async (tx) => {
      for (let place = 0; place < 9_000; place += 1) await live(tx, place);
    });
    await db.tx(async (tx) => {
      for (const { id, isTheirs } of kept)
        if (isTheirs) await tx.query('DELETE FROM file WHERE id = $1', [id]);
    });
  };

  it('is nothing once it was scrubbed, in no page of the file nor of its log, and all that stays is whole', async () => {
    await fill();
    // Overwriting what is deleted leaves copies in pages that rows had left, and the log has the pages of before.
    expect(tracesInFiles(folder.path, [WORDS])).not.toEqual([]);
    const left = await db.query('SELECT * FROM file ORDER BY id');
    await scrub(db);
    expect(tracesInFiles(folder.path, [WORDS])).toEqual([]);
    expect(await integrity()).toEqual(['ok']);
    expect(await db.query('SELECT * FROM file ORDER BY id')).toEqual(left);
  });

  it('is in the file without the log too, before it is scrubbed: the log alone is not what hides it', async () => {
    await fill();
    await db.query('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(tracesInFiles(folder.path, [WORDS])).toEqual([`hotline.db: ${WORDS}`]);
  });

  it('goes while others write, who lose nothing', async () => {
    await fill();
    let isOver = false;
    let written = 0;
    const writing = (async () => {
      for (; !isOver; written += 1) {
        await add(written, written + 1, () => `pendant ${written}`).catch(() => undefined);
        await db.query("UPDATE setting SET value = value || '.' WHERE name = 'during'");
        await nextRound();
      }
    })();
    await db.query("INSERT INTO setting (name, value) VALUES ('during', '')");
    await scrub(db);
    isOver = true;
    await writing;
    expect(written).toBeGreaterThan(10);
    const [during] = await db.query<{ value: string }>("SELECT value FROM setting WHERE name = 'during'");
    expect(during?.value.length).toBeGreaterThan(10);
    expect(tracesInFiles(folder.path, [WORDS])).toEqual([]);
    expect(await integrity()).toEqual(['ok']);
  });

  it('leaves the file: it gives back the space of what went, and its log does not grow', async () => {
    await add(0, 4_000, (place) => `${WORDS} ${place} ${'z'.repeat(500)}`);
    const pages = async () =>
      Number((await db.query<{ page_count: number }>('PRAGMA page_count'))[0]?.page_count);
    const before = await pages();
    await db.query('DELETE FROM file');
    await scrub(db);
    expect(await pages()).toBeLessThan(before / 2);
    expect((await db.query<{ freelist_count: number }>('PRAGMA freelist_count'))[0]?.freelist_count).toBe(0);
    expect(tracesInFiles(folder.path, [WORDS])).toEqual([]);
  });

  it('goes from free pages of a file of before, which does not overwrite what it deletes', async () => {
    await db.query('PRAGMA auto_vacuum = NONE');
    await db.query('VACUUM');
    await add(0, 2_000, (place) => `${WORDS} ${place} ${'z'.repeat(300)}`);
    await db.query('PRAGMA wal_checkpoint(TRUNCATE)');
    await db.close();
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const plain = new DatabaseSync(`${folder.path}/hotline.db`);
    plain.exec('PRAGMA secure_delete = OFF; DELETE FROM file;');
    plain.close();
    expect(tracesInFiles(folder.path, [WORDS])).not.toEqual([]);
    db = await openSqlite(`${folder.path}/hotline.db`);
    await add(5_000, 5_200, (place) => `reste ${place}`);
    await scrub(db);
    expect(tracesInFiles(folder.path, [WORDS])).toEqual([]);
    expect(await integrity()).toEqual(['ok']);
  });

  it('is to be looked for again when the work is stopped, and nothing is broken', async () => {
    await fill();
    const stop = new AbortController();
    const work = scrub(db, { signal: stop.signal });
    await nextRound();
    stop.abort();
    await expect(work).rejects.toThrow();
    expect(await integrity()).toEqual(['ok']);
    await scrub(db);
    expect(tracesInFiles(folder.path, [WORDS])).toEqual([]);
  });

  it('is looked for by one at a time', async () => {
    await fill();
    const other = await openSqlite(`${folder.path}/hotline.db`);
    try {
      await Promise.all([scrub(db), scrub(other), scrub(db)]);
      expect(tracesInFiles(folder.path, [WORDS])).toEqual([]);
      expect(await db.query("SELECT owner FROM lease WHERE name = 'scrub'")).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
