import { createHash } from 'node:crypto';
import { closeSync, cpSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { type Folders, HotlineProgram } from './killable-hotline.ts';

/** A question that the sample pages answer. */
export const QUESTION = 'ai-je droit à une avance ?';

/**
 * Serves somebody from a data folder, then ends.
 * @param signal a kill leaves messages in the journal, a stop moves them into the file
 */
export async function useStore(folders: Folders, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const server = new HotlineProgram(['src/main.ts'], folders);
  const url = await server.url();
  const person = new ChatPerson();
  await person.open(url);
  person.write(QUESTION);
  await person.flush(url);
  // The index is looked at just after the start, in a process that would empty the journal at its own end.
  if (signal === 'SIGKILL') await server.cutOff();
  else await server.end(signal);
}

/** A copy of a data folder, as it is. */
export function copyStore(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  return to;
}

/** Digests of the files of a store, by name. */
export function digestsOf(dataDir: string): Readonly<Record<string, string>> {
  const files = readdirSync(dataDir).filter(
    (name) => /^hotline\.db(?:-wal)?$/.test(name) && statSync(join(dataDir, name)).isFile(),
  );
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(dataDir, name)))
      .digest('hex');
  return Object.fromEntries(files.sort().map((name) => [name, digest(name)]));
}

/** Fills the first page of a table with zeros, as a bad disk does. */
export async function damage(file: string, table: string): Promise<void> {
  const db = await openSqlite(file);
  const [row] = await db.query<{ root: number; size: number }>(
    `SELECT rootpage AS root, (SELECT page_size FROM pragma_page_size) AS size FROM sqlite_master
     WHERE type = 'table' AND name = '${table}'`,
  );
  await db.close();
  if (!row) throw new Error(`no table ${table}`);
  overwrite(file, (row.root - 1) * row.size, Buffer.alloc(row.size));
}

/** Writes bytes over a part of a file. */
export function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.length, at);
  closeSync(opened);
}
