import { readOptions } from '#src/commands/options.ts';
import { takeServerLock } from '#src/platform/database/leases/server-lock.ts';
import { mustBeFolder } from '#src/platform/database/sqlite/file.ts';
import { putStoreAside } from '#src/platform/database/sqlite/start-anew.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';

/** `store new`: puts what is left of the data folder's store aside; the next start begins anew. */
export async function storeNewCommand(args: readonly string[]): Promise<number> {
  const { config, today } = readOptions(args);
  const { dataDir } = config;
  mustBeFolder(dataDir);
  using lock = takeServerLock(dataDir);
  if (!lock.isHeld()) throw new HotlineError('busy', startTexts.alreadyRunning(dataDir));
  const aside = putStoreAside(dataDir, today);
  process.stdout.write(`${aside ? storageTexts.putAside(aside) : storageTexts.nothingAside(dataDir)}\n`);
  return 0;
}
