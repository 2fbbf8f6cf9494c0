import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for a test; disposing of it removes it. */
export interface TempFolder extends Disposable {
  readonly path: string;
  /** Writes files by their path in the folder, making their folders; `undefined` removes one. */
  write(files: Readonly<Record<string, string | Uint8Array | undefined>>): void;
}

/** Makes an empty folder, with some files in it. */
export function tempFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'hotline-test-'));
  const folder: TempFolder = {
    path,
    write: (written) => {
      for (const [name, content] of Object.entries(written)) {
        const absolute = join(path, name);
        mkdirSync(dirname(absolute), { recursive: true });
        if (content === undefined) rmSync(absolute, { force: true });
        else writeFileSync(absolute, content);
      }
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
  folder.write(files);
  return folder;
}
