import { chmodSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join, parse } from 'node:path';
import { storageTexts } from '#src/platform/database/texts.ts';
import { errorText } from '#src/platform/errors.ts';
import { makeFolder } from './make-folder.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Rights of the group and of everybody else. */
const OTHERS = 0o077;
/** A folder where everybody may write (`/tmp`) is nobody's own. */
const STICKY = 0o1000;

/** What the hotline itself writes in its data folder; whatever else lies there is its owner's business. */
const OWN = /^(?:hotline\.db.*|hotline\.lock|ancien-.*|index|law|server\.json|.*\.ledger|.*\.tar)$/;

/** New files and folders of this process, and of those it starts, are for its user alone. Not for worker threads. */
export function closeToOthers(): void {
  process.umask(OTHERS);
}

/**
 * Makes the data folder where there is none, and takes from others the rights that an earlier version, or whoever made
 * the folder, left them: the folder 0700, what the hotline keeps there 0600.
 * @returns what could not be corrected, in French
 */
export function closeDataFolder(folder: string): string[] {
  if (process.platform === 'win32') return [];
  const problems: string[] = [];
  try {
    makeFolder(folder, FOLDER_MODE);
    const path = realpathSync(folder);
    const { mode } = lstatSync(path);
    if ((mode & STICKY) !== 0 || path === parse(path).root) return [storageTexts.sharedFolder(path)];
    close(path, problems);
    for (const name of readdirSync(path)) if (OWN.test(name)) closeAll(join(path, name), problems);
  } catch {
    // A folder that can't be made or listed is said by whoever opens the store.
  }
  return problems;
}

function closeAll(path: string, problems: string[]): void {
  if (!close(path, problems)) return;
  for (const name of readdirSync(path)) closeAll(join(path, name), problems);
}

/** @returns whether it is a folder that can be looked into */
function close(path: string, problems: string[]): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // A link leads where the rights are somebody else's; the WAL may go at any moment.
  if (!stats || !(stats.isFile() || stats.isDirectory())) return false;
  try {
    const wanted = stats.isDirectory() ? FOLDER_MODE : FILE_MODE;
    if ((stats.mode & OTHERS) !== 0) chmodSync(path, wanted);
  } catch (error) {
    problems.push(storageTexts.notClosed(path, errorText(error)));
  }
  return stats.isDirectory();
}
