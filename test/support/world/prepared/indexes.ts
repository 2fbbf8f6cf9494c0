import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#src/config/config.ts';
import { ingestInChild } from '#src/knowledge/ingest/run-in-child.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

let own: string | undefined;

/** Where what is prepared lies: for the whole run, or for this process when it is no run of tests. */
function folder(): string {
  const ofRun = process.env.HOTLINE_PREPARED;
  if (ofRun) return ofRun;
  if (own === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'hotline-prepared-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    own = made;
  }
  return own;
}

/** The data folder with the index of a knowledge folder, built once; it is copied, never written in. */
async function prepared(name: string, knowledgeDir: string): Promise<string> {
  const built = join(folder(), name);
  if (existsSync(built)) return built;
  const draft = join(folder(), `${name}-${process.pid}`);
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await (await openDatabase(draft)).close();
  // As a server does it: a command would leave its trace in the store.
  await ingestInChild({ dataDir: draft, knowledgeDir, embeddings: readConfig(WITHOUT_READER).embeddings });
  // Another file of tests may have built it meanwhile: one is as good as the other.
  await rename(draft, built).catch(() => rm(draft, { recursive: true, force: true }));
  return built;
}

/** Puts the index of a knowledge folder in a data folder, which need not exist yet. */
async function putIndex(name: string, knowledgeDir: string, dataDir: string): Promise<void> {
  const built = await prepared(name, knowledgeDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await cp(built, dataDir, { recursive: true });
}

/** A small knowledge folder whose index is built: a hotline serves from it at once. */
export async function indexedFolder(): Promise<KnowledgeFolder> {
  const small = await knowledgeFolder();
  await putIndex('small', small.knowledgeDir, small.dataDir);
  return small;
}

/** Puts the index of the pages that the hotline comes with in a data folder. */
export const putShippedIndex = (dataDir: string): Promise<void> =>
  putIndex('shipped', join(ROOT, 'knowledge'), dataDir);
