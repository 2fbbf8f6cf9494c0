import { readFile } from 'node:fs/promises';
import { checkDocument } from '#src/knowledge/check.ts';
import type { FigureRegister } from '#src/knowledge/figures.ts';
import { readMeta } from '#src/knowledge/front-matter.ts';
import { parsePage } from '#src/knowledge/guide-parser.ts';
import type { DocumentMeta, Problem } from '#src/knowledge/model.ts';
import { sha256 } from '#src/retrieval/index-content.ts';
import type { KnowledgeFile } from '#src/storage/knowledge.ts';
import { type LoadedDocument, loadPdf } from './loaders/pdf.ts';
import { type FoundFile, readUtf8 } from './scan.ts';

/** Change it when a loader reads differently, so that every file is read again. */
const READER_VERSION = '1';

/** Files that are not pages: the registers, read apart, and the notes for staff. */
const NOT_PAGES = new Set(['figures.yaml', 'glossary.yaml', 'README.md']);

/** A file as read now: what serves (its last good reading when the present one is bad) and its problems. */
export interface ReadFile extends KnowledgeFile {
  readonly changed: boolean;
}

/** Files that become documents: pages and PDF. Side-cars belong to their document. */
export function documentFiles(files: readonly FoundFile[]): { readable: FoundFile[]; problems: Problem[] } {
  const names = new Set(files.map((file) => file.path));
  const readable: FoundFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    if (NOT_PAGES.has(file.path)) continue;
    if (file.extension === '.md' || file.extension === '.pdf') readable.push(file);
    else if (!['.yaml', '.yml'].includes(file.extension) || !names.has(sidecarOwner(file.path))) {
      const message = 'format non pris en charge : déposez une page Markdown (.md) ou un PDF';
      problems.push({ path: file.path, line: 1, message, severity: 'error' });
    }
  }
  return { readable, problems };
}

const sidecarOwner = (path: string): string => path.replace(/\.ya?ml$/, '.pdf');

/**
 * Reads one file, or takes what is remembered when it has not changed. A file with errors keeps its last good
 * reading in service.
 */
export async function readKnowledgeFile(
  file: FoundFile,
  sidecar: FoundFile | undefined,
  known: KnowledgeFile | undefined,
  figures: FigureRegister,
): Promise<ReadFile> {
  const bytes = await readFile(file.absolute).catch(() => undefined);
  if (!bytes) return refused(file, known, 'illisible : vérifiez les droits du fichier');
  const sidecarText = sidecar ? await readUtf8(sidecar.absolute) : undefined;
  const digest = sha256(`${READER_VERSION}:${sha256(bytes)}:${sidecarText ?? ''}`);
  const loaded =
    known?.digest === digest &&
    known.document &&
    known.problems.every((problem) => problem.severity === 'warning')
      ? { document: known.document, problems: [...known.problems] }
      : await load(file, sidecar, sidecarText);
  const checks = loaded.document && file.extension === '.md' ? checkDocument(loaded.document, figures) : [];
  const problems = [...loaded.problems, ...checks];
  const bad = !loaded.document || problems.some((problem) => problem.severity === 'error');
  return {
    path: file.path,
    digest,
    document: bad ? known?.document : loaded.document,
    problems,
    changed: known?.digest !== digest || JSON.stringify(known.problems) !== JSON.stringify(problems),
  };
}

function refused(file: FoundFile, known: KnowledgeFile | undefined, message: string): ReadFile {
  const problems: Problem[] = [{ path: file.path, line: 1, message, severity: 'error' }];
  return { path: file.path, digest: '', document: known?.document, problems, changed: true };
}

async function load(
  file: FoundFile,
  sidecar: FoundFile | undefined,
  sidecarText: string | undefined,
): Promise<LoadedDocument> {
  if (file.extension === '.pdf') {
    const meta = sidecar ? readSidecar(sidecar.path, sidecarText) : undefined;
    if (meta && 'problems' in meta) return meta;
    return loadPdf(file.path, file.absolute, meta?.meta);
  }
  const text = await readUtf8(file.absolute);
  if (text === undefined) {
    const message = 'ce fichier n’est pas en UTF-8 : enregistrez-le en « UTF-8 »';
    return { problems: [{ path: file.path, line: 1, message, severity: 'error' }] };
  }
  return parsePage(file.path, text);
}

function readSidecar(
  path: string,
  text: string | undefined,
): { meta: DocumentMeta } | { problems: Problem[] } {
  if (text === undefined) {
    return { problems: [{ path, line: 1, message: 'ce fichier n’est pas en UTF-8', severity: 'error' }] };
  }
  return readMeta(text, path, 1, { kind: 'document', audience: 'both', regime: 'any' });
}
