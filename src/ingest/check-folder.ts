import { checkDuplicates } from '#src/knowledge/check.ts';
import { readFigures } from '#src/knowledge/figures.ts';
import { readGlossary } from '#src/knowledge/glossary.ts';
import type { Problem } from '#src/knowledge/model.ts';
import { documentFiles, readKnowledgeFile } from './read-files.ts';
import { readUtf8, scanFolder } from './scan.ts';

/** Reads a knowledge folder as an ingest would, without an index. */
export async function checkFolder(
  knowledgeDir: string,
): Promise<{ documents: number; sections: number; figures: number; problems: Problem[] }> {
  const { files, problems } = await scanFolder(knowledgeDir);
  const textOf = async (path: string) => {
    const file = files.find((candidate) => candidate.path === path);
    return file ? await readUtf8(file.absolute) : undefined;
  };
  const register = readFigures((await textOf('figures.yaml')) ?? '[]', 'figures.yaml');
  const glossary = readGlossary((await textOf('glossary.yaml')) ?? '', 'glossary.yaml');
  const { readable, problems: unsupported } = documentFiles(files);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const read = [];
  for (const file of readable) {
    const sidecar = byPath.get(file.path.replace(/\.pdf$/, '.yaml'));
    read.push(
      await readKnowledgeFile(file, sidecar === file ? undefined : sidecar, undefined, register.figures),
    );
  }
  const documents = read.flatMap((file) => (file.document ? [file.document] : []));
  return {
    documents: documents.length,
    sections: documents.reduce((sum, document) => sum + document.sections.length, 0),
    figures: register.figures.size,
    problems: [
      ...problems,
      ...unsupported,
      ...register.problems,
      ...glossary.problems,
      ...read.flatMap((file) => file.problems),
      ...checkDuplicates(documents),
    ],
  };
}
