import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const THREAD = fileURLToPath(new URL('./checkpoint-thread.ts', import.meta.url));
/** What the thread may take of memory, in megabytes: it only calls the engine. */
const HEAP = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 };
/** Pages (64 MB) after which the writer copies its log by itself: the thread ended, or does not keep up. */
export const WRITER_COPIES_AT = 16_000;

/** Asks for the write-ahead log to be copied. */
export interface Checkpoints {
  /** Something was committed. */
  ask(): void;
  close(): Promise<void>;
}

/**
 * Copies the write-ahead log into its file in a thread of its own: it waits for the disk, up to half a second on a slow
 * one, and in the thread that serves everybody would wait with it. It never fails the store: without the thread the writer
 * copies, later and more at once.
 * @param path the file, open in this process and in WAL mode
 */
export function checkpointsAside(path: string): Checkpoints {
  let thread: Worker | undefined = new Worker(THREAD, {
    workerData: { path },
    resourceLimits: HEAP,
    execArgv: [],
  });
  let state: 'idle' | 'copying' | 'more' = 'idle';
  const end = () => {
    thread = undefined;
  };
  thread.on('error', end);
  thread.on('exit', end);
  thread.on('message', () => {
    const more = state === 'more';
    state = 'idle';
    if (more) ask();
  });
  thread.unref();
  const ask = () => {
    if (!thread) return;
    if (state !== 'idle') {
      state = 'more';
      return;
    }
    state = 'copying';
    thread.postMessage('copy');
  };
  return { ask, close: async () => void (await thread?.terminate()) };
}
