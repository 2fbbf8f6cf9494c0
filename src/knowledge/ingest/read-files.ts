import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkDocument } from '#src/knowledge/check/document.ts';
import type { ConfinedReader } from '#src/knowledge/loaders/confined/confined-reader.ts';
import { formatOf, LEGACY, maxBytesOf, SHORTCUTS } from '#src/knowledge/loaders/formats.ts';
import { loadLaw } from '#src/knowledge/loaders/law/load-law.ts';
import { loadDocument } from '#src/knowledge/loaders/load-document.ts';
import type { LoadedDocument } from '#src/knowledge/loaders/loaded-document.ts';
import type { Refusal } from '#src/knowledge/loaders/refusal.ts';
import { decodeText } from '#src/knowledge/loaders/text/encoding.ts';
import { formatTexts, loaderTexts, refusalTexts } from '#src/knowledge/loaders/texts.ts';
import type { DocumentMeta, KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { readMeta, splitPage } from '#src/knowledge/model/front-matter.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { MODELS_FOLDER } from '#src/knowledge/model/handout-model.ts';
import { withoutHiddenText } from '#src/knowledge/screen/hidden-text.ts';
import { screenDocument } from '#src/knowledge/screen/screen-document.ts';
import { hiddenText } from '#src/knowledge/screen/texts.ts';
import type { KnowledgeFile } from '#src/knowledge/store/generations.ts';
import type { RecognisedPages } from '#src/knowledge/store/recognised-pages.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { isCopy } from './passing-names.ts';
import { codeOf, type FoundFile, readText, stampOf } from './scan.ts';
import { readingTexts, scanTexts } from './texts.ts';

/** Change it when a loader reads differently, so that every file is read again. */
const READER_VERSION = '4';

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

/** A file that changed less long ago may still be on its way: it is waited for before it is called broken. */
const SETTLES_MS = 2_000;
/** What a file that is not whole yet looks like. */
const UNFINISHED: ReadonlySet<Refusal> = new Set(['empty', 'truncated', 'damaged', 'characters']);
/** Errors of the system that pass: the file is being written, or is still to be downloaded. */
const PASSING_ERRORS = new Set(['EBUSY', 'EAGAIN', 'ETXTBSY', 'EIO', 'ETIMEDOUT', 'ENODATA']);
/** Remarks on one file that are told; the others are counted. */
const MOST_TOLD = 200;

/** A file as read now: what serves (its last good reading when the present one is bad) and its problems. */
export interface ReadFile extends KnowledgeFile {
  readonly changed: boolean;
  /** SHA-256 of a document's bytes; absent when they could not be read, and of pages, which are told apart by what they ask. */
  readonly content?: string | undefined;
  /** It was being written: it must be read again soon. */
  readonly waits?: boolean | undefined;
  /** Pages that are pictures, and nobody has read. */
  readonly pictures?: readonly number[] | undefined;
}

/** What files are read with. */
export interface Reading {
  readonly reader: ConfinedReader;
  /** What was recognised on pages that are pictures, by the SHA-256 of their file. */
  readonly recognised: ReadonlyMap<string, RecognisedPages>;
  /** What files were when they were last read, by their paths: those that have not changed are not opened. */
  readonly seen?: SeenFiles | undefined;
}

/** What a file was when it was read: what the system told of it, and the SHA-256 of its bytes. */
export type SeenFiles = Map<string, { readonly stamp: string; readonly content: string }>;

/** A file that becomes a document, with the side-car that describes it. */
export interface DocumentFile {
  readonly file: FoundFile;
  readonly sidecar: FoundFile | undefined;
}

/** Files that become documents, those that are copies of others by their names last. Side-cars belong to their document. */
export function documentFiles(files: readonly FoundFile[]): {
  readable: DocumentFile[];
  problems: Problem[];
} {
  const candidates = files.filter((file) => !NOT_PAGES.has(file.path) && !file.path.startsWith(MODELS));
  const found = candidates
    .filter((file) => formatOf(file.extension) !== undefined)
    .map((file) => ({ file, sidecar: sidecarOf(file, candidates) }));
  const readable = [
    ...found.filter(({ file }) => !isCopy(file.path)),
    ...found.filter(({ file }) => isCopy(file.path)),
  ];
  const used = new Set(readable.flatMap(({ file, sidecar }) => [file, sidecar]));
  const problems = candidates
    .filter((file) => !used.has(file))
    .map((file): Problem => ({ path: file.path, line: 1, message: unsupported(file), severity: 'error' }));
  return { readable, problems };
}

/** What is said of a file that nothing reads. */
function unsupported(file: FoundFile): string {
  const shortcut = SHORTCUTS[file.extension];
  if (shortcut) return formatTexts.shortcut(shortcut);
  const legacy = LEGACY[file.extension];
  if (legacy) return formatTexts.legacy(legacy);
  return isYaml(file) ? formatTexts.alone : formatTexts.unsupported();
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
 * reading in service, and is not opened again until it changes.
 */
export async function readKnowledgeFile(
  document: DocumentFile,
  known: KnowledgeFile | undefined,
  figures: FigureRegister,
  reading: Reading,
): Promise<ReadFile> {
  const { file } = document;
  const same = asItWas(document, known, figures, reading);
  if (same) return same;
  const opened = await open(file);
  if ('message' in opened) return refused(file, known, opened.message, opened.passes);
  if (opened.gone) return waiting(file, known);
  const read = await readOpened(document, opened, known, figures, reading);
  // Not the file's fault: it is not remembered as refused.
  if (read.refused === 'no reader') return refused(file, known, refusalTexts['no reader'], true);
  if (!read.refused || !UNFINISHED.has(read.refused)) return read.file;
  switch (await settled(file, opened.info)) {
    case 'as it was':
      return read.file;
    case 'changing':
      return waiting(file, known);
    case 'changed':
      return again(document, known, figures, reading);
  }
}

/** A file that is what it was when it was last read, by what the system tells of it; undefined for one to be opened. */
function asItWas(
  { file, sidecar }: DocumentFile,
  known: KnowledgeFile | undefined,
  figures: FigureRegister,
  { seen, recognised }: Reading,
): ReadFile | undefined {
  const before = seen?.get(file.path);
  if (!before || before.stamp !== file.stamp || sidecar || !known?.document) return undefined;
  const { content } = before;
  const digest = digestOf(content, undefined, recognised.get(content));
  if (known.digest !== digest) return undefined;
  // What serves of a file that is refused is an older one: the file itself may be a page, which a new figure mends.
  const kept = remembered(known, digest);
  if (kept && known.document.meta.kind === 'document') return { ...known, content, changed: false };
  return kept && readAs(file, known, kept, { digest, checks: checksOf(known.document, figures) });
}

const checked = new WeakMap<
  KnowledgeDocument,
  { readonly figures: FigureRegister; readonly problems: readonly Problem[] }
>();

/** What is wrong in a page with the figures that there are; looked for once for as long as both are the same. */
function checksOf(document: KnowledgeDocument, figures: FigureRegister): readonly Problem[] {
  const known = checked.get(document);
  if (known?.figures === figures) return known.problems;
  const problems = checkDocument(document, figures);
  checked.set(document, { figures, problems });
  return problems;
}

/** Reads a file that has just been written to its end. */
async function again(
  document: DocumentFile,
  known: KnowledgeFile | undefined,
  figures: FigureRegister,
  reading: Reading,
): Promise<ReadFile> {
  const opened = await open(document.file);
  if ('message' in opened || opened.gone) return waiting(document.file, known);
  return (await readOpened(document, opened, known, figures, reading)).file;
}

/** A file's bytes; why it can't be opened; or that it is no longer there. */
async function open(
  file: FoundFile,
): Promise<
  { bytes: Buffer; info: Stats; gone?: false } | { gone: true } | { message: string; passes: boolean }
> {
  const limit = maxBytesOf(file.extension);
  if (file.bytes > limit) return { message: formatTexts.tooBig(limit), passes: false };
  try {
    // Looked at before it is read: what changes meanwhile shows.
    const info = await stat(file.absolute);
    return { bytes: await readFile(file.absolute), info };
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'ENOENT') return { gone: true };
    return PASSING_ERRORS.has(code)
      ? { message: scanTexts.busy, passes: true }
      : { message: scanTexts.unreadable, passes: false };
  }
}

const moment = ({ mtimeMs, ctimeMs }: Stats): number => Math.max(mtimeMs, ctimeMs);

/**
 * Waits until a file that has just changed has not for a while.
 * @param first what it was when it was read
 * @returns what became of it since
 */
async function settled(file: FoundFile, first: Stats): Promise<'as it was' | 'changed' | 'changing'> {
  const same = (then: Stats) => moment(then) === moment(first) && then.size === first.size;
  const now = await stat(file.absolute).catch(() => undefined);
  if (!now) return 'changing';
  const age = Date.now() - moment(now);
  if (age >= SETTLES_MS) return same(now) ? 'as it was' : 'changed';
  await sleep(Math.min(SETTLES_MS, Math.max(0, SETTLES_MS - age)));
  const then = await stat(file.absolute).catch(() => undefined);
  if (!then) return 'changing';
  if (same(then)) return 'as it was';
  return Date.now() - moment(then) < SETTLES_MS / 2 ? 'changing' : 'changed';
}

/** A file that is on its way: what was known of it stays, and nothing is said. */
function waiting(file: FoundFile, known: KnowledgeFile | undefined): ReadFile {
  const kept = known ?? { path: file.path, digest: '', problems: [] };
  return { ...kept, changed: false, waits: true };
}

/** Reads the bytes of a file, or takes what is remembered of them. */
async function readOpened(
  { file, sidecar }: DocumentFile,
  { bytes, info }: { readonly bytes: Buffer; readonly info: Stats },
  known: KnowledgeFile | undefined,
  figures: FigureRegister,
  reading: Reading,
): Promise<{ file: ReadFile; refused: Refusal | undefined }> {
  const described = sidecar && (await readText(sidecar));
  const content = sha256(bytes);
  // One that has just changed may change again in the same moment.
  if (Date.now() - moment(info) > SETTLES_MS) reading.seen?.set(file.path, { stamp: stampOf(info), content });
  const recognised = reading.recognised.get(content);
  const digest = digestOf(content, described, recognised);
  const page = file.extension === '.md' ? pageIn(bytes, known) : undefined;
  // What is wrong with a page may be a figure that is missing: it is looked at again with those there are now.
  if (known?.digest === digest && page === undefined)
    return { file: { ...known, content, changed: false }, refused: undefined };
  const loaded =
    remembered(known, digest) ??
    (await load(file, bytes, {
      page,
      sidecar: sidecar && described && { path: sidecar.path, read: described },
      reader: reading.reader,
      recognised,
    }));
  const checks = loaded.document && page !== undefined ? checksOf(loaded.document, figures) : [];
  const read = readAs(file, known, loaded, {
    digest,
    checks,
    content: page === undefined ? content : undefined,
  });
  return { file: read, refused: loaded.refused };
}

/** What a file is read as: what was loaded of it, with what is wrong with that. */
function readAs(
  file: FoundFile,
  known: KnowledgeFile | undefined,
  loaded: LoadedDocument,
  { digest, checks, content }: { digest: string; checks: readonly Problem[]; content?: string | undefined },
): ReadFile {
  const said = told([...loaded.problems, ...checks], file.path);
  const { pictures } = loaded;
  const read: ReadFile = { ...served(file.path, loaded.document, said, known), digest, content, pictures };
  const isKnown = known?.digest === digest;
  const changed = !isKnown || JSON.stringify(known.problems) !== JSON.stringify(read.problems);
  const documentAt = read.documentAt ?? (isKnown ? known.documentAt : undefined);
  return { ...read, changed, documentAt };
}

/** What a document is made of: its bytes, its side-car, and how many of its pages were recognised. */
function digestOf(
  content: string,
  sidecar: Awaited<ReturnType<typeof readText>> | undefined,
  recognised: RecognisedPages | undefined,
): string {
  const text = sidecar && 'text' in sidecar ? sidecar.text : '';
  const pages = [...(recognised?.values() ?? [])].filter((page) => page !== undefined).length;
  return sha256(`${READER_VERSION}:${content}:${text}${pages > 0 ? `:${pages}` : ''}`);
}

/** The last reading of a page, where it was good and nothing changed. */
function remembered(known: KnowledgeFile | undefined, digest: string): LoadedDocument | undefined {
  const isSound = known?.problems.every((problem) => problem.severity === 'warning') ?? false;
  return known?.digest === digest && known.document && isSound
    ? { document: known.document, problems: [...known.problems] }
    : undefined;
}

/** What serves of a file: what was read now, or its last good version when that is bad. */
function served(
  path: string,
  document: KnowledgeFile['document'],
  problems: readonly Problem[],
  known: KnowledgeFile | undefined,
): Omit<ReadFile, 'digest'> {
  const bad = !document || problems.some((problem) => problem.severity === 'error');
  if (!bad) return { path, document, problems, changed: true };
  const old = known?.document ? [oldServes(path, known.documentAt)] : [];
  return {
    path,
    document: known?.document,
    documentAt: known?.documentAt,
    problems: [...problems, ...old],
    changed: true,
  };
}

const oldServes = (path: string, at: number | undefined): Problem => ({
  path,
  line: 1,
  message: readingTexts.oldServes(at),
  severity: 'warning',
});

/** Problems in order, those past what anybody reads counted; errors are never left out. */
function told(problems: readonly Problem[], path: string): Problem[] {
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  if (warnings.length <= MOST_TOLD) return [...problems];
  const left = new Set(warnings.slice(MOST_TOLD));
  const more = readingTexts.more(left.size);
  return [...problems.filter((one) => !left.has(one)), { path, line: 1, message: more, severity: 'warning' }];
}

function refused(
  file: FoundFile,
  known: KnowledgeFile | undefined,
  message: string,
  waits: boolean,
): ReadFile {
  const severity = waits ? 'warning' : 'error';
  const problems: Problem[] = [{ path: file.path, line: 1, message, severity }];
  if (known?.document) problems.push(oldServes(file.path, known.documentAt));
  return {
    path: file.path,
    digest: '',
    document: known?.document,
    documentAt: known?.documentAt,
    problems,
    changed: true,
    waits,
  };
}

/** A side-car as read: its text, or why it is refused. */
interface Sidecar {
  readonly path: string;
  readonly read: Awaited<ReturnType<typeof readText>>;
}

/** Fields that the front matter of a page of ours has; others begin their notes with some of their own. */
const OUR_FIELDS =
  /^(?:kind|audience|regime|territories|valid_from|valid_until|reviewed_on|review_by|owner|sources|clause)[ \t]*:/m;

/** Where pages of ours stand: one that has lost its header there is told. */
const OUR_FOLDERS = /^(?:guides|clauses|programme)\//;

/** The text of a page of ours, which has our front matter, or had; undefined for Markdown of any other kind. */
function pageIn(bytes: Uint8Array, known: KnowledgeFile | undefined): string | undefined {
  const text = decodeText(bytes);
  if (text === undefined || text.trim() === '') return undefined;
  const page = splitPage(text);
  const wasOurs = known?.document !== undefined && known.document.meta.kind !== 'document';
  return (page && OUR_FIELDS.test(page.yaml)) || wasOurs ? text : undefined;
}

/** A page as it is read of its text. */
export function readPageText(path: string, written: string): LoadedDocument {
  const { text, problems } = shown(path, written);
  const loaded = screened(parsePage(path, text));
  return { ...loaded, problems: [...problems, ...loaded.problems] };
}

async function load(
  file: FoundFile,
  bytes: Uint8Array,
  {
    page,
    sidecar,
    reader,
    recognised,
  }: {
    page: string | undefined;
    sidecar: Sidecar | undefined;
    reader: ConfinedReader;
    recognised: RecognisedPages | undefined;
  },
): Promise<LoadedDocument> {
  if (file.extension === '.jsonl') return loadLaw(file.path, decodeText(bytes) ?? '');
  if (page !== undefined) return readPageText(file.path, page);
  const meta = sidecar && readSidecar(sidecar);
  if (meta && !('meta' in meta)) return meta;
  const read = await loadDocument(file.path, bytes, meta?.meta, reader, recognised);
  const seen = screened(read);
  const said = read.document ? headless(file.path) : [];
  return { ...read, ...seen, problems: [...(meta?.problems ?? []), ...said, ...seen.problems] };
}

/** A page without our header, where pages of ours stand. */
const headless = (path: string): Problem[] =>
  OUR_FOLDERS.test(path) && path.endsWith('.md')
    ? [{ path, line: 1, message: loaderTexts.headless, severity: 'warning' }]
    : [];

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
  if (document.sections.length > 0 && screened.document.sections.length === 0)
    problems.push({ path: document.path, line: 1, message: hiddenText.nothingLeft, severity: 'error' });
  return { document: screened.document, problems: [...problems, ...screened.problems] };
}
