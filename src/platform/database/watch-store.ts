import { stat } from 'node:fs/promises';
import { storeFile } from '#src/platform/database/sqlite/file.ts';
import type { Database } from './database.ts';
import { storageTexts } from './texts.ts';

const LOOK_MS = 1_000;
/** A file system that answers once beside the truth must not stop the server. */
const LOOKS = 2;

/**
 * Looks, while a server runs, whether its store is still the one that it opened: what is written to a file that somebody
 * deleted or replaced is acknowledged and lost, and a database made anew has no tables.
 * @param onGone hears, once, that it is not, in French
 * @returns what ends the watch
 */
export async function watchStore(
  db: Database,
  dataDir: string,
  onGone: (message: string) => void,
): Promise<() => void> {
  const look = db.dialect === 'sqlite' ? await fileLook(storeFile(dataDir)) : () => tablesLook(db);
  let gone = 0;
  const timer = setInterval(() => {
    look().then((message) => {
      gone = message === undefined ? 0 : gone + 1;
      if (message === undefined || gone !== LOOKS) return;
      clearInterval(timer);
      onGone(message);
    }, ignore);
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** A store that does not answer may do so the next time. */
const ignore = (): void => undefined;

/** Whether a path still names the file that is open, and there is something in it. */
async function fileLook(path: string): Promise<() => Promise<string | undefined>> {
  const { ino } = await stat(path);
  return async () => {
    const now = await stat(path).catch((error) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw error;
    });
    return now?.ino === ino && now.size > 0 ? undefined : storageTexts.fileGone(path);
  };
}

/** PostgreSQL's word for a table that does not exist. */
const NO_TABLE = /^42P01\b/;

async function tablesLook(db: Database): Promise<string | undefined> {
  try {
    await db.query('SELECT COUNT(*) AS count FROM migration');
    return undefined;
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    if (NO_TABLE.test(cause instanceof Error ? cause.message : '')) return storageTexts.tablesGone;
    throw error;
  }
}
