import type { Stats } from 'node:fs';
import { lstat, opendir, readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Problem } from '#src/knowledge/model/document.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';

/** A file found in the knowledge folder; its content is read when it is wanted. */
export interface FoundFile {
  /** Path in the folder, with `/`, in NFC. */
  readonly path: string;
  readonly absolute: string;
  readonly extension: string;
  readonly bytes: number;
}

const MAX_BYTES = 100 * 1024 * 1024;
const MAX_DEPTH = 12;

/**
 * Walks the knowledge folder. Symbolic links are not followed (they may leave the folder or loop), special files are
 * never opened (a FIFO would block); each is named to staff instead.
 * @throws HotlineError `knowledge` when the folder itself cannot be read
 */
export async function scanFolder(root: string): Promise<{ files: FoundFile[]; problems: Problem[] }> {
  const files: FoundFile[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const skip = (path: string, message: string) =>
    problems.push({ path, line: 1, message, severity: 'error' });

  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    const names: string[] = [];
    for await (const entry of await opendir(folder)) names.push(entry.name);
    for (const name of names.sort()) {
      if (name.startsWith('.')) continue;
      const path = `${prefix}${name}`.normalize('NFC').replace(/\p{Cc}/gu, '�');
      const refused = refusedName(name, seen.has(path));
      if (refused) {
        skip(path, refused);
        continue;
      }
      seen.add(path);
      try {
        await visit(path, join(folder, name), depth);
      } catch {
        skip(path, UNREADABLE);
      }
    }
  };
  const visit = async (path: string, absolute: string, depth: number): Promise<void> => {
    const info = await lstat(absolute);
    const refused = refusedEntry(info, depth);
    if (refused) skip(path, refused);
    else if (info.isDirectory()) await walk(absolute, `${path}/`, depth + 1);
    else files.push({ path, absolute, extension: extname(absolute).toLowerCase(), bytes: info.size });
  };

  const info = await stat(root).catch(() => undefined);
  if (!info?.isDirectory())
    throw new HotlineError('knowledge', `Le dossier de connaissances ${root} n’existe pas.`);
  await walk(root, '', 0);
  return { files, problems };
}

/** Why a name is not accepted, in French. */
function refusedName(name: string, isTaken: boolean): string | undefined {
  if (/\p{Cc}/u.test(name)) return 'nom avec un retour à la ligne ou un caractère invisible : renommez-le';
  return isTaken
    ? 'un autre fichier porte ce nom, aux accents codés autrement : gardez-en un seul'
    : undefined;
}

/** Why an entry is neither read nor entered, in French. */
function refusedEntry(info: Stats, depth: number): string | undefined {
  if (info.isSymbolicLink()) return 'lien symbolique ignoré : copiez le fichier lui-même';
  if (info.isDirectory()) return depth >= MAX_DEPTH ? 'dossier trop profond, ignoré' : undefined;
  if (!info.isFile()) return 'ce n’est pas un fichier ordinaire, ignoré';
  return info.size > MAX_BYTES ? 'fichier de plus de 100 Mo, ignoré' : undefined;
}

/**
 * What changes when anything in the folder does: names, sizes, times and rights, without reading a file. A part that
 * can't be looked at counts by that.
 */
export async function folderSignature(root: string): Promise<string> {
  const parts: string[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    try {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.name.startsWith('.')) continue;
        const path = join(folder, entry.name);
        if (entry.isDirectory() && depth < MAX_DEPTH) await walk(path, depth + 1);
        const { size, mtimeMs, ctimeMs } = await lstat(path);
        parts.push(`${path} ${entry.isFile() ? `${size} ${mtimeMs} ${ctimeMs}` : ctimeMs}`);
      }
    } catch (error) {
      parts.push(`${folder} ${errorText(error)}`);
    }
  };
  await walk(root, 0);
  return parts.sort().join('\n');
}

/** What is said of a file that cannot be read. */
export const UNREADABLE = 'illisible : vérifiez les droits du fichier';

/** A file's text, or why it is refused. It must be UTF-8: anything else would be indexed as gibberish. */
export async function readText(file: FoundFile): Promise<{ text: string } | { problem: Problem }> {
  const refuse = (message: string) => ({
    problem: { path: file.path, line: 1, message, severity: 'error' as const },
  });
  const bytes = await readFile(file.absolute).catch(() => undefined);
  if (!bytes) return refuse(UNREADABLE);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refuse('ce fichier n’est pas en UTF-8 : enregistrez-le en « UTF-8 »');
  }
}
