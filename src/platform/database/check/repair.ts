import { copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Connection, connectSqlite } from '#src/platform/database/sqlite/sqlite.ts';

/** What is made again from the knowledge folder. */
const REBUILT: ReadonlySet<string> = new Set([
  'embedding',
  'generation',
  'knowledge_file',
  'recognised_page',
]);

/**
 * Repairs a file whose damage is in the index only: everything else is copied to a new file, which takes its place; the
 * index is made again by the start. The damaged file stays beside it, under another name. Only for who holds the lock
 * of the folder.
 * @param damaged tables that cannot be read whole
 * @returns where the damaged file is kept; undefined when more than the index is damaged, and nothing was done
 */
export function repairStore(path: string, damaged: readonly string[]): string | undefined {
  if (!damaged.every((table) => REBUILT.has(table))) return undefined;
  const fresh = `${path}.new`;
  for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${fresh}${rest}`, { force: true });
  const kept = keepAside(path);
  try {
    emptyJournal(path);
    copyAllBut(path, fresh);
  } catch (error) {
    // Else each start would leave one more.
    for (const rest of ['', '-wal']) rmSync(`${kept}${rest}`, { force: true });
    throw error;
  }
  // One step: a kill leaves either the damaged file, or the repaired one.
  renameSync(fresh, path);
  return kept;
}

/** @returns the name under which the file, and its journal, stay as they are */
function keepAside(path: string): string {
  let number = 1;
  while (existsSync(`${path}.damaged-${number}`)) number += 1;
  const kept = `${path}.damaged-${number}`;
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${kept}-wal`);
  try {
    linkSync(path, kept);
  } catch {
    // Not every disk knows two names for one file.
    copyFileSync(path, kept);
  }
  return kept;
}

/** Moves what stands in the journal into the file, so that the file is all there is. */
function emptyJournal(path: string): void {
  const connection = connectSqlite(path, {});
  try {
    const done = connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (Number(done?.busy) !== 0) throw new Error(`${path} is being read: its journal stays`);
  } finally {
    connection.close();
  }
  const left = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (left > 0) throw new Error(`${path}-wal is not empty`);
}

function copyAllBut(path: string, fresh: string): void {
  const connection = connectSqlite(fresh, { enableForeignKeyConstraints: false });
  try {
    // Before its first table, so that it gives space back as a new store does.
    connection.exec('PRAGMA auto_vacuum = INCREMENTAL');
    const source = pathToFileURL(path);
    source.searchParams.set('mode', 'ro');
    connection.prepare('ATTACH ? AS damaged').run(source.href);
    connection.exec('BEGIN');
    for (const { name, sql } of schemaOf(connection, 'table')) {
      connection.exec(sql);
      if (!REBUILT.has(name)) connection.exec(`INSERT INTO main."${name}" SELECT * FROM damaged."${name}"`);
    }
    for (const type of ['index', 'view', 'trigger'])
      for (const { sql } of schemaOf(connection, type)) connection.exec(sql);
    // Without it, the start makes an index.
    connection.exec("DELETE FROM main.setting WHERE name = 'active_generation'; COMMIT;");
  } finally {
    connection.close();
  }
}

/** What makes the tables, or indexes…, of the damaged file. Those that an engine makes by itself have no text. */
function schemaOf(connection: Connection, type: string): { name: string; sql: string }[] {
  return connection
    .prepare(
      `SELECT name, sql FROM damaged.sqlite_master WHERE type = ? AND sql IS NOT NULL
       AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    .all(type)
    .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
}
