import { setImmediate as nextRound } from 'node:timers/promises';
import type { Answerer } from './ports.ts';

/**
 * Rounds of the event loop between two answers. A round accepts one new connection at most, and costs next to nothing
 * when nothing happens.
 */
const ROUNDS = 10;

/**
 * An answerer that begins one answer at a time, with some rounds of the event loop between two. An answer takes ten
 * milliseconds of computing; when two hundred people ask at once, their messages must still be received and
 * acknowledged meanwhile.
 */
export function fairly(answerer: Answerer): Answerer {
  const waiting: (() => void)[] = [];
  let beginning = false;
  const beginAll = async () => {
    beginning = true;
    while (waiting.length > 0) {
      for (let round = 0; round < ROUNDS; round += 1) await nextRound();
      waiting.shift()?.();
    }
    beginning = false;
  };
  const turn = () =>
    new Promise<void>((begin) => {
      waiting.push(begin);
      if (!beginning) void beginAll();
    });
  return {
    answer: async (...question) => {
      await turn();
      return answerer.answer(...question);
    },
  };
}
