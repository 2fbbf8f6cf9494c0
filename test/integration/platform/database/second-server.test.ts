import { join } from 'node:path';
import { expect, it } from 'vitest';
import { holdLease } from '#src/platform/database/leases/hold.ts';
import { takeServerLock } from '#src/platform/database/leases/server-lock.ts';
import { appliedMigrations, migrateTo } from '#src/platform/database/migrate.ts';
import { migrationNames } from '#src/platform/database/migrations.ts';
import { openServerStore } from '#src/platform/database/open-server.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const EARLIER = migrationNames().slice(0, -2);

it('a newer program that is started beside a server leaves the store of that one as it is', async () => {
  using folder = tempFolder();
  const db = await openSqlite(join(folder.path, 'hotline.db'));
  await migrateTo(db, new Set(EARLIER));
  const open = async () => {
    await using stack = new AsyncDisposableStack();
    const ignored = () => undefined;
    const events = { onRepaired: ignored, onDamaged: ignored, onLost: ignored };
    await openServerStore({ dataDir: folder.path, databaseUrl: undefined }, stack, events);
  };
  {
    using _lock = takeServerLock(folder.path);
    await using _server = await holdLease(db, { name: 'server', taken: 'taken' });
    await expect(open()).rejects.toThrow('Une hotline tourne déjà');
    expect(await appliedMigrations(db)).toEqual(EARLIER);
  }
  // Once that one is stopped, it is brought up to date.
  await open();
  expect(await appliedMigrations(db)).toEqual(migrationNames());
  await db.close();
});
