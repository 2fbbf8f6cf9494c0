import { createLogger } from '#src/logger.ts';
import { outcomeOf, type ReadingJob } from './reading-job.ts';
import { createTurnReader, type ReaderSettings, type TurnReader } from './turn-reader.ts';

/** What the process of one job is told. */
export interface ProcessOrder {
  readonly settings: ReaderSettings;
  readonly job: ReadingJob;
}

/**
 * Runs one job in this process, and ends it.
 * @param around what a reader is put into; itself, when absent
 */
export function runOneJob(around: (reader: TurnReader) => TurnReader = (reader) => reader): void {
  process.once('message', async ({ settings, job }: ProcessOrder) => {
    const outcome = await outcomeOf(async () => {
      const reader = around(
        await createTurnReader(settings, { logger: createLogger('error'), aside: (wait) => wait() }),
      );
      if (settings.generation !== undefined) await reader.load(settings.generation);
      return reader.run(job.task);
    });
    process.send?.(outcome, () => process.exit(0));
  });
}
