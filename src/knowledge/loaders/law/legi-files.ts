import { createReadStream } from 'node:fs';
import { opendir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Parser, type ReadEntry } from 'tar';

/** Files of a LEGI tree that matter for one code, one at a time; nothing else of the tree is read. */
export interface LegiVisitor {
  /** Whether the content of this file is wanted. */
  readonly wants: (path: string) => boolean;
  /** Gets a wanted file; undefined in place of its content when it is too large to be an article. */
  readonly visit: (path: string, content: Buffer | undefined) => void;
  /** Hears how many bytes of the archive have been read, and how many there are. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** Far more than any article: a larger file is not one. */
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 40;
const CODE_FOLDER = /LEGITEXT\d{12}/g;

/** Codes that a path of the tree names: « …/LEGITEXT000037701019/article/… ». */
export const codesIn = (path: string): string[] => path.match(CODE_FOLDER) ?? [];

/**
 * Reads an archive (.tar, .tar.gz) from its beginning to its end, in constant memory.
 * @throws when it is damaged or ends too soon
 */
export async function visitArchive(path: string, visitor: LegiVisitor): Promise<void> {
  const { size } = await stat(path);
  let done = 0;
  await new Promise<void>((resolve, reject) => {
    const stream = createReadStream(path);
    const fail = (error: unknown) => {
      stream.destroy();
      reject(error);
    };
    const onReadEntry = (entry: ReadEntry) => {
      if ((entry.type !== 'File' && entry.type !== 'OldFile') || !visitor.wants(entry.path)) {
        entry.resume();
        return;
      }
      const chunks: Buffer[] = [];
      const tooLarge = entry.size > MAX_BYTES;
      entry.on('data', (chunk: Buffer) => {
        if (!tooLarge) chunks.push(chunk);
      });
      entry.on('end', () => {
        try {
          visitor.visit(entry.path, tooLarge ? undefined : Buffer.concat(chunks));
        } catch (error) {
          fail(error);
        }
      });
    };
    // Strict: a damaged header is an error, not a file silently left out.
    const parser = new Parser({ strict: true, onReadEntry });
    parser.on('error', fail);
    parser.on('end', () => resolve());
    stream.on('error', fail);
    stream.on('data', (chunk) => {
      done += chunk.length;
      visitor.progress?.(done, size);
    });
    stream.pipe(parser as unknown as NodeJS.WritableStream);
  });
}

/**
 * Walks an unpacked tree. Links are not followed; the folders of other codes and of texts that are not codes are not
 * entered: the whole base holds millions of files.
 */
export async function visitFolder(
  root: string,
  { wants, visit }: LegiVisitor,
  enters: (path: string) => boolean,
): Promise<void> {
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH) return;
    for await (const entry of await opendir(folder)) {
      const path = `${prefix}${entry.name}`;
      const absolute = join(folder, entry.name);
      if (entry.isDirectory() && enters(path)) await walk(absolute, `${path}/`, depth + 1);
      if (entry.isFile() && wants(path)) visit(path, await readSmall(absolute));
    }
  };
  await walk(root, `${basename(root)}/`, 0);
}

/** Undefined for a file that is too large to be an article. */
async function readSmall(path: string): Promise<Buffer | undefined> {
  const { size } = await stat(path);
  return size > MAX_BYTES ? undefined : readFile(path);
}
