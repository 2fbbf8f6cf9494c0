import { unzipSync, zipSync } from 'fflate';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';

/** What the wanted files of an archive may come to once opened, in bytes: XML takes ten times as much to be read. */
const MOST_OPENED = 48 * 1024 * 1024;
const MOST_FILES = 20_000;

/** The files of an archive, by name. */
export type Opened = Readonly<Record<string, Uint8Array>>;

/**
 * Opens an archive, of which the sizes are added up before anything is expanded. One that lies about them gives no more
 * than it said.
 * @param isWanted names to open; pictures and films are left closed
 * @throws RefusedFile
 */
export function openZip(bytes: Uint8Array, isWanted: (name: string) => boolean): Opened {
  let size = 0;
  let files = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        files += 1;
        if (files > MOST_FILES) throw new RefusedFile('expands');
        if (!isWanted(name)) return false;
        size += originalSize;
        if (size > MOST_OPENED) throw new RefusedFile('expands');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof RefusedFile) throw error;
    throw new RefusedFile(hasEnd(bytes) ? 'damaged' : 'truncated');
  }
}

/** Whether an archive has its end, where the list of its files is. */
function hasEnd(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 66_000)));
  return tail.includes(Buffer.from('PK\u0005\u0006', 'latin1'));
}

/** An archive of some files, none of them packed: whoever opens it again has nothing to expand. */
export const packed = (files: Opened): Uint8Array => zipSync({ ...files }, { level: 0 });

export const xmlOf = (files: Opened, name: string): string | undefined => {
  const bytes = files[name];
  return bytes && new TextDecoder().decode(bytes);
};
