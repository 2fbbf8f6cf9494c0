import { checkDuplicates } from '#src/knowledge/check.ts';
import type { FigureRegister } from '#src/knowledge/figures.ts';
import type { Problem } from '#src/knowledge/model.ts';
import { checkPropositions } from '#src/knowledge/yes-no.ts';
import { documentFiles, readKnowledgeFile } from './read-files.ts';
import { readRegisters } from './read-registers.ts';
import { scanFolder } from './scan.ts';

/** Reads a knowledge folder as an ingest would, without an index. */
export async function checkFolder(knowledgeDir: string): Promise<{
  documents: number;
  sections: number;
  figures: number;
  register: FigureRegister;
  problems: Problem[];
}> {
  const { files, problems } = await scanFolder(knowledgeDir);
  const registers = await readRegisters(files, undefined);
  const figures = new Map(registers.figures.map((figure) => [figure.id, figure]));
  const { readable, problems: unsupported } = documentFiles(files);
  const read = [];
  for (const document of readable) read.push(await readKnowledgeFile(document, undefined, figures));
  const documents = read.flatMap((file) => (file.document ? [file.document] : []));
  const found = [
    ...problems,
    ...unsupported,
    ...registers.problems,
    ...read.flatMap((file) => file.problems),
    ...checkDuplicates(documents),
  ];
  // What is wrong with a section is mended first.
  const wrong = new Set(found.map(({ path, line }) => `${path}:${line}`));
  const unnamed = documents
    .flatMap(checkPropositions)
    .filter(({ path, line }) => !wrong.has(`${path}:${line}`));
  return {
    documents: documents.length,
    sections: documents.reduce((sum, document) => sum + document.sections.length, 0),
    figures: registers.figures.length,
    register: figures,
    problems: [...found, ...unnamed],
  };
}
