import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Author } from './versions.ts';

/** Somebody who has a page open to change it. */
export interface Editor extends Author {
  /** Epoch milliseconds. */
  readonly since: number;
}

/** A page says that it is open every half minute: one that has been silent for so long is closed. */
const SILENT_MS = 90_000;

/** Notes that somebody has a page open, and tells who else has. */
export async function noteEditing(
  tx: Transaction,
  path: string,
  by: Author,
  now: number,
): Promise<readonly Editor[]> {
  await tx.query('DELETE FROM knowledge_editing WHERE seen_at < $1', [now - SILENT_MS]);
  await tx.query(
    `INSERT INTO knowledge_editing (path, editor_key, editor_name, since, seen_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (path, editor_key) DO UPDATE SET seen_at = excluded.seen_at, editor_name = excluded.editor_name`,
    [path, by.key, by.name, now],
  );
  return (await editorsOf(tx, path, now)).filter(({ key }) => key !== by.key);
}

/** Who has a page open to change it, since the longest first. */
export async function editorsOf(db: Queryable, path: string, now: number): Promise<Editor[]> {
  const rows = await db.query<{ editor_key: string; editor_name: string; since: number }>(
    `SELECT editor_key, editor_name, since FROM knowledge_editing WHERE path = $1 AND seen_at >= $2
     ORDER BY since, editor_key`,
    [path, now - SILENT_MS],
  );
  return rows.map((row) => ({ key: row.editor_key, name: row.editor_name, since: Number(row.since) }));
}

/** Somebody closed a page. */
export async function endEditing(tx: Transaction, path: string, by: Author): Promise<void> {
  await tx.query('DELETE FROM knowledge_editing WHERE path = $1 AND editor_key = $2', [path, by.key]);
}
