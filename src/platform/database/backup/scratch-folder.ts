import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { constants } from 'node:os';

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A folder for what is on its way from one place to another. */
interface ScratchFolder extends Disposable {
  readonly path: string;
}

/**
 * Makes a folder that nothing is left of when it is disposed of, nor when the process is told to stop: everybody's words
 * are in it in clear.
 * @param start how its path begins
 */
export async function scratchFolder(start: string): Promise<ScratchFolder> {
  const path = await mkdtemp(start);
  const remove = () => rmSync(path, { recursive: true, force: true });
  const stop = (signal: (typeof STOPS)[number]): never => {
    remove();
    // As the system says that a signal ended a process.
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of STOPS) process.on(signal, stop);
  return {
    path,
    [Symbol.dispose]: () => {
      for (const signal of STOPS) process.off(signal, stop);
      remove();
    },
  };
}
