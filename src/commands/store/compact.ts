import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '#src/commands/options.ts';
import { holdLease } from '#src/platform/database/leases/hold.ts';
import { takeServerLock } from '#src/platform/database/leases/server-lock.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { compact } from '#src/platform/database/sqlite/compact.ts';
import { storageTexts as texts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';

/** The file is written anew beside itself, then over itself by way of its log: room for both. */
const ROOM = 2;
/** How long a gigabyte may take on a slow disk. */
const GIGABYTE = 1e9;
const MS_EACH_GIGABYTE = 300_000;

/**
 * `store compact`: writes the SQLite file anew, without its free space, so that from then on the server gives space back by
 * itself. It takes the store for itself, and refuses while a server runs.
 */
export async function storeCompactCommand(args: readonly string[]): Promise<number> {
  const { config } = readOptions(args);
  if (config.databaseUrl !== undefined) throw new HotlineError('input', texts.compactsItself);
  const file = join(config.dataDir, 'hotline.db');
  if (!existsSync(file)) throw new HotlineError('input', texts.nothingToCompact(file));
  const before = statSync(file).size;
  const { bavail, bsize } = statfsSync(config.dataDir);
  if (bavail * bsize < before * ROOM)
    throw new HotlineError('storage', texts.noRoomToCompact(before * ROOM, bavail * bsize));

  await using stack = new AsyncDisposableStack();
  const taken = startTexts.alreadyRunning(config.dataDir);
  // A server that starts meanwhile sees it, before it has opened anything.
  const lock = stack.use(takeServerLock(config.dataDir));
  if (!lock.isHeld()) throw new HotlineError('storage', taken);
  const db = stack.adopt(await openDatabase(config.dataDir), (opened) => opened.close());
  // Nothing renews it while the file is being written.
  const durationMs = MS_EACH_GIGABYTE * (1 + before / GIGABYTE);
  stack.use(await holdLease(db, { name: 'server', taken, durationMs }));
  process.stdout.write(`${texts.compacting(before)}\n`);
  await compact(db);
  process.stdout.write(`${texts.compacted(before, statSync(file).size)}\n`);
  return 0;
}
