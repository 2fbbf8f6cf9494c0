import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** A file as kept. */
export interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Keeps a file to take away. @returns its id, which a `file` block names */
export async function addFile(tx: Transaction, file: StoredFile, now: number): Promise<string> {
  const id = newId(now);
  await tx.query('INSERT INTO file (id, name, media_type, bytes, created_at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    file.name,
    file.mediaType,
    file.bytes,
    now,
  ]);
  return id;
}

export async function findFile(db: Queryable, id: string): Promise<StoredFile | undefined> {
  const rows = await db.query<{ name: string; media_type: string; bytes: Uint8Array }>(
    'SELECT name, media_type, bytes FROM file WHERE id = $1',
    [id],
  );
  const [row] = rows;
  return row && { name: row.name, mediaType: row.media_type, bytes: new Uint8Array(row.bytes) };
}
