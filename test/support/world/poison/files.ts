import { fileURLToPath } from 'node:url';
import type { ReadingFiles } from '#src/conversation/workers/pool.ts';

/** Threads and processes with faults, for a hotline of a test. */
export const POISON_FILES: ReadingFiles = {
  worker: fileURLToPath(new URL('./worker.ts', import.meta.url)),
  process: fileURLToPath(new URL('./process.ts', import.meta.url)),
};
