import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isInside } from './paths.ts';

/** A file of the knowledge folder as it is now. */
export interface FileNow {
  readonly digest: string;
  readonly content: Uint8Array;
  /** When it was last written, in epoch milliseconds. */
  readonly writtenAt: number;
}

/** A file that is written beside its place, and takes it at once. */
export interface WrittenAside {
  /** Puts it in its place, for good. */
  place(): Promise<void>;
  discard(): Promise<void>;
}

/** What a path that leaves the folder is told, which no page of ours sends. */
const outside = (path: string) => new Error(`${path} is not in the knowledge folder`);

/** The absolute place of a path; a folder on its way that is a link may lead out of the knowledge folder. */
async function placeOf(root: string, path: string): Promise<string> {
  if (!isInside(path)) throw outside(path);
  let at = root;
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part);
    const info = await lstat(at).catch(() => undefined);
    if (info && !info.isDirectory()) throw outside(path);
  }
  // Some systems write accents as two signs.
  const found = join(root, path);
  const apart = join(root, path.normalize('NFD'));
  const isThere = (place: string) =>
    lstat(place).then(
      () => true,
      () => false,
    );
  return found !== apart && !(await isThere(found)) && (await isThere(apart)) ? apart : found;
}

/** Reads a file of the folder; undefined when it is not there. Links are not followed. */
export async function readNow(root: string, path: string): Promise<FileNow | undefined> {
  const place = await placeOf(root, path);
  const info = await lstat(place).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  const content = await readFile(place);
  return { digest: await digestOf(content), content, writtenAt: info.mtimeMs };
}

/** SHA-256 of a file, in hexadecimal; not computed in this thread, which acknowledges messages. */
export async function digestOf(content: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(content))).toString('hex');
}

/** Whether something may be written where a path stands, or where its folder would be made. */
export async function canWrite(root: string, path = ''): Promise<boolean> {
  for (let folder = dirname(join(root, path, path === '' ? 'any' : '')); ; folder = dirname(folder)) {
    const able = await access(folder, constants.W_OK | constants.X_OK).then(
      () => 'yes',
      (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? 'absent' : 'no'),
    );
    if (able !== 'absent') return able === 'yes';
    if (folder === root || folder === dirname(folder)) return false;
  }
}

/**
 * Writes a file beside its place, whole and on the disk: what fails for want of rights or room fails here.
 * Its name is hidden, so that nobody reads it.
 */
export async function writeAside(
  root: string,
  path: string,
  content: Uint8Array | string,
): Promise<WrittenAside> {
  return writeBeside(await placeOf(root, path), content);
}

/** The same, of a file that is the desk's own. */
export async function writeBeside(place: string, content: Uint8Array | string): Promise<WrittenAside> {
  const folder = dirname(place);
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `.${basename(place)}.${randomUUID()}.tmp`);
  try {
    const file = await open(aside, 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  return {
    place: async () => {
      await rename(aside, place);
      await syncFolder(folder);
    },
    discard: () => rm(aside, { force: true }),
  };
}

/** Takes a file out of the folder. */
export async function takeOut(root: string, path: string): Promise<void> {
  const place = await placeOf(root, path);
  await rm(place, { force: true });
  await syncFolder(dirname(place));
}

/** What a rename did is on the disk; some systems can't say so of a folder. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}

/** Whether an error says that the folder is not to be written in, or is full. */
export const isNotWritable = (error: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException)?.code));
