import { Worker } from 'node:worker_threads';
import { createLogger } from '#src/platform/logger.ts';
import { outcomeOf, type ReadingJob } from './reading-job.ts';
import type { OpenReader, ReaderSettings } from './turn-reader.ts';

/** Said by the process once it has the index in memory and begins to read. */
export const READY = 'ready';

/** A server that was killed leaves nobody to answer to. */
const ORPHAN_MS = 1_000;

/** What the process of one job is told. */
export interface ProcessOrder<Own = unknown> {
  readonly settings: ReaderSettings<Own>;
  readonly job: ReadingJob;
}

/** Runs one job in this process, and ends it. */
export function runOneJob<Own>(open: OpenReader<Own>): void {
  // The server that stops, and its terminal, tell all their processes: this one ends with its job.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.once('disconnect', () => process.exit());
  endWithParent();
  process.once('message', async ({ settings, job }: ProcessOrder<Own>) => {
    const outcome = await outcomeOf(async () => {
      const reader = await open(settings, { logger: createLogger('error'), aside: (wait) => wait() });
      if (settings.generation !== undefined) await reader.load(settings.generation);
      process.send?.(READY);
      return reader.run(job.task);
    });
    process.send?.(outcome, () => process.exit(0));
  });
}

/** Ends this process when its server is gone, also while a message holds its thread. */
function endWithParent(): void {
  const watch = `
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
    }, ${ORPHAN_MS});
  `;
  new Worker(watch, { eval: true }).unref();
}
