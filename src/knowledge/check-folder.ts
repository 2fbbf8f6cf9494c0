import { checkDuplicates } from '#src/knowledge/check/document.ts';
import { checkFigureUse } from '#src/knowledge/check/figure-use.ts';
import { checkHeader } from '#src/knowledge/check/header.ts';
import { checkLinks, checkOrphans } from '#src/knowledge/check/links.ts';
import { checkOpening } from '#src/knowledge/check/opening.ts';
import { checkSubject } from '#src/knowledge/check/subject.ts';
import { checkPropositions } from '#src/knowledge/check/yes-no.ts';
import { readDocuments } from '#src/knowledge/ingest/ingest.ts';
import { documentFiles } from '#src/knowledge/ingest/read-files.ts';
import { readRegisters } from '#src/knowledge/ingest/read-registers.ts';
import { scanFolder } from '#src/knowledge/ingest/scan.ts';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';

/** A knowledge folder as read, and what is wrong with it. */
export interface CheckedFolder {
  readonly documents: readonly KnowledgeDocument[];
  readonly sections: number;
  readonly figures: FigureRegister;
  readonly glossary: Glossary;
  readonly problems: readonly Problem[];
}

/** Reads a knowledge folder as an ingest would, without an index, then its pages together. */
export async function checkFolder(knowledgeDir: string): Promise<CheckedFolder> {
  const { files, problems } = await scanFolder(knowledgeDir);
  const registers = await readRegisters(files, undefined);
  const figures = new Map(registers.figures.map((figure) => [figure.id, figure]));
  const { readable, problems: unsupported } = documentFiles(files);
  const read = await readDocuments(readable, new Map(), figures);
  const documents = read.flatMap((file) => (file.document ? [file.document] : []));
  const found = [
    ...problems,
    ...unsupported,
    ...registers.problems,
    ...read.flatMap((file) => file.problems),
    ...checkDocuments(documents, figures, registers.glossary),
  ];
  return {
    documents,
    sections: documents.reduce((sum, document) => sum + document.sections.length, 0),
    figures,
    glossary: registers.glossary,
    problems: withPropositions(found, documents),
  };
}

/** What is wrong with pages taken together, each having been read by itself. */
export function checkDocuments(
  documents: readonly KnowledgeDocument[],
  figures: FigureRegister,
  glossary: Glossary,
): Problem[] {
  return [
    ...checkDuplicates(documents),
    ...documents.flatMap((document) => [...checkHeader(document), ...checkOpening(document)]),
    ...checkSubject(passagesOf(documents)),
    ...checkLinks(documents, glossary),
    ...checkOrphans(documents, glossary),
    ...checkFigureUse(documents, figures),
  ];
}

/** Problems, with what propositions lack. What is wrong with a section is mended first. */
export function withPropositions(
  found: readonly Problem[],
  documents: readonly KnowledgeDocument[],
): Problem[] {
  const wrong = new Set(found.map(({ path, line }) => `${path}:${line}`));
  const unnamed = documents
    .flatMap(checkPropositions)
    .filter(({ path, line }) => !wrong.has(`${path}:${line}`));
  return [...found, ...unnamed];
}
