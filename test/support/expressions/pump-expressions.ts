import { Worker } from 'node:worker_threads';
import type { PumpMessage, PumpTask } from './pump-worker.ts';
import type { FoundExpression } from './source-expressions.ts';

/** An expression that no sane time is enough for is given up after this long, by the clock. */
const GIVEN_UP_MS = 20_000;

/** Each expression once, whatever the number of its places: the first place stands for all. */
export function distinct<T extends FoundExpression>(found: readonly T[]): T[] {
  const byPattern = new Map<string, T>();
  for (const one of found) {
    const key = `/${one.source}/${one.flags}`;
    if (!byPattern.has(key)) byPattern.set(key, one);
  }
  return [...byPattern.values()];
}

/**
 * Pumps expressions in a thread of its own, which is ended and replaced when one of them hangs.
 * @returns for each expression that is not linear, where it stands, what it took, and the input
 */
export async function costlyAmong(tasks: readonly PumpTask[]): Promise<string[]> {
  const found: string[] = [];
  let from = 0;
  while (from < tasks.length) from = await pumpFrom(tasks, from, found);
  return found;
}

/** Pumps in one thread, up to the end or to the first expression that hangs; says where to go on. */
function pumpFrom(tasks: readonly PumpTask[], from: number, found: string[]): Promise<number> {
  const worker = new Worker(new URL('./pump-worker.ts', import.meta.url), { workerData: { tasks, from } });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let current = from;
  let timer: NodeJS.Timeout | undefined;
  const tell = (index: number, why: string) => {
    const { place, source, flags } = tasks[index] ?? { place: '?', source: '', flags: '' };
    found.push(`${place} : ${why} — /${source}/${flags}`);
  };
  const giveUp = () => {
    tell(current, `plus de ${GIVEN_UP_MS} ms`);
    void worker.terminate().then(() => resolve(current + 1));
  };
  worker.on('message', (message: PumpMessage) => {
    clearTimeout(timer);
    if (message.type === 'begins') {
      current = message.index;
      timer = setTimeout(giveUp, GIVEN_UP_MS);
    } else if (message.costly) {
      const { why, input } = message.costly;
      tell(message.index, `${why} sur ${JSON.stringify(input)}`);
    }
  });
  worker.on('error', reject);
  worker.on('exit', (code) => {
    clearTimeout(timer);
    if (code === 0) resolve(tasks.length);
  });
  return promise;
}
