/** A worker thread whose index is loaded when a test says so, and which answers with what it has loaded. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startReadingThread } from '#src/conversation/workers/reading-thread.ts';
import type { TurnReader } from '#src/conversation/workers/turn-reader.ts';
import { LoadingGate } from './gate.ts';

export default await startReadingThread(async ({ shared }) => {
  const gate = new LoadingGate(shared);
  let generation: string | undefined;
  const reader: TurnReader = {
    load: async (wanted) => {
      const isFirst = gate.ask();
      while (!isFirst && !gate.isOpen && !gate.isFailing) await sleep(5);
      if (!isFirst && gate.isFailing) throw new Error('illisible');
      generation = wanted;
    },
    run: (async (task: { readonly type: string }) =>
      task.type === 'load' ? { vectors: generation } : generation) as TurnReader['run'],
  };
  return reader;
});
