import { inputOf, type Pumped, pumpedInputs } from './pumped-inputs.ts';

/** The longest message that a person may send. */
export const LONGEST = 20_000;
/** What an expression may take of the processor on such a message, in milliseconds: wide, for a slow machine. */
export const MOST_MS = 250;
/**
 * A message cut in four parts takes as long as the whole one where the time is linear, and a quarter of it where it is
 * quadratic. The clock of the processor counts by some milliseconds.
 */
const GROWTH = { parts: 4, factor: 2.2, clockMs: 8, leastMs: 40 };
/** What is worth trying on the whole length: on a fifth of it, no linear expression takes as long. */
const TRIED = { length: LONGEST / 5, ms: 0.8 };

/** An input on which an expression takes too long. */
export interface CostlyInput {
  readonly input: Pumped;
  readonly ms: number;
  readonly why: string;
}

/** The first of the inputs that costs an expression too much, if any: its own, pumped, and those given. */
export function costliest(one: {
  readonly source: string;
  readonly flags: string;
  readonly inputs: readonly Pumped[];
}): CostlyInput | undefined {
  const expression = new RegExp(one.source, `${one.flags.replace(/[gy]/g, '')}g`);
  // Compiled before it is timed.
  for (let time = 0; time < 3; time += 1) ' a1'.replace(expression, '');
  for (const input of [...pumpedInputs(one.source, one.flags), ...one.inputs]) {
    const tried = inputOf(input, TRIED.length);
    // Another thread may have had the processor meanwhile: only what is slow twice is looked at.
    if (byClock(expression, tried) < TRIED.ms || byClock(expression, tried) < TRIED.ms) continue;
    const ms = least(expression, inputOf(input, LONGEST), 1);
    if (ms > MOST_MS) return { input, ms, why: `${Math.round(ms)} ms` };
    if (ms < GROWTH.leastMs) continue;
    const inParts = least(expression, inputOf(input, LONGEST / GROWTH.parts), GROWTH.parts);
    if (ms > inParts * GROWTH.factor + GROWTH.clockMs)
      return { input, ms, why: `${Math.round(ms)} ms, et ${Math.round(inParts)} ms en quatre parts` };
  }
  return undefined;
}

/** The least of some tries at finding, so many times, all that an expression matches in a text. */
const least = (expression: RegExp, text: string, times: number): number =>
  Math.min(...[1, 2, 3].map(() => byProcessor(expression, text, times)));

/** Milliseconds of this thread's own processor time: what other threads do does not count. */
function byProcessor(expression: RegExp, text: string, times: number): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) text.replace(expression, '');
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** Milliseconds by the clock, which counts finer. */
function byClock(expression: RegExp, text: string): number {
  const before = performance.now();
  text.replace(expression, '');
  return performance.now() - before;
}
