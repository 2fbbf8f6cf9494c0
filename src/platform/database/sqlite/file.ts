import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#src/platform/database/data-folder/make-folder.ts';
import { isOurs, migrationNames, unknownMigrations } from '#src/platform/database/migrations.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { isDamage, reasonOf } from '#src/platform/failure.ts';
import { damagedTables, quickCheck, readSqlite, type SqliteReader } from './reader.ts';

/** The file of the embedded store in a data folder. */
export const storeFile = (dataDir: string): string => join(dataDir, 'hotline.db');

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/** What a look at a store's file finds, before anything opens it to write. */
type FoundStore =
  /** Nothing yet: a first day. */
  | { readonly state: 'new' }
  | { readonly state: 'ours'; readonly bytes: number }
  /** Pages are damaged; `tables` are those that cannot be read whole. */
  | { readonly state: 'damaged'; readonly tables: readonly string[] };

/**
 * Looks at the file of a store without writing to it, so that nothing is opened that SQLite or a migration would
 * destroy: it deletes the journal of an empty file, and turns the file of another program into its own format.
 * @param checkUpTo bytes up to which every page is read too
 * @throws HotlineError `storage`, with the reason and the way out, when it must not be opened
 */
export function examineStore(dataDir: string, checkUpTo = 0): FoundStore {
  mustBeFolder(dataDir);
  const path = storeFile(dataDir);
  const bytes = sizeOf(path);
  const journal = sizeOf(`${path}-wal`);
  if (bytes === 0) {
    if (journal > 0) throw refusal(storageTexts.journalAlone(path));
    return newStore(dataDir, path, existsSync(path));
  }
  mustBeSqlite(path);
  try {
    // A server that runs always has a journal beside its file. Without one, no other file is made by reading.
    using reader = readSqlite(path, !existsSync(`${path}-wal`));
    mustBeOurs(reader, path);
    if (reader.tables.length === 0) return newStore(dataDir, path, true);
    // A server may be moving its journal into the file meanwhile: both are looked at after what they should hold, and the
    // journal first.
    const isCut = sizeOf(`${path}-wal`) === 0 && reader.bytes > sizeOf(path);
    const isSound = !isCut && (bytes + journal > checkUpTo || quickCheck(reader));
    if (isSound) return { state: 'ours', bytes: bytes + journal };
    return { state: 'damaged', tables: damagedTables(reader) };
  } catch (error) {
    throw unreadable(error, path);
  }
}

/** @throws HotlineError `storage` where an index tells that a store was there */
function newStore(dataDir: string, path: string, isEmpty: boolean): FoundStore {
  if (existsSync(join(dataDir, 'index'))) throw refusal(storageTexts.storeMissing(path, isEmpty));
  return { state: 'new' };
}

function unreadable(error: unknown, path: string): HotlineError {
  if (error instanceof HotlineError) return error;
  const said = isDamage(error)
    ? storageTexts.storeDamaged(path, [])
    : storageTexts.storeUnreadable(path, reasonOf(error));
  return refusal(said, error);
}

/** The folder is made when it is missing, and must be one in which files can be written. */
export function mustBeFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusal(storageTexts.folderRefused(dataDir, reasonOf(error)), error);
  }
}

/** @returns 0 when there is no such file. @throws HotlineError `storage` when something else is in its place */
function sizeOf(path: string): number {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && !found.isFile()) throw refusal(storageTexts.notAFile(path));
    return found?.size ?? 0;
  } catch (error) {
    if (error instanceof HotlineError) throw error;
    throw refusal(storageTexts.sqliteNotOpened(path, reasonOf(error)), error);
  }
}

function mustBeSqlite(path: string): void {
  const start = Buffer.alloc(HEADER_BYTES);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, start, 0, HEADER_BYTES, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw refusal(storageTexts.sqliteNotOpened(path, reasonOf(error)), error);
  }
  if (start.subarray(0, MAGIC.length).toString('latin1') === MAGIC) return;
  const isBlank = start.every((byte) => byte === 0);
  throw refusal(isBlank ? storageTexts.storeDamaged(path, []) : storageTexts.notSqlite(path));
}

function mustBeOurs({ tables, applicationId, migrations }: SqliteReader, path: string): void {
  const isEmpty = tables.length === 0 && applicationId === 0;
  if (!isEmpty && !isOurs(migrations)) throw refusal(storageTexts.foreign(path));
  const unknown = unknownMigrations(migrations, migrationNames());
  if (unknown.length > 0) throw refusal(storageTexts.newer(path, unknown));
}

const refusal = (message: string, cause?: unknown): HotlineError =>
  new HotlineError('storage', message, { cause });
