import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeOption } from '#src/commands/flags.ts';
import { operator } from '#src/commands/operator.ts';
import { readOptions } from '#src/commands/options.ts';
import { isPostgresUrl, POSTGRES_URL } from '#src/config/config.ts';
import { showProgress } from '#src/knowledge/ingest/progress.ts';
import { copyStore } from '#src/platform/database/copy.ts';
import { becomeServer } from '#src/platform/database/leases/server-lease.ts';
import { takeServerLock } from '#src/platform/database/leases/server-lock.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';

/**
 * `store copy --to URL`: moves everything from the SQLite file of the data folder to an empty PostgreSQL database; the
 * file stays as it is. Without `--to`, the database is that of DATABASE_URL.
 */
export async function storeCopyCommand(args: readonly string[]): Promise<number> {
  const { value: to, rest } = takeOption(args, 'to');
  const { config } = readOptions(rest);
  const url = to ?? config.databaseUrl;
  // The address is not repeated: it has a password.
  if (url === undefined || !isPostgresUrl(url))
    throw new HotlineError('input', storageTexts.needsTarget(POSTGRES_URL));
  const file = join(config.dataDir, 'hotline.db');
  if (!existsSync(file)) throw new HotlineError('input', storageTexts.noSource(file));

  await using stack = new AsyncDisposableStack();
  const lock = stack.use(takeServerLock(config.dataDir));
  const source = stack.adopt(await openDatabase(config.dataDir), (db) => db.close());
  stack.use(await becomeServer(source, { dataDir: config.dataDir, lock }));
  const target = stack.adopt(await openDatabase(config.dataDir, url), (db) => db.close());
  // A copy that leaves is noted where it leaves from, and takes its trace along.
  await addTrace(source, { by: operator(), act: 'store_copied', now: Date.now() });
  const bar = showProgress();
  const report = await copyStore(source, target, (table, done, total) =>
    bar.progress(storageTexts.copying(table), done, total),
  ).finally(bar.done);
  const lines = [...report].map(([table, rows]) => storageTexts.copiedTable(table, rows));
  const total = [...report.values()].reduce((sum, rows) => sum + rows, 0);
  process.stdout.write(`${[...lines, storageTexts.copied(total)].join('\n')}\n`);
  return 0;
}
