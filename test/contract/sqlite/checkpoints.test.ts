import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

it('A served store copies what was committed into its file by itself, and goes on meanwhile', async () => {
  using folder = tempFolder();
  const path = join(folder.path, 'hotline.db');
  const db = await openSqlite(path, true);
  try {
    await db.tx((tx) => tx.query('CREATE TABLE note (text TEXT)'));
    for (let index = 0; index < 50; index += 1)
      await db.tx((tx) => tx.query('INSERT INTO note (text) VALUES ($1)', [`note ${index}`]));
    // The file alone, without the log beside it.
    const alone = join(folder.path, 'alone.db');
    const inFile = () => {
      copyFileSync(path, alone);
      const copy = new DatabaseSync(alone);
      try {
        return copy.prepare('SELECT COUNT(*) AS count FROM note').get()?.count;
      } catch {
        return undefined;
      } finally {
        copy.close();
      }
    };
    await expect.poll(inFile).toBe(50);
    expect(await db.query('SELECT COUNT(*) AS count FROM note')).toEqual([{ count: 50 }]);
  } finally {
    await db.close();
  }
});
