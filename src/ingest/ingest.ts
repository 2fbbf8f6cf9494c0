import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDuplicates } from '#src/knowledge/check.ts';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model.ts';
import type { Embedder } from '#src/retrieval/embedder.ts';
import { embeddingKey, type IndexContent, sha256, vectorTexts } from '#src/retrieval/index-content.ts';
import { passagesOf } from '#src/retrieval/passage.ts';
import { buildVectorIndex } from '#src/retrieval/vector-index.ts';
import type { Database } from '#src/storage/database.ts';
import { newId } from '#src/storage/ids.ts';
import * as store from '#src/storage/knowledge.ts';
import { waitForTurn } from './build-turn.ts';
import { documentFiles, type ReadFile, readKnowledgeFile } from './read-files.ts';
import { type Registers, readRegisters } from './read-registers.ts';
import { scanFolder } from './scan.ts';

/** Hears how far an ingest is: a step's name, and how many of its items are done. */
export type Progress = (step: string, done: number, total: number) => void;

/** What an ingest did. */
export interface IngestReport {
  readonly generation: string;
  /** False when the folder had not changed: then the index in service stays. */
  readonly published: boolean;
  readonly files: number;
  readonly filesRead: number;
  readonly passages: number;
  readonly vectors: number;
  readonly vectorsMade: number;
  readonly problems: readonly Problem[];
}

/** Texts embedded in one call. */
const BATCH = 256;

/**
 * Brings the index in line with the knowledge folder. It is built aside and published in one transaction: until then,
 * and after a kill at any moment, the old one serves. Unchanged files are not read again, unchanged texts not
 * embedded again. A bad file is named and its last good reading serves; it never stops the rest.
 */
export async function ingest(
  db: Database,
  options: {
    knowledgeDir: string;
    dataDir: string;
    /** Absent when its endpoint is down: the index then holds keywords only, until an ingest that has it. */
    embedder: Embedder | undefined;
    progress?: Progress;
    now?: () => number;
  },
): Promise<IngestReport> {
  const progress = options.progress ?? (() => undefined);
  const now = options.now ?? Date.now;
  await using _turn = await waitForTurn(db);
  const scanned = await scanFolder(options.knowledgeDir);
  const previous = await previousContent(db);
  const registers = await readRegisters(scanned.files, previous);
  const figures = new Map(registers.figures.map((figure) => [figure.id, figure]));
  const { readable, problems: unsupported } = documentFiles(scanned.files);
  const known = new Map((await store.knowledgeFiles(db)).map((file) => [file.path, file]));
  const read: ReadFile[] = [];
  for (const document of readable) {
    read.push(await readKnowledgeFile(document, known.get(document.file.path), figures));
    progress('Lecture des documents', read.length, readable.length);
  }
  const documents = read.flatMap((file) => (file.document ? [file.document] : []));
  const content = makeContent(documents, registers);
  const text = JSON.stringify(content);
  const digest = sha256(text);
  const problems = [
    ...scanned.problems,
    ...unsupported,
    ...registers.problems,
    ...read.flatMap((file) => file.problems),
    ...checkDuplicates(documents),
  ];
  const summary = { files: read.length, filesRead: read.filter((file) => file.changed).length, problems };
  const activeId = await store.activeGenerationId(db);
  const active = activeId ? await store.readGeneration(db, activeId) : undefined;
  const { embedder } = options;
  const sameEmbedder = !embedder || active?.manifest.embedder === embedder.id;
  if (activeId && active?.manifest.digest === digest && sameEmbedder) {
    await saveFiles(db, read, known, now());
    const { passages, vectors } = active.manifest;
    return { ...summary, generation: activeId, published: false, passages, vectors, vectorsMade: 0 };
  }

  const embedded = embedder ? await embedTexts(db, content, embedder, progress) : NO_VECTORS;
  const id = newId(now());
  const index = buildVectorIndex(embedded.vectors, embedder?.dimension ?? 0);
  const manifest: store.GenerationManifest = {
    embedder: embedder?.id ?? 'none',
    dimension: embedder?.dimension ?? 0,
    vectors: embedded.vectors.length,
    passages: content.passages.length,
    digest,
    vectorFile:
      index.kind === 'hnsw' ? await writeVectorFile(options.dataDir, id, index.save.bind(index)) : undefined,
  };
  await db.tx(async (tx) => {
    for (const [key, vector] of embedded.made) await store.saveEmbedding(tx, key, vector);
    for (const key of embedded.unused) await store.deleteEmbedding(tx, key);
    await store.publishGeneration(tx, { id, manifest, content: text, now: now() });
  });
  await saveFiles(db, read, known, now());
  removeOldVectorFiles(options.dataDir, [id, activeId ?? '']);
  progress('Publication', 1, 1);
  const { passages, vectors } = manifest;
  return { ...summary, generation: id, published: true, passages, vectors, vectorsMade: embedded.made.size };
}

async function previousContent(db: Database): Promise<IndexContent | undefined> {
  const id = await store.activeGenerationId(db);
  const generation = id ? await store.readGeneration(db, id) : undefined;
  return generation ? (JSON.parse(generation.content) as IndexContent) : undefined;
}

const makeContent = (documents: readonly KnowledgeDocument[], registers: Registers): IndexContent => ({
  passages: passagesOf(documents),
  figures: registers.figures,
  glossary: registers.glossary,
});

const NO_VECTORS = { vectors: [], made: new Map<string, Float32Array>(), unused: [] };

async function embedTexts(db: Database, content: IndexContent, embedder: Embedder, progress: Progress) {
  const texts = vectorTexts(content.passages);
  const kept = await store.loadEmbeddings(db);
  const keys = texts.map(({ text }) => embeddingKey(embedder.id, text));
  const missing = new Map<string, string>();
  keys.forEach((key, index) => {
    if (!kept.has(key)) missing.set(key, (texts[index] as { text: string }).text);
  });
  const made = new Map<string, Float32Array>();
  const entries = [...missing];
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    const vectors = await embedder.embedDocuments(batch.map(([, text]) => text));
    batch.forEach(([key], index) => {
      made.set(key, vectors[index] as Float32Array);
    });
    progress('Calcul des vecteurs', Math.min(start + BATCH, entries.length), entries.length);
  }
  const used = new Set(keys);
  return {
    vectors: keys.map((key) => (kept.get(key) ?? made.get(key)) as Float32Array),
    made,
    unused: [...kept.keys()].filter((key) => !used.has(key)),
  };
}

async function saveFiles(
  db: Database,
  read: readonly ReadFile[],
  known: ReadonlyMap<string, store.KnowledgeFile>,
  now: number,
): Promise<void> {
  const present = new Set(read.map((file) => file.path));
  await db.tx(async (tx) => {
    for (const file of read) if (file.changed) await store.saveKnowledgeFile(tx, file, now);
    for (const path of known.keys()) if (!present.has(path)) await store.deleteKnowledgeFile(tx, path);
  });
}

/** Path of the cached vector index of a generation. */
export const vectorFilePath = (dataDir: string, generation: string): string =>
  join(dataDir, 'index', `${generation}.hnsw`);

/** Writes the cache aside, then names it: a kill leaves no half file under the final name. @returns its digest */
async function writeVectorFile(
  dataDir: string,
  generation: string,
  save: (path: string) => void,
): Promise<string> {
  mkdirSync(join(dataDir, 'index'), { recursive: true });
  const path = vectorFilePath(dataDir, generation);
  save(`${path}.tmp`);
  renameSync(`${path}.tmp`, path);
  return sha256(await readFile(path));
}

function removeOldVectorFiles(dataDir: string, keep: readonly string[]): void {
  const folder = join(dataDir, 'index');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (!keep.some((id) => id && name === `${id}.hnsw`)) rmSync(join(folder, name), { force: true });
  }
}
