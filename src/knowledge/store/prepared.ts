import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Author } from './versions.ts';

/** A change that somebody prepares: it is not in service. */
export interface PreparedChange {
  readonly path: string;
  /** Of a document, the description that goes beside it. */
  readonly sidecar: string | undefined;
  /** What was read of it, in JSON, as the desk keeps it; undefined where it was not read. */
  readonly reading: string | undefined;
  /** Digest of the file that it was begun from; undefined for a new one. */
  readonly basis: string | undefined;
  readonly by: Author;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Changes that may wait at once, and what they may weigh together in bytes: more would be a store of files. */
const MOST_PREPARED = 100;
const MOST_BYTES = 300_000_000;

interface PreparedRow {
  readonly path: string;
  readonly sidecar: string | null;
  readonly reading: string | null;
  readonly basis: string | null;
  readonly by_key: string;
  readonly by_name: string;
  readonly at: number;
}

const preparedOf = (row: PreparedRow): PreparedChange => ({
  path: row.path,
  sidecar: row.sidecar ?? undefined,
  reading: row.reading ?? undefined,
  basis: row.basis ?? undefined,
  by: { key: row.by_key, name: row.by_name },
  at: Number(row.at),
});

const COLUMNS = 'path, sidecar, reading, basis, by_key, by_name, at';

/** All changes that wait, the newest first. */
export async function preparedChanges(db: Queryable): Promise<PreparedChange[]> {
  const rows = await db.query<PreparedRow>(
    `SELECT ${COLUMNS} FROM knowledge_prepared ORDER BY at DESC, path`,
  );
  return rows.map(preparedOf);
}

/** The change that waits for a path, with its content; undefined when there is none. */
export async function preparedFor(
  db: Queryable,
  path: string,
): Promise<(PreparedChange & { readonly content: Uint8Array }) | undefined> {
  const rows = await db.query<PreparedRow & { content: Uint8Array }>(
    `SELECT ${COLUMNS}, content FROM knowledge_prepared WHERE path = $1`,
    [path],
  );
  return rows[0] && { ...preparedOf(rows[0]), content: rows[0].content };
}

/**
 * Keeps a change that waits, in place of the one before it.
 * @returns false when so many wait already that it is not kept
 */
export async function savePrepared(
  tx: Transaction,
  change: PreparedChange & { readonly content: Uint8Array },
): Promise<boolean> {
  const { path, content, sidecar, reading, basis, by, at } = change;
  const [others] = await tx.query<{ count: number; bytes: number | null }>(
    'SELECT COUNT(*) AS count, SUM(LENGTH(content)) AS bytes FROM knowledge_prepared WHERE path <> $1',
    [path],
  );
  const bytes = Number(others?.bytes ?? 0) + content.length;
  if (Number(others?.count ?? 0) >= MOST_PREPARED || bytes > MOST_BYTES) return false;
  await tx.query(
    `INSERT INTO knowledge_prepared (path, content, sidecar, reading, basis, by_key, by_name, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (path) DO UPDATE SET content = excluded.content, sidecar = excluded.sidecar,
       reading = excluded.reading, basis = excluded.basis, by_key = excluded.by_key, by_name = excluded.by_name,
       at = excluded.at`,
    [path, content, sidecar ?? null, reading ?? null, basis ?? null, by.key, by.name, at],
  );
  return true;
}

/** @returns whether there was one */
export async function dropPrepared(tx: Transaction, path: string): Promise<boolean> {
  const rows = await tx.query('DELETE FROM knowledge_prepared WHERE path = $1 RETURNING path', [path]);
  return rows.length > 0;
}
