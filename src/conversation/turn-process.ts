/** Reads one turn in a process of its own: a message under which the whole server died is tried where it harms nobody. */
import { createLogger } from '#src/logger.ts';
import { outcomeOf, type ReadingJob } from './reading-job.ts';
import { createTurnReader, type ReaderSettings } from './turn-reader.ts';

process.once('message', async ({ settings, job }: { settings: ReaderSettings; job: ReadingJob }) => {
  const outcome = await outcomeOf(async () => {
    const reader = await createTurnReader(settings, {
      logger: createLogger('error'),
      aside: (wait) => wait(),
    });
    if (settings.generation !== undefined) await reader.load(settings.generation);
    return reader.run(job.task);
  });
  process.send?.(outcome, () => process.exit(0));
});
