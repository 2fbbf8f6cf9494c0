import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Author } from './versions.ts';

/** A change that somebody prepares, as a list has it: it is not in service. */
export interface PreparedLine {
  readonly path: string;
  /** What it is called; empty where it was not read. */
  readonly title: string;
  readonly by: Author;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A change that somebody prepares, with its content. */
export interface PreparedChange extends PreparedLine {
  readonly content: Uint8Array;
  /** Of a document, the description that goes beside it. */
  readonly sidecar: string | undefined;
  /** What was read of it, in JSON, as the desk keeps it; undefined where it was not read. */
  readonly reading: string | undefined;
  /** Digest of the file that it was begun from; undefined for a new one. */
  readonly basis: string | undefined;
}

/** Changes that may wait at once, and what they may weigh together in bytes: more would be a store of files. */
const MOST_PREPARED = 100;
const MOST_BYTES = 300_000_000;

interface LineRow {
  readonly path: string;
  readonly title: string;
  readonly by_key: string;
  readonly by_name: string;
  readonly at: number;
}

interface PreparedRow extends LineRow {
  readonly content: Uint8Array;
  readonly sidecar: string | null;
  readonly reading: string | null;
  readonly basis: string | null;
}

const lineOf = ({ path, title, by_key, by_name, at }: LineRow): PreparedLine => ({
  path,
  title,
  by: { key: by_key, name: by_name },
  at: Number(at),
});

/** All changes that wait, the newest first. */
export async function preparedChanges(db: Queryable): Promise<PreparedLine[]> {
  const rows = await db.query<LineRow>(
    'SELECT path, title, by_key, by_name, at FROM knowledge_prepared ORDER BY at DESC, path',
  );
  return rows.map(lineOf);
}

/** The change that waits for a path; undefined when there is none. */
export async function preparedFor(db: Queryable, path: string): Promise<PreparedChange | undefined> {
  const [row] = await db.query<PreparedRow>(
    `SELECT path, title, content, sidecar, reading, basis, by_key, by_name, at FROM knowledge_prepared
     WHERE path = $1`,
    [path],
  );
  return (
    row && {
      ...lineOf(row),
      content: row.content,
      sidecar: row.sidecar ?? undefined,
      reading: row.reading ?? undefined,
      basis: row.basis ?? undefined,
    }
  );
}

/**
 * Keeps a change that waits, in place of the one before it.
 * @returns false when so many wait already that it is not kept
 */
export async function savePrepared(tx: Transaction, change: PreparedChange): Promise<boolean> {
  const { path, title, content, sidecar, reading, basis, by, at } = change;
  const [others] = await tx.query<{ count: number; bytes: number | null }>(
    'SELECT COUNT(*) AS count, SUM(LENGTH(content)) AS bytes FROM knowledge_prepared WHERE path <> $1',
    [path],
  );
  const bytes = Number(others?.bytes ?? 0) + content.length;
  if (Number(others?.count ?? 0) >= MOST_PREPARED || bytes > MOST_BYTES) return false;
  await tx.query(
    `INSERT INTO knowledge_prepared (path, title, content, sidecar, reading, basis, by_key, by_name, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (path) DO UPDATE SET title = excluded.title, content = excluded.content, sidecar = excluded.sidecar,
       reading = excluded.reading, basis = excluded.basis, by_key = excluded.by_key, by_name = excluded.by_name,
       at = excluded.at`,
    [path, title, content, sidecar ?? null, reading ?? null, basis ?? null, by.key, by.name, at],
  );
  return true;
}

/** @returns whether there was one */
export async function dropPrepared(tx: Transaction, path: string): Promise<boolean> {
  const rows = await tx.query('DELETE FROM knowledge_prepared WHERE path = $1 RETURNING path', [path]);
  return rows.length > 0;
}
