import { examineStore, storeFile } from '#src/platform/database/sqlite/file.ts';
import { damagedTables, integrityFindings, readSqlite } from '#src/platform/database/sqlite/reader.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';

/** What a check of every page, index and constraint of a store found. */
interface StoreCheck {
  readonly path: string;
  /** SQLite's own words; none when all is sound. */
  readonly findings: readonly string[];
  /** Tables that cannot be read whole. */
  readonly tables: readonly string[];
}

/**
 * Checks the embedded store of a data folder, which a server may be using.
 * @throws HotlineError `storage` when there is none, or it must not be opened
 */
export function checkStore(dataDir: string): StoreCheck {
  const path = storeFile(dataDir);
  const found = examineStore(dataDir);
  if (found.state === 'new') throw new HotlineError('input', storageTexts.nothingToCheck(path));
  using reader = readSqlite(path, false);
  const findings = integrityFindings(reader);
  return { path, findings, tables: findings.length > 0 ? damagedTables(reader) : [] };
}
