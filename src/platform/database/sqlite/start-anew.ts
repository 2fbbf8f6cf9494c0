import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { storeFile } from './file.ts';

/**
 * Moves what is left of a store aside, so that the next start begins with an empty one. Nothing is deleted; the codes of
 * law that were imported stay in service. Only for who holds the lock of the folder.
 * @param day for the name of the folder in which it is put
 * @returns that folder, or undefined when there was nothing to move
 */
export function putStoreAside(dataDir: string, day: string): string | undefined {
  const file = storeFile(dataDir);
  const left = [file, `${file}-wal`, `${file}-shm`, `${file}-journal`, join(dataDir, 'index')].filter(
    existsSync,
  );
  if (left.length === 0) return undefined;
  let aside = join(dataDir, `ancien-${day}`);
  for (let number = 2; existsSync(aside); number += 1) aside = join(dataDir, `ancien-${day}-${number}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const path of left) renameSync(path, join(aside, path.slice(dataDir.length + 1)));
  return aside;
}
