import { parentPort, workerData } from 'node:worker_threads';
import { type CostlyInput, costliest } from './expression-cost.ts';
import type { Pumped } from './pumped-inputs.ts';
import type { FoundExpression } from './source-expressions.ts';

/** What the worker is given: expressions, each with more inputs to try than those of its own repetitions. */
export interface PumpTask extends FoundExpression {
  readonly inputs: readonly Pumped[];
}
/** What it says: that it begins with one, or what it found of it. */
export type PumpMessage =
  | { readonly type: 'begins'; readonly index: number }
  | { readonly type: 'done'; readonly index: number; readonly costly: CostlyInput | undefined };

const { tasks, from } = workerData as { tasks: readonly PumpTask[]; from: number };
const tell = (message: PumpMessage): void => parentPort?.postMessage(message);
for (let index = from; index < tasks.length; index += 1) {
  const task = tasks[index];
  if (!task) break;
  tell({ type: 'begins', index });
  tell({ type: 'done', index, costly: costliest(task) });
}
