import type { Stats } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { decodeText } from '#src/knowledge/loaders/text/encoding.ts';
import { refusalTexts } from '#src/knowledge/loaders/texts.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { isPassing } from './passing-names.ts';
import { scanTexts } from './texts.ts';

/** A file found in the knowledge folder; its content is read when it is wanted. */
export interface FoundFile {
  /** Path in the folder, with `/`, in NFC. */
  readonly path: string;
  /** Bytes where the name is no UTF-8: older servers and archives write Latin-1. */
  readonly absolute: string | Buffer;
  readonly extension: string;
  readonly bytes: number;
  /** What changes with the file, as the system tells it. */
  readonly stamp?: string | undefined;
}

/** Of a file as the system tells it: its size, and the moments of its content and of its rights. */
export const stampOf = ({ size, mtimeMs, ctimeMs }: Stats): string => `${size} ${mtimeMs} ${ctimeMs}`;

const MAX_BYTES = 100 * 1024 * 1024;
const MAX_DEPTH = 12;

/**
 * Walks the knowledge folder. Symbolic links are not followed (they may leave the folder or loop), special files are
 * never opened (a FIFO would block); each is named to staff instead. What programs leave beside the files that they
 * write goes without a word.
 * @throws HotlineError `knowledge` when the folder itself cannot be read
 */
export async function scanFolder(root: string): Promise<{ files: FoundFile[]; problems: Problem[] }> {
  const files: FoundFile[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const skip = (path: string, message: string) =>
    problems.push({ path, line: 1, message, severity: 'error' });

  const walk = async (folder: Path, prefix: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(folder)) {
      const { name } = entry;
      if (isPassing(name)) continue;
      const path = `${prefix}${name}`.normalize('NFC').replace(/\p{Cc}/gu, '�');
      const refused = refusedName(name, seen.has(path));
      if (refused) {
        skip(path, refused);
        continue;
      }
      seen.add(path);
      try {
        await visit(path, entry.absolute, depth);
      } catch (error) {
        // Gone since it was listed: it was renamed, or taken away.
        if (codeOf(error) !== 'ENOENT') skip(path, scanTexts.unreadable);
      }
    }
  };
  const visit = async (path: string, absolute: Path, depth: number): Promise<void> => {
    const info = await lstat(absolute);
    const refused = refusedEntry(info, depth);
    if (refused) skip(path, refused);
    else if (info.isDirectory()) await walk(absolute, `${path}/`, depth + 1);
    else {
      const extension = extname(path).toLowerCase();
      files.push({ path, absolute, extension, bytes: info.size, stamp: stampOf(info) });
    }
  };

  const info = await stat(root).catch(() => undefined);
  if (!info?.isDirectory())
    throw new HotlineError('knowledge', `Le dossier de connaissances ${root} n’existe pas.`);
  await walk(root, '', 0);
  return { files, problems };
}

type Path = string | Buffer;
const SLASH = Buffer.from('/');

/** The names in a folder, in order, readable whatever their bytes are, and where each stands. */
async function entriesOf(folder: Path): Promise<{ readonly name: string; readonly absolute: Path }[]> {
  const names = await readdir(folder, { encoding: 'buffer' });
  const entries = names.map((bytes) => {
    const name = nameIn(bytes);
    const isText = typeof folder === 'string' && Buffer.from(name).equals(bytes);
    const absolute = isText ? `${folder}/${name}` : Buffer.concat([Buffer.from(folder), SLASH, bytes]);
    return { name, absolute };
  });
  return entries.sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)));
}

/** A name as it is read: UTF-8, else Latin-1. */
function nameIn(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Why a name is not accepted, in French. */
function refusedName(name: string, isTaken: boolean): string | undefined {
  if (/\p{Cc}/u.test(name)) return scanTexts.oddName;
  return isTaken ? scanTexts.takenName : undefined;
}

/** Why an entry is neither read nor entered, in French. */
function refusedEntry(info: Stats, depth: number): string | undefined {
  if (info.isSymbolicLink()) return scanTexts.link;
  if (info.isDirectory()) return depth >= MAX_DEPTH ? scanTexts.tooDeep : undefined;
  if (!info.isFile()) return scanTexts.special;
  return info.size > MAX_BYTES ? scanTexts.tooLarge : undefined;
}

/**
 * What changes when anything in the folder does: names, sizes, times and rights, without reading a file. A part that
 * can't be looked at counts by that.
 */
export async function folderSignature(root: string): Promise<string> {
  const parts: string[] = [];
  const walk = async (folder: Path, depth: number): Promise<void> => {
    try {
      for (const { name, absolute } of await entriesOf(folder)) {
        if (isPassing(name)) continue;
        const info = await lstat(absolute).catch(() => undefined);
        if (info?.isDirectory() && depth < MAX_DEPTH) await walk(absolute, depth + 1);
        const said = info?.isFile() ? stampOf(info) : info?.ctimeMs;
        parts.push(`${String(absolute)} ${said}`);
      }
    } catch (error) {
      parts.push(`${folder} ${errorText(error)}`);
    }
  };
  await walk(root, 0);
  return parts.sort().join('\n');
}

/** The system's name of an error: « ENOENT ». */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** A file's text, or why it is refused: anything that can't be read surely would be indexed as gibberish. */
export async function readText(file: FoundFile): Promise<{ text: string } | { problem: Problem }> {
  const refuse = (message: string) => ({
    problem: { path: file.path, line: 1, message, severity: 'error' as const },
  });
  const bytes = await readFile(file.absolute).catch(() => undefined);
  if (!bytes) return refuse(scanTexts.unreadable);
  const text = decodeText(bytes);
  return text === undefined ? refuse(refusalTexts.characters) : { text };
}
