import type { ReadFile, Reading } from '#src/knowledge/ingest/read-files.ts';
import {
  awaitRecognition,
  forgetRecognised,
  recognisedPages,
} from '#src/knowledge/store/recognised-pages.ts';
import type { Transaction } from '#src/platform/database/database.ts';

/** A document that has pages to be read by recognition. */
export interface Scan {
  readonly path: string;
  /** Where its file stands. */
  readonly absolute: string;
  /** SHA-256 of its bytes. */
  readonly content: string;
}

/** The files of which pages wait for recognition. One whose name is no UTF-8 is left for a name that is. */
export function scansAmong(
  read: readonly ReadFile[],
  recognised: Reading['recognised'],
  places: ReadonlyMap<string, string | Buffer>,
): Scan[] {
  return read.flatMap(({ path, content, pictures = [] }) => {
    const absolute = places.get(path);
    if (content === undefined || typeof absolute !== 'string') return [];
    const known = recognised.get(content);
    const pages = [...new Set([...pictures, ...(known?.keys() ?? [])])];
    return pages.some((page) => known?.get(page) === undefined) ? [{ path, absolute, content }] : [];
  });
}

/** Has the pages that are pictures wait for recognition, and forgets those of files that are gone. */
export async function saveScans(tx: Transaction, read: readonly ReadFile[]): Promise<void> {
  for (const { content, pictures = [] } of read)
    if (content !== undefined) await awaitRecognition(tx, content, pictures);
  // A file that is being written may come back as it was.
  if (read.some(({ waits }) => waits)) return;
  const present = new Set(read.map(({ content }) => content));
  for (const file of (await recognisedPages(tx)).keys())
    if (!present.has(file)) await forgetRecognised(tx, file);
}
