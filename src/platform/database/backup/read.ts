import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { HotlineError } from '#src/platform/errors.ts';
import { MANIFEST, MANIFEST_DIGEST, type Manifest, manifestSchema, measureFile, sha256 } from './manifest.ts';
import { backupTexts as texts } from './texts.ts';

/**
 * Lays a copy out in an empty folder, and makes sure that it is whole and nothing more: each part is there with its
 * digest, and no other file, no link, is.
 * @throws HotlineError `input`, in French, when it is not
 */
export async function readBackup(file: string, folder: string): Promise<Manifest> {
  const strangers: string[] = [];
  try {
    await extract({
      file,
      cwd: folder,
      strict: true,
      preserveOwner: false,
      noMtime: true,
      umask: 0o077,
      filter: (path, entry) => {
        const isFile = 'type' in entry && (entry.type === 'File' || entry.type === 'OldFile');
        if (!isFile) strangers.push(path);
        return isFile;
      },
    });
  } catch (cause) {
    throw new HotlineError('input', texts.notACopy(file), { cause });
  }
  const [link] = strangers;
  if (link !== undefined) throw new HotlineError('input', texts.stranger(file, link));
  const manifest = await readManifest(file, folder);
  const wanted = new Map(manifest.parts.map((part) => [part.path, part]));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/');
    if (path === MANIFEST || path === MANIFEST_DIGEST) continue;
    const part = wanted.get(path);
    if (!part || !wanted.delete(path)) throw new HotlineError('input', texts.stranger(file, path));
    const { sha256: digest, bytes } = await measureFile(join(folder, path));
    if (digest !== part.sha256 || bytes !== part.bytes)
      throw new HotlineError('input', texts.damaged(file, path));
  }
  const [missing] = wanted.keys();
  if (missing !== undefined) throw new HotlineError('input', texts.damaged(file, missing));
  return manifest;
}

async function readManifest(file: string, folder: string): Promise<Manifest> {
  try {
    const [text, digest] = await Promise.all(
      [MANIFEST, MANIFEST_DIGEST].map((name) => readFile(join(folder, name), 'utf8')),
    );
    if (text === undefined || sha256(text) !== digest?.trim()) throw new Error('the digest differs');
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new HotlineError('input', texts.damaged(file, MANIFEST), { cause });
  }
}
