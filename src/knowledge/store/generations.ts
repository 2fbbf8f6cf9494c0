import { hash } from 'node:crypto';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { readSetting, saveSetting } from '#src/platform/database/settings.ts';
import type { GraphFile } from '#src/retrieval/vectors/graph-file.ts';

/** Setting that names the index in service. */
const ACTIVE = 'active_generation';

/** What is remembered of a file: its digest, its last good reading, and what is wrong with it now. */
export interface KnowledgeFile {
  readonly path: string;
  readonly digest: string;
  readonly document?: KnowledgeDocument | undefined;
  readonly problems: readonly Problem[];
  /** When the document was read, in epoch milliseconds; absent for one that is read now. */
  readonly documentAt?: number | undefined;
}

/** What a published index is made of; enough to refuse one that does not fit. */
export interface GenerationManifest {
  readonly embedder: string;
  readonly dimension: number;
  readonly vectors: number;
  readonly passages: number;
  /** SHA-256 of the content. */
  readonly digest: string;
  /** Digests of the registers that it holds as they were written, by their paths; absent in what older versions made. */
  readonly registers?: Readonly<Record<string, string>> | undefined;
  /** What the reader has vectors for; absent when another embedder is configured. */
  readonly reader?:
    | {
        readonly embedder: string;
        readonly texts: number;
        /** Texts that have no vector yet: they are found by their words. */
        readonly unread: number;
      }
    | undefined;
  /** The graph of the pages' vectors; absent while all are scanned. */
  readonly graph?: GraphFile | undefined;
  /** Articles of the imported codes, which have an index of their own; absent when no law was imported. */
  readonly law?:
    | { readonly passages: number; readonly vectors: number; readonly graph?: GraphFile | undefined }
    | undefined;
}

/** Documents that were read of the store, by the path of their file, for who reads them again and again. */
export type KnownDocuments = Map<
  string,
  { readonly version: string; readonly document: KnowledgeDocument | undefined }
>;

interface FileRow {
  readonly path: string;
  readonly digest: string;
  readonly problems: string;
  readonly read_at: number;
  readonly document_at: number | null;
}

/**
 * The files of the folder that became documents, or were to: what is in service of each, and what is wrong with it.
 * @param known those that did not change since are the very objects that they were; it is brought up to date
 */
export async function knowledgeFiles(
  db: Queryable,
  known: KnownDocuments = new Map(),
): Promise<KnowledgeFile[]> {
  const rows = await db.query<FileRow>(
    'SELECT path, digest, problems, read_at, document_at FROM knowledge_file ORDER BY path',
  );
  const changed = rows.filter((row) => known.get(row.path)?.version !== versionOf(row));
  const texts = await documentTexts(db, changed.length === rows.length ? undefined : changed);
  const paths = new Set(rows.map(({ path }) => path));
  for (const path of known.keys()) if (!paths.has(path)) known.delete(path);
  return rows.flatMap((row) => {
    try {
      const { path, digest } = row;
      const version = versionOf(row);
      const kept = known.get(path);
      const text = texts.get(path);
      const document: KnowledgeDocument | undefined =
        kept?.version === version ? kept.document : text && JSON.parse(text);
      known.set(path, { version, document });
      const problems: Problem[] = JSON.parse(row.problems);
      const documentAt = row.document_at === null ? undefined : Number(row.document_at);
      return [{ path, digest, document, problems, documentAt }];
    } catch {
      // A damaged row: the file is read again.
      return [];
    }
  });
}

const versionOf = ({ digest, read_at, document_at }: FileRow): string =>
  `${digest} ${read_at} ${document_at}`;

/** The stored documents of some files, or of all. */
async function documentTexts(
  db: Queryable,
  files: readonly FileRow[] | undefined,
): Promise<Map<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  const read = async (where: string, paths: readonly string[]) => {
    const sql = `SELECT path, document FROM knowledge_file${where}`;
    for (const row of await db.query<{ path: string; document: string | null }>(sql, paths))
      texts.set(row.path, row.document ?? undefined);
  };
  if (!files) await read('', []);
  else
    for (let start = 0; start < files.length; start += KEYS) {
      const paths = files.slice(start, start + KEYS).map(({ path }) => path);
      await read(` WHERE path IN (${paths.map((_, index) => `$${index + 1}`).join(', ')})`, paths);
    }
  return texts;
}

export async function saveKnowledgeFile(tx: Transaction, file: KnowledgeFile, now: number): Promise<void> {
  await tx.query(
    `INSERT INTO knowledge_file (path, digest, document, problems, read_at, document_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (path) DO UPDATE SET digest = excluded.digest, document = excluded.document,
       problems = excluded.problems, read_at = excluded.read_at, document_at = excluded.document_at`,
    [
      file.path,
      file.digest,
      file.document ? JSON.stringify(file.document) : null,
      JSON.stringify(file.problems),
      now,
      file.document ? (file.documentAt ?? now) : null,
    ],
  );
}

export async function deleteKnowledgeFile(tx: Transaction, path: string): Promise<void> {
  await tx.query('DELETE FROM knowledge_file WHERE path = $1', [path]);
}

/** The digests, of embedder and text, under which vectors are kept. */
export async function embeddingKeys(db: Queryable): Promise<ReadonlySet<string>> {
  const rows = await db.query<Pick<EmbeddingRow, 'digest'>>('SELECT digest FROM embedding');
  return new Set(rows.map(({ digest }) => digest));
}

/** All kept vectors, by digest of embedder and text. */
export async function loadEmbeddings(db: Queryable): Promise<Map<string, Float32Array>> {
  const rows = await db.query<EmbeddingRow>('SELECT digest, vector FROM embedding');
  return new Map(rows.map((row) => [row.digest, vectorIn(row)]));
}

interface EmbeddingRow {
  readonly digest: string;
  readonly vector: Uint8Array;
}

/** Without a copy, where the bytes have a memory of their own. */
const vectorIn = ({ vector }: EmbeddingRow): Float32Array =>
  new Float32Array(
    (vector.byteLength === vector.buffer.byteLength ? vector : Uint8Array.from(vector)).buffer as ArrayBuffer,
  );

/** Keys looked for in one statement. */
const KEYS = 500;

/** The kept vectors of some keys; those that are not kept are left out. */
export async function embeddingsOf(
  db: Queryable,
  keys: readonly string[],
): Promise<Map<string, Float32Array>> {
  const found = new Map<string, Float32Array>();
  for (let start = 0; start < keys.length; start += KEYS) {
    const some = keys.slice(start, start + KEYS);
    const places = some.map((_, index) => `$${index + 1}`).join(', ');
    const rows = await db.query<EmbeddingRow>(
      `SELECT digest, vector FROM embedding WHERE digest IN (${places})`,
      some,
    );
    for (const row of rows) found.set(row.digest, vectorIn(row));
  }
  return found;
}

export async function saveEmbedding(tx: Transaction, digest: string, vector: Float32Array): Promise<void> {
  await tx.query('INSERT INTO embedding (digest, vector) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING', [
    digest,
    new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
  ]);
}

export async function deleteEmbedding(tx: Transaction, digest: string): Promise<void> {
  await tx.query('DELETE FROM embedding WHERE digest = $1', [digest]);
}

/**
 * Publishes an index in the caller's transaction: it becomes the active one, the one before stays readable, and those
 * before that are removed.
 * @param leavesOlder they are removed later, by {@link forgetOlder}: what is removed is overwritten, and nobody is to wait
 */
export async function publishGeneration(
  tx: Transaction,
  generation: { id: string; manifest: GenerationManifest; content: string; now: number },
  leavesOlder = false,
): Promise<void> {
  if (!leavesOlder) await tx.query("DELETE FROM generation WHERE state = 'retired'");
  await tx.query("UPDATE generation SET state = 'retired' WHERE state = 'active'");
  await tx.query(
    `INSERT INTO generation (id, state, manifest, content, created_at) VALUES ($1, 'active', $2, $3, $4)`,
    [generation.id, JSON.stringify(generation.manifest), generation.content, generation.now],
  );
  await saveSetting(tx, ACTIVE, generation.id);
}

/** Removes the indexes that are no longer in service, but for the one that was until now. @param before its name */
export async function forgetOlder(tx: Transaction, before = ''): Promise<void> {
  await tx.query("DELETE FROM generation WHERE state = 'retired' AND id <> $1", [before]);
}

/**
 * Publishes what an index in service holds again, with more of its vectors, unless another one was published meanwhile.
 * @param before the index that it takes the place of
 * @returns whether it did
 */
export async function publishAgain(
  tx: Transaction,
  before: string,
  generation: { id: string; manifest: GenerationManifest; content: string; now: number },
): Promise<boolean> {
  const rows = await tx.query<{ value: string }>(
    'UPDATE setting SET value = $1 WHERE name = $2 AND value = $3 RETURNING value',
    [generation.id, ACTIVE, before],
  );
  if (rows.length > 0) await publishGeneration(tx, generation);
  return rows.length > 0;
}

export const activeGenerationId = (db: Queryable): Promise<string | undefined> => readSetting(db, ACTIVE);

/** A published index; undefined when there is none, or it is not what was published: then it is to be made again. */
export async function readGeneration(
  db: Queryable,
  id: string,
): Promise<{ manifest: GenerationManifest; content: string; createdAt: number } | undefined> {
  return readRow<string>(db, id, 'content');
}

/** The same, its content as bytes: whoever read the one before makes strings of what is new alone. */
export async function readGenerationBytes(
  db: Queryable,
  id: string,
): Promise<{ manifest: GenerationManifest; content: Uint8Array; createdAt: number } | undefined> {
  return readRow<Uint8Array>(db, id, '{UTF8 content} AS content');
}

async function readRow<Content extends string | Uint8Array>(db: Queryable, id: string, column: string) {
  const rows = await db.query<{ manifest: string; content: Content; created_at: number }>(
    `SELECT manifest, ${column}, created_at FROM generation WHERE id = $1`,
    [id],
  );
  const row = rows[0];
  const manifest = row && manifestOf(row);
  return manifest && { manifest, content: row.content, createdAt: row.created_at };
}

/** The manifest of a generation, when its content is the one of which it says the digest. */
function manifestOf(row: { manifest: string; content: string | Uint8Array }): GenerationManifest | undefined {
  try {
    const manifest: GenerationManifest = JSON.parse(row.manifest);
    return hash('sha256', row.content) === manifest.digest ? manifest : undefined;
  } catch {
    return undefined;
  }
}
