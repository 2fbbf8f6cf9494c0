import { readFile } from 'node:fs/promises';
import { checkDocument } from '#src/knowledge/check/document.ts';
import { loadLaw } from '#src/knowledge/loaders/law/load-law.ts';
import { type LoadedDocument, loadPdf } from '#src/knowledge/loaders/pdf/load-pdf.ts';
import type { DocumentMeta, Problem } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { readMeta } from '#src/knowledge/model/front-matter.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { MODELS_FOLDER } from '#src/knowledge/model/handout-model.ts';
import { withoutHiddenText } from '#src/knowledge/screen/hidden-text.ts';
import { screenDocument } from '#src/knowledge/screen/screen-document.ts';
import { hiddenText } from '#src/knowledge/screen/texts.ts';
import type { KnowledgeFile } from '#src/knowledge/store/generations.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { type FoundFile, readText, UNREADABLE } from './scan.ts';

/** Change it when a loader reads differently, so that every file is read again. */
const READER_VERSION = '3';

/** Files that are not pages: the registers and the sign-up form, read apart, and the notes for staff. */
const NOT_PAGES = new Set([
  'figures.yaml',
  'glossary.yaml',
  'canned-answers.yaml',
  'README.md',
  'programme/referencement.yaml',
  'programme/diagnostic-flash.yaml',
]);

/** Models of documents to take away: filled for who asks, never cited. */
const MODELS = `${MODELS_FOLDER}/`;

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
  const candidates = files.filter((file) => !NOT_PAGES.has(file.path) && !file.path.startsWith(MODELS));
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
    if (meta && !('meta' in meta)) return meta;
    const loaded = screened(await loadPdf(file.path, file.absolute, meta?.meta));
    return { ...loaded, problems: [...(meta?.problems ?? []), ...loaded.problems] };
  }
  const read = await readText(file);
  if ('problem' in read) return { problems: [read.problem] };
  if (file.extension === '.jsonl') return loadLaw(file.path, read.text);
  return readPageText(file.path, read.text);
}

/** A page as it is read of its text. */
export function readPageText(path: string, written: string): LoadedDocument {
  const { text, problems } = shown(path, written);
  const loaded = screened(parsePage(path, text));
  return { ...loaded, problems: [...problems, ...loaded.problems] };
}

function readSidecar({
  path,
  read,
}: Sidecar): { meta: DocumentMeta; problems: Problem[] } | { problems: Problem[] } {
  if ('problem' in read) return { problems: [read.problem] };
  const { text, problems } = shown(path, read.text);
  const found = readMeta(text, path, 1, { kind: 'document', audience: 'both', regime: 'any' });
  return 'meta' in found ? { ...found, problems } : found;
}

/** A file's text as its reader sees it, and what staff are told of the rest. */
function shown(path: string, written: string): { text: string; problems: Problem[] } {
  const { text, hidden } = withoutHiddenText(written);
  const problems = hidden.map(
    (one): Problem => ({ path, line: one.line, message: hiddenText.found(one), severity: 'warning' }),
  );
  return { text, problems };
}

/** A document without what may not be quoted of it. */
function screened({ document, problems }: LoadedDocument): LoadedDocument {
  if (!document) return { problems };
  const screened = screenDocument(document);
  if (screened.document.sections.length === 0)
    problems.push({ path: document.path, line: 1, message: hiddenText.nothingLeft, severity: 'error' });
  return { document: screened.document, problems: [...problems, ...screened.problems] };
}
