import { readDocuments } from '#src/knowledge/ingest/ingest.ts';
import { documentFiles } from '#src/knowledge/ingest/read-files.ts';
import { readRegisters } from '#src/knowledge/ingest/read-registers.ts';
import { scanFolder } from '#src/knowledge/ingest/scan.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import type { World } from './ways.ts';

/** The sections and the figures of a knowledge folder, read as an ingest would, without an index. */
export async function readWorld(knowledgeDir: string): Promise<World> {
  const { files } = await scanFolder(knowledgeDir);
  const registers = await readRegisters(files, undefined);
  const figures = new Map(registers.figures.map((figure) => [figure.id, figure]));
  const read = await readDocuments(documentFiles(files).readable, new Map(), figures);
  const documents = read.flatMap(({ document }) => (document ? [document] : []));
  return { passages: passagesOf(documents), figures };
}
