import { HotlineError } from '#src/errors.ts';
import { takeServerLock } from '#src/storage/server-lock.ts';
import { mustBeFolder } from '#src/storage/sqlite-file.ts';
import { putStoreAside } from '#src/storage/start-anew.ts';
import { startTexts } from '#src/texts/start.ts';
import { storageTexts } from '#src/texts/storage.ts';
import { readOptions } from './options.ts';

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
