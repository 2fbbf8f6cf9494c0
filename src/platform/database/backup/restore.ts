import { accessSync, constants, existsSync, renameSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import { closeDataFolder } from '#src/platform/database/data-folder/private-folder.ts';
import { toDisk } from '#src/platform/database/data-folder/to-disk.ts';
import type { Database } from '#src/platform/database/database.ts';
import { becomeServer } from '#src/platform/database/leases/server-lease.ts';
import { type ServerLock, takeServerLock } from '#src/platform/database/leases/server-lock.ts';
import {
  type LedgerEntry,
  LedgerFile,
  type ReadLedger,
  type Replayed,
} from '#src/platform/database/ledger/file.ts';
import { appliedMigrations } from '#src/platform/database/migrate.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import type { Register } from '#src/platform/database/personal-data/register.ts';
import { compact } from '#src/platform/database/sqlite/compact.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { endRestoring } from './after-restore.ts';
import { checkVersion, type Loaded, loadStore } from './load.ts';
import { KNOWLEDGE, LAW, type Manifest } from './manifest.ts';
import { readBackup } from './read.ts';
import { scratchFolder } from './scratch-folder.ts';
import { backupTexts as texts } from './texts.ts';

/** What the operator says of a restore. */
interface RestoreWishes {
  /** Takes the place of a store that is in use; that one is kept aside. */
  readonly replace: boolean;
  /** Goes on although nobody knows what was erased since the copy. */
  readonly withoutLedger: boolean;
  /** Puts the copy's knowledge folder in the place of the present one, which is kept aside. */
  readonly withKnowledge: boolean;
}

/** What a restore did. */
interface Restored extends Loaded {
  readonly manifest: Manifest;
  readonly replayed: Replayed;
  /** Where what was there before is kept. */
  readonly aside: readonly string[];
  readonly knowledge: 'restored' | 'same' | 'kept';
}

type Settings = Pick<Config, 'dataDir' | 'databaseUrl' | 'knowledgeDir' | 'operators'>;
/** How the folder begins in which a copy is laid out. */
const SCRATCH = '.restauration-';
const STORE_FILES = ['hotline.db', 'hotline.db-wal', 'hotline.db-shm'];

/**
 * Puts a copy back. Nothing is touched before the copy was found whole, and the embedded store takes its place only once
 * it is complete: read, brought up to date, and less all that people had erased or took back since.
 * @throws HotlineError when a server runs, when the store is in use, or when the copy or the ledger does not fit
 */
export async function restoreBackup(
  config: Settings,
  file: string,
  wishes: RestoreWishes,
  about: {
    now: number;
    /** What is known of the personal data in all tables. */
    register: Register;
    /** Does again what people asked for since the copy. */
    replay: (db: Database, entries: readonly LedgerEntry[], now: number) => Promise<Replayed>;
    progress?: (table: string) => void;
  },
): Promise<Restored> {
  if (!existsSync(file)) throw new HotlineError('input', texts.noCopy(file));
  closeDataFolder(config.dataDir);
  // No server runs on it, and none starts until all is in its place: not even on a file that no longer opens.
  using lock = config.databaseUrl === undefined ? takeServerLock(config.dataDir) : undefined;
  if (lock) {
    if (!lock.isHeld()) throw new HotlineError('storage', startTexts.alreadyRunning(config.dataDir));
    await removeRemains(config.dataDir);
  }
  using scratch = await scratchFolder(join(config.dataDir, SCRATCH));
  const folder = scratch.path;
  const manifest = await readBackup(file, folder);
  checkVersion(manifest);
  await mustTakeKnowledge(manifest, config, wishes);
  const ledger = wishes.withoutLedger ? undefined : readLedger(config, manifest);
  const fill = async (db: Database) => {
    const loaded = await loadStore(db, manifest, { folder, copy: file }, about);
    const replayed = await about.replay(db, ledger?.entries ?? [], about.now);
    await db.tx(endRestoring);
    await compact(db);
    return { ...loaded, replayed };
  };
  const stamp = new Date(about.now).toISOString().replace(/[-:]|\.\d+/g, '');
  const aside: string[] = [];
  const filled =
    config.databaseUrl === undefined
      ? await fillEmbedded({ config, wishes, folder, lock, stamp, aside }, fill)
      : await fillPostgres(config.databaseUrl, config.dataDir, fill);
  await putFolder(join(folder, LAW), join(config.dataDir, 'law'), stamp, aside);
  const knowledge = await putKnowledge(join(folder, KNOWLEDGE), config, { wishes, stamp, aside });
  return { ...filled, manifest, aside, knowledge };
}

/** What a restore that was killed laid out: everybody's words, in clear. */
async function removeRemains(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir))
    if (name.startsWith(SCRATCH)) await rm(join(dataDir, name), { recursive: true, force: true });
}

/** Looked at before anything is changed. @throws HotlineError `input` when the copy's pages could not be put there */
async function mustTakeKnowledge(
  { parts }: Manifest,
  { knowledgeDir }: Settings,
  wishes: RestoreWishes,
): Promise<void> {
  if (!parts.some(({ path }) => path.startsWith(KNOWLEDGE))) return;
  const isFilled = await isEmptyFolder(knowledgeDir);
  if (!isFilled && !wishes.withKnowledge) return;
  let place = knowledgeDir;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  try {
    // One that is not empty makes room for another.
    for (const written of isFilled ? [place] : [place, dirname(place)])
      accessSync(written, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new HotlineError('input', texts.knowledgeNotWritten(knowledgeDir), { cause });
  }
}

const isEmptyFolder = async (path: string): Promise<boolean> =>
  !existsSync(path) || (await readdir(path)).length === 0;

/** What was erased since the copy. @throws HotlineError `input` when the ledger is missing, or is not the whole of it */
function readLedger(config: Settings, manifest: Manifest): ReadLedger {
  const path = ledgerPath(config);
  const ledger = new LedgerFile(path).read();
  if (!ledger) throw new HotlineError('input', texts.noLedger(path));
  if (ledger.bytes < manifest.ledger) throw new HotlineError('input', texts.shortLedger(path));
  return ledger;
}

type Fill<T> = (db: Database) => Promise<T>;

async function fillEmbedded<T>(
  parts: {
    config: Settings;
    wishes: RestoreWishes;
    folder: string;
    lock: ServerLock | undefined;
    stamp: string;
    aside: string[];
  },
  fill: Fill<T>,
): Promise<T> {
  const { config, wishes, folder, lock, stamp, aside } = parts;
  const { dataDir } = config;
  await using stack = new AsyncDisposableStack();
  if (lock && existsSync(join(dataDir, 'hotline.db'))) {
    const old = await connectDatabase(dataDir).catch((error) => {
      // One that no longer opens is what one restores for; it is still kept aside.
      if (wishes.replace) return undefined;
      throw error;
    });
    if (old) {
      stack.adopt(old, (db) => db.close());
      const isNew = (await appliedMigrations(old)).length === 0;
      if (!isNew) {
        stack.use(await becomeServer(old, { dataDir, lock }));
        if (!wishes.replace) throw new HotlineError('input', texts.inUse(dataDir));
      }
    }
  }
  const made = join(folder, 'hotline.db');
  const db = await openSqlite(made);
  const filled = await fill(db).finally(() => db.close());
  // The file alone is put in place.
  if (existsSync(`${made}-wal`)) throw new Error(`${made} has a journal`);
  await toDisk(made);
  await stack.disposeAsync();
  // At once: told to stop in the middle, the process would leave no store at all.
  for (const name of STORE_FILES) setAside(join(dataDir, name), stamp, aside);
  renameSync(made, join(dataDir, 'hotline.db'));
  await toDisk(dataDir);
  return filled;
}

async function fillPostgres<T>(url: string, dataDir: string, fill: Fill<T>): Promise<T> {
  const { serversOn } = await import('#src/platform/database/postgres/snapshot.ts');
  if ((await serversOn(url)) > 0) throw new HotlineError('storage', texts.serverOnBase);
  const db = await connectDatabase(dataDir, url);
  try {
    if ((await appliedMigrations(db)).length > 0) throw new HotlineError('input', texts.baseNotEmpty);
    return await fill(db);
  } finally {
    await db.close();
  }
}

function setAside(path: string, stamp: string, aside: string[]): void {
  if (!existsSync(path)) return;
  const kept = `${path}.avant-restauration-${stamp}`;
  renameSync(path, kept);
  aside.push(kept);
}

/** Puts a folder of the copy in its place; what was there is kept aside. */
async function putFolder(from: string, to: string, stamp: string, aside: string[]): Promise<void> {
  if (!existsSync(from)) return;
  setAside(to, stamp, aside);
  await mkdir(to, { recursive: true });
  await cp(from, to, { recursive: true });
}

async function putKnowledge(
  from: string,
  { knowledgeDir }: Settings,
  { wishes, stamp, aside }: { wishes: RestoreWishes; stamp: string; aside: string[] },
): Promise<Restored['knowledge']> {
  if (!existsSync(from)) return 'same';
  const isEmpty = await isEmptyFolder(knowledgeDir);
  if (!isEmpty && !wishes.withKnowledge) return 'kept';
  if (isEmpty) {
    await mkdir(knowledgeDir, { recursive: true });
    await cp(from, knowledgeDir, { recursive: true });
  } else await putFolder(from, knowledgeDir, stamp, aside);
  return 'restored';
}
