import type { Answerer } from './ports.ts';

/**
 * An answerer that begins one answer per round of the event loop. An answer takes ten milliseconds of computing; when
 * two hundred people ask at once, their messages must still be received and acknowledged between two answers.
 */
export function fairly(answerer: Answerer): Answerer {
  const waiting: (() => void)[] = [];
  const beginNext = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(beginNext);
  };
  const turn = () =>
    new Promise<void>((begin) => {
      if (waiting.push(begin) === 1) setImmediate(beginNext);
    });
  return {
    answer: async (...question) => {
      await turn();
      return answerer.answer(...question);
    },
  };
}
