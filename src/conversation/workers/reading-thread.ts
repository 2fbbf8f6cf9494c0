import { parentPort, threadId, workerData } from 'node:worker_threads';
import { Computing } from './computing.ts';
import { logAfar, outcomeOf, type ReadingJob, type ReadingOutcome, type WorkerNews } from './reading-job.ts';
import type { OpenReader, ReaderSettings } from './turn-reader.ts';

/**
 * Makes this worker thread one that reads turns, one at a time, and tells the main thread what it is busy with.
 * @returns what runs one job
 */
export async function startReadingThread<Own>(
  open: OpenReader<Own>,
): Promise<(job: ReadingJob) => Promise<ReadingOutcome>> {
  const say = (news: WorkerNews) => parentPort?.postMessage(news);
  const settings = workerData as ReaderSettings<Own>;
  const computing = new Computing((id, state) => say({ news: 'state', id, state, threadId }));
  const reader = await open(settings, { logger: logAfar(say), aside: computing.aside });
  let loaded: string | undefined;
  const load = async (generation: string | undefined): Promise<void> => {
    if (generation === undefined || generation === loaded) return;
    await reader.load(generation);
    loaded = generation;
    say({ news: 'loaded', threadId });
  };
  // A thread that takes the place of one that ended is not handed anything before it can answer.
  await load(settings.generation);
  return ({ id, task }) =>
    outcomeOf(async () => {
      // What is loaded first is nobody's fault, and counts against no message.
      if ('generation' in task) await load(task.generation);
      return computing.run(id, () => reader.run(task));
    });
}
