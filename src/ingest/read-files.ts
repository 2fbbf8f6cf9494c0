import { readFile } from 'node:fs/promises';
import { checkDocument } from '#src/knowledge/check.ts';
import type { FigureRegister } from '#src/knowledge/figures.ts';
import { readMeta } from '#src/knowledge/front-matter.ts';
import { parsePage } from '#src/knowledge/guide-parser.ts';
import type { DocumentMeta, Problem } from '#src/knowledge/model.ts';
import { sha256 } from '#src/retrieval/index-content.ts';
import type { KnowledgeFile } from '#src/storage/knowledge.ts';
import { type LoadedDocument, loadPdf } from './loaders/pdf.ts';
import { type FoundFile, readText, UNREADABLE } from './scan.ts';

/** Change it when a loader reads differently, so that every file is read again. */
const READER_VERSION = '1';

/** Files that are not pages: the registers, read apart, and the notes for staff. */
const NOT_PAGES = new Set(['figures.yaml', 'glossary.yaml', 'README.md']);

/** A file as read now: what serves (its last good reading when the present one is bad) and its problems. */
export interface ReadFile extends KnowledgeFile {
  readonly changed: boolean;
}

/** A file that becomes a document, with the side-car that describes it. */
export interface DocumentFile {
  readonly file: FoundFile;
  readonly sidecar: FoundFile | undefined;
}

/** Files that become documents: pages and PDF. Side-cars belong to their document. */
export function documentFiles(files: readonly FoundFile[]): {
  readable: DocumentFile[];
  problems: Problem[];
} {
  const candidates = files.filter((file) => !NOT_PAGES.has(file.path));
  const readable = candidates
    .filter((file) => file.extension === '.md' || file.extension === '.pdf')
    .map((file) => ({ file, sidecar: sidecarOf(file, candidates) }));
  const used = new Set(readable.flatMap(({ file, sidecar }) => [file, sidecar]));
  const problems = candidates
    .filter((file) => !used.has(file))
    .map(({ path }): Problem => {
      const message = 'format non pris en charge : déposez une page Markdown (.md) ou un PDF';
      return { path, line: 1, message, severity: 'error' };
    });
  return { readable, problems };
}

/** The side-car of a document: the file of its name that ends in .yaml or .yml. Pages have none. */
function sidecarOf(file: FoundFile, files: readonly FoundFile[]): FoundFile | undefined {
  if (file.extension === '.md') return undefined;
  return files.find((other) => isYaml(other) && stemOf(other) === stemOf(file));
}

const isYaml = (file: FoundFile): boolean => file.extension === '.yaml' || file.extension === '.yml';
const stemOf = (file: FoundFile): string => file.path.slice(0, -file.extension.length);

/**
 * Reads one file, or takes what is remembered when it has not changed. A file with errors keeps its last good
 * reading in service.
 */
export async function readKnowledgeFile(
  { file, sidecar }: DocumentFile,
  known: KnowledgeFile | undefined,
  figures: FigureRegister,
): Promise<ReadFile> {
  const bytes = await readFile(file.absolute).catch(() => undefined);
  if (!bytes) return refused(file, known, UNREADABLE);
  const described = sidecar && (await readText(sidecar));
  const sidecarText = described && 'text' in described ? described.text : '';
  const digest = sha256(`${READER_VERSION}:${sha256(bytes)}:${sidecarText}`);
  const loaded =
    known?.digest === digest &&
    known.document &&
    known.problems.every((problem) => problem.severity === 'warning')
      ? { document: known.document, problems: [...known.problems] }
      : await load(file, sidecar && described && { path: sidecar.path, read: described });
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

/** A side-car as read: its text, or why it is refused. */
interface Sidecar {
  readonly path: string;
  readonly read: Awaited<ReturnType<typeof readText>>;
}

async function load(file: FoundFile, sidecar: Sidecar | undefined): Promise<LoadedDocument> {
  if (file.extension === '.pdf') {
    const meta = sidecar && readSidecar(sidecar);
    if (meta && 'problems' in meta) return meta;
    return loadPdf(file.path, file.absolute, meta?.meta);
  }
  const read = await readText(file);
  return 'problem' in read ? { problems: [read.problem] } : parsePage(file.path, read.text);
}

function readSidecar({ path, read }: Sidecar): { meta: DocumentMeta } | { problems: Problem[] } {
  if ('problem' in read) return { problems: [read.problem] };
  return readMeta(read.text, path, 1, { kind: 'document', audience: 'both', regime: 'any' });
}
