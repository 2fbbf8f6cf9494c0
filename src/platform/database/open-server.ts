import type { Config } from '#src/config/config.ts';
import { checkAside } from '#src/platform/database/check/aside.ts';
import { repairStore } from '#src/platform/database/check/repair.ts';
import { becomeServer } from '#src/platform/database/leases/server-lease.ts';
import { takeServerLock } from '#src/platform/database/leases/server-lock.ts';
import { examineStore, mustBeFolder, storeFile } from '#src/platform/database/sqlite/file.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import type { Database } from './database.ts';
import { bringUpToDate, connectDatabase, openDatabase } from './open.ts';
import { storageTexts } from './texts.ts';
import { watchStore } from './watch-store.ts';

/** Files up to this are read whole before they are opened to write: about a quarter of a second. */
const READ_WHOLE_BYTES = 256 * 1024 * 1024;

/** What the server hears of its store. */
interface ServerStoreEvents {
  /** The damaged part was only the index, which is made again; the file as it was is kept here. */
  readonly onRepaired: (kept: string) => void;
  /** A file too large to be read whole before the start was read meanwhile, and is damaged. */
  readonly onDamaged: (message: string) => void;
  /** Another server took over, or the store is not there any more: this one must stop at once. */
  readonly onLost: (message: string) => void;
}

/**
 * Opens the store for a server and everything that must hold while it runs, in the order in which it is safe: a folder,
 * the lock that proves who lives, a file that is whole and ours, the database, its lease.
 * @param stack what is opened is closed with it
 * @throws HotlineError `storage`, with the reason and the way out
 */
export async function openServerStore(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  stack: AsyncDisposableStack,
  { onRepaired, onDamaged, onLost }: ServerStoreEvents,
): Promise<Database> {
  mustBeFolder(dataDir);
  // A PostgreSQL database has as many servers as wanted.
  if (databaseUrl !== undefined) {
    const db = stack.adopt(await openDatabase(dataDir, databaseUrl), close);
    stack.defer(await watchStore(db, dataDir, onLost));
    return db;
  }
  const lock = stack.use(takeServerLock(dataDir));
  const found = examineStore(dataDir, READ_WHOLE_BYTES);
  if (found.state === 'damaged') {
    const refusal = (cause?: unknown) =>
      new HotlineError('storage', storageTexts.storeDamaged(storeFile(dataDir), found.tables), { cause });
    const kept = lock.isHeld() ? repaired(storeFile(dataDir), found.tables, refusal) : undefined;
    if (kept === undefined) throw refusal();
    onRepaired(kept);
  }
  const db = stack.adopt(await connectDatabase(dataDir, undefined, true), close);
  // A newer program that is started beside one that runs leaves its store as it is.
  const onAlone = () => bringUpToDate(db);
  const onTaken = () => onLost(startTexts.leaseLost(dataDir));
  stack.use(await becomeServer(db, { dataDir, lock, onAlone, onLost: onTaken }));
  stack.defer(await watchStore(db, dataDir, onLost));
  if (found.state === 'ours' && found.bytes > READ_WHOLE_BYTES) {
    const path = storeFile(dataDir);
    stack.defer(checkAside(path, (tables) => onDamaged(storageTexts.storeDamaged(path, tables))));
  }
  return db;
}

/** {@link repairStore}, whose failure leaves the damaged file as what is told. */
function repaired(
  path: string,
  tables: readonly string[],
  refusal: (cause: unknown) => HotlineError,
): string | undefined {
  try {
    return repairStore(path, tables);
  } catch (cause) {
    throw refusal(cause);
  }
}

const close = (db: Database): Promise<void> => db.close();
