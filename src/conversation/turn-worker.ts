/** A worker thread of the pool: reads turns, one at a time, away from the thread that acknowledges. */
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { Computing } from './computing.ts';
import { logAfar, outcomeOf, type ReadingJob, type ReadingOutcome, type WorkerNews } from './reading-job.ts';
import { createTurnReader, type ReaderSettings } from './turn-reader.ts';

const say = (news: WorkerNews) => parentPort?.postMessage(news);
const settings = workerData as ReaderSettings;
const computing = new Computing((id, state) => say({ news: 'state', id, state, threadId }));
const reader = await createTurnReader(settings, { logger: logAfar(say), aside: computing.aside });

async function load(generation: string | undefined): Promise<void> {
  if (generation === undefined) return;
  await reader.load(generation);
  say({ news: 'loaded', threadId });
}
// A worker that takes the place of one that ended is not handed anything before it can answer.
await load(settings.generation);

/** Runs one job. What is loaded first is nobody's fault, and counts against no message. */
export default async function run({ id, task }: ReadingJob): Promise<ReadingOutcome> {
  return outcomeOf(async () => {
    if ('generation' in task) await load(task.generation);
    return computing.run(id, () => reader.run(task));
  });
}
