import { documentFiles, readKnowledgeFile } from '#src/knowledge/ingest/read-files.ts';
import { readRegisters } from '#src/knowledge/ingest/read-registers.ts';
import { scanFolder } from '#src/knowledge/ingest/scan.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import type { World } from './ways.ts';

/** The sections and the figures of a knowledge folder, read as an ingest would, without an index. */
export async function readWorld(knowledgeDir: string): Promise<World> {
  const { files } = await scanFolder(knowledgeDir);
  const registers = await readRegisters(files, undefined);
  const figures = new Map(registers.figures.map((figure) => [figure.id, figure]));
  const documents = [];
  for (const file of documentFiles(files).readable) {
    const { document } = await readKnowledgeFile(file, undefined, figures);
    if (document) documents.push(document);
  }
  return { passages: passagesOf(documents), figures };
}
