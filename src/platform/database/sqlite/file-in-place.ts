import { statSync } from 'node:fs';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';

/** A file that lost so much of what the engine counts in it was cut. */
const CUT = 0.9;

/**
 * Watches that the file of an open store is still the one that was opened. SQLite goes on writing into a file that was
 * deleted, or replaced, and into one that was cut: what it then acknowledges is lost at the next start.
 */
export class FileInPlace {
  readonly #path: string;
  readonly #opened: { readonly dev: number; readonly ino: number } | undefined;
  #size = 0;

  /** @param path of a file that was just opened */
  constructor(path: string) {
    this.#path = path;
    this.#opened = statSync(path, { throwIfNoEntry: false });
  }

  /**
   * @param countedBytes what the engine counts in the file; asked only when it has shrunk
   * @throws HotlineError `storage` when the file is gone, is another one, or was cut
   */
  check(countedBytes: () => number): void {
    const found = statSync(this.#path, { throwIfNoEntry: false });
    if (!found || found.ino !== this.#opened?.ino || found.dev !== this.#opened.dev)
      throw new HotlineError('storage', storageTexts.fileElsewhere(this.#path));
    if (found.size < this.#size && found.size < CUT * countedBytes())
      throw new HotlineError('storage', storageTexts.fileCut(this.#path));
    this.#size = found.size;
  }
}
