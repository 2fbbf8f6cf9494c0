import { BroadcastChannel, parentPort, threadId, workerData } from 'node:worker_threads';
import { errorText } from '#src/platform/errors.ts';
import { giveBack } from '#src/platform/give-back.ts';
import { Computing } from './computing.ts';
import { logAfar, outcomeOf, type ReadingJob, type ReadingOutcome, type WorkerNews } from './reading-job.ts';
import { GIVES_BACK, type LoadOrder, loadsOf } from './thread-loads.ts';
import type { OpenReader, ReaderSettings } from './turn-reader.ts';

/** Once an index is loaded, what it took the place of is given back: after the messages that waited for it. */
const AFTER_MS = 2_000;

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
  // The last one is the one in memory: a task that waited meanwhile is answered from it, and not from one before.
  const loads = new Map<string, Promise<void>>();
  let giving: NodeJS.Timeout | undefined;
  const giveBackSoon = () => {
    clearTimeout(giving);
    // Between two turns, as it is loaded.
    giving = setTimeout(() => void computing.run(GIVES_BACK, async () => giveBack()), AFTER_MS);
    giving.unref();
  };
  const loadNow = async (generation: string): Promise<void> => {
    await reader.load(generation);
    hasOne = true;
    say({ news: 'loaded', threadId, generation });
    giveBackSoon();
  };
  let hasOne = false;
  let last: Promise<void> = Promise.resolve();
  /** One after the other, and each once, whoever asks: an order, and a task that comes before it was followed. */
  const load = (generation: string): Promise<void> => {
    const known = loads.get(generation);
    if (known) return known;
    const loading = last.then(() => loadNow(generation));
    loads.set(generation, loading);
    last = loading.catch(() => void loads.delete(generation));
    return loading;
  };
  // A thread that takes the place of one that ended is not handed anything before it can answer.
  if (settings.generation !== undefined) await load(settings.generation);
  if (settings.loads !== undefined) {
    const orders = new BroadcastChannel(settings.loads);
    orders.onmessage = (event) => {
      const { threadId: whose, generation } = (event as { data: LoadOrder }).data;
      if (whose !== threadId) return;
      // Between two turns, which wait for it a moment.
      computing
        .run(loadsOf(generation), () => load(generation))
        .catch((error) => say({ news: 'not loaded', threadId, generation, why: errorText(error) }));
    };
    orders.unref();
    say({ news: 'listens', threadId });
  }
  return ({ id, task }) =>
    outcomeOf(async () => {
      // What is loaded first is nobody's fault, and counts against no message. Where it can't be, who asks is answered from
      // the one before, and whoever had it loaded hears why.
      if ('generation' in task && task.generation !== undefined)
        await load(task.generation).catch((error) => {
          if (task.type === 'load' || !hasOne) throw error;
        });
      return computing.run(id, () => reader.run(task));
    });
}
