import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { documentFiles } from '#src/knowledge/ingest/read-files.ts';
import { dropPrepared, preparedFor, savePrepared } from '#src/knowledge/store/prepared.ts';
import { type Author, type FileVersion, versionContent, versionsOf } from '#src/knowledge/store/versions.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { canWrite, readNow } from './folder.ts';
import type { FolderKeeper } from './keeper.ts';
import { isInside, isPage, isWritten, newDocumentPath, sidecarPath, stemOf } from './paths.ts';
import { keptReading, readingOf } from './prepared-reading.ts';
import { type FileChange, type Published, publish } from './publish.ts';
import { FIGURES, isRegister } from './registers.ts';
import { sidecarOf } from './template.ts';
import { textRead } from './text-read.ts';
import { deskTexts } from './texts.ts';
import type { PageReading, Trial, TrialChange, TrialReading, TrialTasks } from './trial.ts';

/** Signs of a page, and bytes of a document that is dropped. */
export const MOST_PAGE_SIGNS = 200_000;
export const MOST_DOCUMENT_BYTES = 30_000_000;
const MOST_QUESTION_SIGNS = 1_000;

/** What the knowledge is changed with. */
export interface DeskParts {
  readonly db: Database;
  readonly knowledgeDir: string;
  /** Where what is dropped lies while it is read. */
  readonly dataDir: string;
  readonly keeper: FolderKeeper;
  readonly trial: Trial;
  readonly now: () => number;
}

/** What is done in the transaction of an act, with the ids of the versions that it made. */
export type Traced = (tx: Transaction, ids: readonly string[]) => Promise<void>;

/** A file as its page shows it. */
export interface OpenedFile {
  /** What stands in the folder; undefined when nothing does. */
  readonly current: { readonly digest: string; readonly content: Uint8Array } | undefined;
  readonly prepared: Awaited<ReturnType<typeof preparedFor>>;
  readonly versions: readonly FileVersion[];
  readonly isWritable: boolean;
}

/** Whether a path is one of a page, of a document or of a register: models are changed in the folder. */
export function isOfKnowledge(path: string): boolean {
  if (isRegister(path)) return true;
  const file = { path, absolute: path, extension: extname(path).toLowerCase(), bytes: 0 };
  return isInside(path) && documentFiles([file]).readable.length > 0;
}

/** Opens a file of the knowledge, whether it is in service, prepared or withdrawn. */
export async function openFile({ db, knowledgeDir }: DeskParts, path: string): Promise<OpenedFile> {
  const [current, prepared, versions, isWritable] = await Promise.all([
    readNow(knowledgeDir, path),
    preparedFor(db, path),
    versionsOf(db, path),
    canWrite(knowledgeDir, path),
  ]);
  return { current, prepared, versions, isWritable };
}

/** A page or a register as it would be read, and what it would answer. */
export function readPageText({ trial, now }: DeskParts, path: string, text: string): Promise<PageReading> {
  if (text.length > MOST_PAGE_SIGNS) throw new HotlineError('input', deskTexts.pageTooLong);
  return trial.run(isRegister(path) ? 'register' : 'page', { path, text, today: parisDay(now()) });
}

/** A question that is tried with a change of a file. */
export interface TriedQuestion {
  readonly path: string;
  readonly question: string;
  /** What is written in the editor; undefined for a document, of which what is prepared is tried. */
  readonly text: string | undefined;
  /** The change is that the file is withdrawn. */
  readonly isWithdrawn: boolean;
}

/** A question, as it is answered now and as it would be with a change: a text, what is prepared, or a withdrawal. */
export async function tryQuestion(parts: DeskParts, tried: TriedQuestion): Promise<TrialTasks['ask']['got']> {
  const { trial, now } = parts;
  const question = tried.question.slice(0, MOST_QUESTION_SIGNS);
  return trial.run('ask', { question, change: await changeTried(parts, tried), today: parisDay(now()) });
}

async function changeTried(
  parts: DeskParts,
  { path, text, isWithdrawn }: TriedQuestion,
): Promise<TrialChange | undefined> {
  if (isWithdrawn) return { path, document: undefined };
  // The other registers change no answer by themselves.
  if (isRegister(path)) return path === FIGURES ? { path, document: undefined, figures: text } : undefined;
  const prepared = text === undefined ? await preparedFor(parts.db, path) : undefined;
  const reading =
    text === undefined ? prepared && readingOf(prepared) : await readPageText(parts, path, text);
  return reading?.document && { path, document: reading.document };
}

/** Texts that are compared: what stands in the folder, what is prepared, or a version by its id. */
export type Compared = 'in service' | 'prepared' | { readonly version: string };

/**
 * The text of a file as it is compared: what is written in a page or a register, what was read of a document. Nothing for
 * what is not there.
 */
export async function comparedText(parts: DeskParts, path: string, which: Compared): Promise<string> {
  const content = await contentCompared(parts, path, which);
  if (!content) return '';
  if (isWritten(path)) return new TextDecoder().decode(content).replace(/\r\n?/g, '\n');
  return textRead(await readAside(parts, { path, content, sidecar: undefined }));
}

async function contentCompared(
  parts: DeskParts,
  path: string,
  which: Compared,
): Promise<Uint8Array | undefined> {
  if (which === 'in service') return (await readNow(parts.knowledgeDir, path))?.content;
  if (which === 'prepared') return (await preparedFor(parts.db, path))?.content;
  return contentOf(parts.db, path, which.version);
}

/** Keeps a page that somebody writes, without putting it in service. */
export async function preparePage(
  { db, now }: DeskParts,
  page: { readonly path: string; readonly text: string; readonly basis: string | undefined },
  by: Author,
  traced: Traced,
): Promise<void> {
  const { path, text, basis } = page;
  if (text.length > MOST_PAGE_SIGNS) throw new HotlineError('input', deskTexts.pageTooLong);
  const content = new TextEncoder().encode(text);
  const title = titleIn(text) ?? '';
  const change = { path, title, content, sidecar: undefined, reading: undefined, basis, by, at: now() };
  const isKept = await db.tx(async (tx) => {
    const kept = await savePrepared(tx, change);
    if (kept) await traced(tx, []);
    return kept;
  });
  if (!isKept) throw new HotlineError('input', deskTexts.tooManyPrepared);
}

/** What a page says that it is called, before it is read. */
const titleIn = (text: string): string | undefined =>
  /^title: *["']?([^\n"']{1,150})/m.exec(text)?.[1]?.trim();

/** A document that somebody dropped. */
export interface Dropped {
  /** As it was called where it came from: only its ending is taken from it. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly title: string;
  /** In place of a document that is in service, under its path. */
  readonly replaces: string | undefined;
}

/** What was made of a document that was dropped. */
export interface Prepared {
  readonly path: string;
  readonly reading: TrialReading;
}

/**
 * Reads a document that somebody dropped, away from here, and keeps it with what was read, out of service.
 * @throws HotlineError `input` for one that cannot be one of the knowledge
 */
export async function prepareDocument(
  parts: DeskParts,
  dropped: Dropped,
  by: Author,
  traced: Traced,
): Promise<Prepared> {
  const { db, now } = parts;
  const path = await pathOf(parts, dropped);
  const today = parisDay(now());
  const title = dropped.title.trim() || stemOf(dropped.name);
  // A page says these of itself; what stands in place of another keeps its description.
  const sidecar =
    isWritten(path) || dropped.replaces !== undefined
      ? undefined
      : sidecarOf({ title, owner: by.name, reviewedOn: today, reviewBy: undefined });
  const reading = await readAside(parts, { path, content: dropped.content, sidecar });
  const current = await readNow(parts.knowledgeDir, path);
  const change = {
    path,
    title: reading.document?.meta.title ?? title,
    content: dropped.content,
    sidecar,
    reading: keptReading(reading),
    basis: current?.digest,
    by,
    at: now(),
  };
  const isKept = await db.tx(async (tx) => {
    const kept = await savePrepared(tx, change);
    if (kept) await traced(tx, []);
    return kept;
  });
  if (!isKept) throw new HotlineError('input', deskTexts.tooManyPrepared);
  return { path, reading };
}

async function pathOf(parts: DeskParts, { name, title, replaces }: Dropped): Promise<string> {
  if (replaces !== undefined) {
    const isAlike = extname(name).toLowerCase() === extname(replaces).toLowerCase();
    if (!isOfKnowledge(replaces) || !isAlike)
      throw new HotlineError('input', deskTexts.otherFormat(extname(replaces)));
    return replaces;
  }
  const taken = new Set<string>();
  const choose = () => newDocumentPath(name, title, (path) => taken.has(path));
  for (;;) {
    const path = choose();
    if (path === undefined) throw new HotlineError('input', deskTexts.noEnding);
    const { current, prepared, versions } = await openFile(parts, path);
    const isFree = !current && !prepared && versions.length === 0;
    if (isFree && !(await readNow(parts.knowledgeDir, sidecarPath(path)))) return path;
    taken.add(path);
  }
}

/** Reads a document where nobody serves it from, then leaves nothing of it there. */
async function readAside(
  { dataDir, trial }: DeskParts,
  { path, content, sidecar }: { path: string; content: Uint8Array; sidecar: string | undefined },
): Promise<TrialReading> {
  const folder = join(dataDir, 'dropped', randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const absolute = join(folder, `document${extname(path)}`);
    const beside = join(folder, 'document.yaml');
    await writeFile(absolute, content);
    if (sidecar !== undefined) await writeFile(beside, sidecar);
    const described = sidecar === undefined ? undefined : { path: sidecarPath(path), absolute: beside };
    return await trial.run('document', { path, absolute, sidecar: described });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives up a change that is prepared. @returns whether there was one */
export const dropChange = ({ db }: DeskParts, path: string, traced: Traced): Promise<boolean> =>
  db.tx(async (tx) => {
    const dropped = await dropPrepared(tx, path);
    if (dropped) await traced(tx, []);
    return dropped;
  });

/** How putting something in service ended: done, or why not. */
export type Outcome = Published | { readonly type: 'refused'; readonly problems: TrialReading['problems'] };

/** Puts a page in service as it was written, if it reads without a mistake. */
export async function publishPage(
  parts: DeskParts,
  page: { readonly path: string; readonly text: string; readonly basis: string | undefined },
  by: Author,
  traced: Traced,
): Promise<Outcome> {
  const { path, text, basis } = page;
  const { problems } = await readPageText(parts, path, text);
  if (problems.some(({ isBlocking }) => isBlocking)) return { type: 'refused', problems };
  const content = new TextEncoder().encode(text);
  return publishAndForget(parts, [{ path, act: 'published', content, basis }], by, traced);
}

/** Puts in service the document that is prepared under a path. */
export async function publishPrepared(
  parts: DeskParts,
  path: string,
  by: Author,
  traced: Traced,
): Promise<Outcome> {
  const { db, knowledgeDir } = parts;
  const prepared = await preparedFor(db, path);
  if (!prepared) throw new HotlineError('input', deskTexts.nothingPrepared);
  const { content, sidecar, basis } = prepared;
  const reading = readingOf(prepared);
  if (reading && !reading.document) return { type: 'refused', problems: reading.problems };
  const described = sidecarPath(path);
  const beside = sidecar === undefined ? undefined : new TextEncoder().encode(sidecar);
  const besideNow = await readNow(knowledgeDir, described);
  return publishAndForget(
    parts,
    [
      { path, act: 'published', content, basis },
      ...(beside
        ? [{ path: described, act: 'published' as const, content: beside, basis: besideNow?.digest }]
        : []),
    ],
    by,
    traced,
  );
}

/** Takes a page or a document out of service, with its description. @throws HotlineError `input` for a register */
export async function withdraw(
  parts: DeskParts,
  { path, basis }: { readonly path: string; readonly basis: string | undefined },
  by: Author,
  traced: Traced,
): Promise<Outcome> {
  if (isRegister(path)) throw new HotlineError('input', deskTexts.neverWithdrawn);
  const described = isPage(path) ? undefined : sidecarPath(path);
  const beside = described && (await readNow(parts.knowledgeDir, described));
  return publishAndForget(
    parts,
    [
      { path, act: 'withdrawn', content: undefined, basis },
      ...(described && beside
        ? [{ path: described, act: 'withdrawn' as const, content: undefined, basis: beside.digest }]
        : []),
    ],
    by,
    traced,
  );
}

/** Puts an old version back in service, with the last description of a document that has none now. */
export async function restore(
  parts: DeskParts,
  { path, id, basis }: { readonly path: string; readonly id: string; readonly basis: string | undefined },
  by: Author,
  traced: Traced,
): Promise<Outcome> {
  const { db, knowledgeDir } = parts;
  const content = await contentOf(db, path, id);
  if (!content) throw new HotlineError('input', deskTexts.notKept);
  if (isWritten(path)) {
    const text = new TextDecoder().decode(content);
    const { problems } = await readPageText(parts, path, text);
    if (problems.some(({ isBlocking }) => isBlocking)) return { type: 'refused', problems };
    return publishAndForget(parts, [{ path, act: 'restored', content, basis }], by, traced);
  }
  const described = sidecarPath(path);
  const last = (await readNow(knowledgeDir, described))
    ? undefined
    : (await versionsOf(db, described)).find(({ isKept }) => isKept);
  const beside = last && (await versionContent(db, last.id));
  const besides: FileChange[] = beside
    ? [{ path: described, act: 'restored', content: beside, basis: undefined }]
    : [];
  return publishAndForget(parts, [{ path, act: 'restored', content, basis }, ...besides], by, traced);
}

/** The content of one of the versions of a path. */
export async function contentOf(db: Database, path: string, id: string): Promise<Uint8Array | undefined> {
  const isOfIt = (await versionsOf(db, path)).some((version) => version.id === id);
  return isOfIt ? versionContent(db, id) : undefined;
}

/** What is in service is not prepared any more. */
const publishAndForget = (
  parts: DeskParts,
  changes: readonly [FileChange, ...FileChange[]],
  by: Author,
  traced: Traced,
): Promise<Published> =>
  publish(parts, changes, by, async (tx, ids) => {
    await dropPrepared(tx, changes[0].path);
    await traced(tx, ids);
  });
