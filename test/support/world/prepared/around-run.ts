import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Around a run of tests: a folder for what many of them need and none changes. Processes keep there what Node made of
 * the sources (each would otherwise strip the types of hundreds of files), and `indexes.ts` the indexes that it builds.
 */
export default function prepareAround(): (() => void) | undefined {
  // Several projects of one run share it.
  if (process.env.HOTLINE_PREPARED) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'hotline-prepared-'));
  process.env.HOTLINE_PREPARED = folder;
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled');
  return () => {
    delete process.env.HOTLINE_PREPARED;
    delete process.env.NODE_COMPILE_CACHE;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
