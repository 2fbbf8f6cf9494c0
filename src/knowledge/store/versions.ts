import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** What made a version of a file: it stood in the folder before, or somebody did this. */
export type VersionAct = 'found' | 'published' | 'restored' | 'withdrawn';

/** Who did something, as traces name them. */
export interface Author {
  readonly key: string;
  readonly name: string;
}

/** A version of a file of the knowledge folder, without its content. */
export interface FileVersion {
  readonly id: string;
  readonly path: string;
  /** From 1, for each path. */
  readonly number: number;
  readonly act: VersionAct;
  /** SHA-256 of the file; undefined when it was withdrawn. */
  readonly digest: string | undefined;
  readonly bytes: number;
  /** Whether its content is still kept. */
  readonly isKept: boolean;
  /** Empty once their name was forgotten, and for what was found. */
  readonly by: Author;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Versions of a path whose content is kept, however small it is. */
const KEPT = 30;
/** The content of older versions is kept while those of a path weigh less than this together, in bytes. */
const KEPT_BYTES = 60_000_000;
const COLUMNS =
  'id, path, number, act, digest, bytes, by_key, by_name, at, CASE WHEN content IS NULL THEN 0 ELSE 1 END AS kept';

interface VersionRow {
  readonly id: string;
  readonly path: string;
  readonly number: number;
  readonly act: VersionAct;
  readonly digest: string | null;
  readonly bytes: number | null;
  readonly by_key: string;
  readonly by_name: string;
  readonly at: number;
  readonly kept: number;
}

const versionOf = (row: VersionRow): FileVersion => ({
  id: row.id,
  path: row.path,
  number: Number(row.number),
  act: row.act,
  digest: row.digest ?? undefined,
  bytes: Number(row.bytes ?? 0),
  isKept: Number(row.kept) === 1,
  by: { key: row.by_key, name: row.by_name },
  at: Number(row.at),
});

/** What is added to the versions of a path. */
export interface NewVersion {
  readonly path: string;
  /** The one after which it comes: 0 for the first. */
  readonly after: number;
  readonly act: VersionAct;
  /** Undefined when the file is withdrawn. */
  readonly file: { readonly digest: string; readonly content: Uint8Array } | undefined;
  readonly by: Author;
  readonly now: number;
}

/**
 * Adds a version, and lets go of the content of those that are too old.
 * @returns its id; undefined when somebody else's came first
 */
export async function addVersion(tx: Transaction, version: NewVersion): Promise<string | undefined> {
  const { path, after, act, file, by, now } = version;
  const id = newId(now);
  const added = await tx.query(
    `INSERT INTO knowledge_version (id, path, number, act, digest, bytes, content, by_key, by_name, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (path, number) DO NOTHING RETURNING id`,
    [
      id,
      path,
      after + 1,
      act,
      file?.digest ?? null,
      file?.content.length ?? null,
      file?.content ?? null,
      by.key,
      by.name,
      now,
    ],
  );
  if (added.length === 0) return undefined;
  await forgetOldContents(tx, path);
  return id;
}

/** The last version that has a content is never let go of: servers write it in their folders. */
async function forgetOldContents(tx: Transaction, path: string): Promise<void> {
  const kept = await tx.query<{ id: string; bytes: number }>(
    'SELECT id, bytes FROM knowledge_version WHERE path = $1 AND content IS NOT NULL ORDER BY number DESC',
    [path],
  );
  let weight = 0;
  for (const [place, { id, bytes }] of kept.entries()) {
    weight += Number(bytes);
    if (place < 2 || (place < KEPT && weight <= KEPT_BYTES)) continue;
    await tx.query('UPDATE knowledge_version SET content = NULL WHERE id = $1', [id]);
  }
}

/** The versions of a path, the newest first. */
export async function versionsOf(db: Queryable, path: string): Promise<FileVersion[]> {
  const rows = await db.query<VersionRow>(
    `SELECT ${COLUMNS} FROM knowledge_version WHERE path = $1 ORDER BY number DESC`,
    [path],
  );
  return rows.map(versionOf);
}

/** The last version of each path that has any. */
export async function lastVersions(db: Queryable): Promise<FileVersion[]> {
  const rows = await db.query<VersionRow>(
    `SELECT ${COLUMNS} FROM knowledge_version AS one
     WHERE number = (SELECT MAX(number) FROM knowledge_version AS other WHERE other.path = one.path)
     ORDER BY path`,
  );
  return rows.map(versionOf);
}

/** The content of a version; undefined when it was withdrawn, or is not kept any more. */
export async function versionContent(db: Queryable, id: string): Promise<Uint8Array | undefined> {
  const rows = await db.query<{ content: Uint8Array | null }>(
    'SELECT content FROM knowledge_version WHERE id = $1',
    [id],
  );
  return rows[0]?.content ?? undefined;
}

/** Digests that a path had in its versions: a file that has one of them was written by nobody else. */
export async function digestsOf(db: Queryable, path: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ digest: string }>(
    'SELECT digest FROM knowledge_version WHERE path = $1 AND digest IS NOT NULL',
    [path],
  );
  return new Set(rows.map(({ digest }) => digest));
}

/** Takes the names off versions older than a limit; what was done and when stays. @returns how many had one */
export async function forgetAuthors(tx: Transaction, before: number, size: number): Promise<number> {
  const rows = await tx.query(
    `UPDATE knowledge_version SET by_key = '', by_name = '' WHERE id IN (
       SELECT id FROM knowledge_version WHERE at < $1 AND by_key <> '' ORDER BY at, id LIMIT $2)
     RETURNING 1 AS changed`,
    [before, size],
  );
  return rows.length;
}
