import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Queryable, SqlValue } from '#src/platform/database/database.ts';

/** The tables of a store with their columns, as its schema has them. */
export async function tablesOf(db: Database): Promise<Map<string, string[]>> {
  const columns =
    db.dialect === 'sqlite'
      ? await db.query<{ name: string; column_name: string }>(
          `SELECT m.name AS name, c.name AS column_name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
           WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name`,
        )
      : await db.query<{ name: string; column_name: string }>(
          `SELECT table_name AS name, column_name FROM information_schema.columns
           WHERE table_schema = 'public' ORDER BY table_name`,
        );
  const tables = new Map<string, string[]>();
  for (const { name, column_name } of columns) tables.set(name, [...(tables.get(name) ?? []), column_name]);
  return tables;
}

const textOf = (value: SqlValue | undefined): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value ?? '');

/** Where some words are in a store: « table.column: word », looked for in every column of every table. */
export async function tracesInTables(db: Database & Queryable, words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const [table, columns] of await tablesOf(db))
    for (const row of await db.query(`SELECT * FROM ${table}`))
      for (const column of columns)
        for (const word of words)
          if (textOf(row[column]).toLowerCase().includes(word.toLowerCase()))
            found.add(`${table}.${column}: ${word}`);
  return [...found].sort();
}

/**
 * Reads a file in a process of its own: a process that closes a file of SQLite loses the locks of its own connections, and
 * the next one to open the store would take it for its alone.
 */
const readApart = (path: string): Buffer => execFileSync('cat', [path], { maxBuffer: 2 ** 30 });

/** Which files of a folder hold some words, as bytes, whatever the files are. */
export function tracesInFiles(folder: string, words: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readApart(join(parentPath, name));
    const held = words.filter(
      (word) => bytes.includes(Buffer.from(word, 'utf8')) || bytes.includes(Buffer.from(word, 'utf16le')),
    );
    return held.map((word) => `${name}: ${word}`);
  });
}
