/**
 * Milliseconds of a clock that nobody sets and that all threads of the process share: for pauses and budgets, which last
 * as long as they were meant to when the machine's clock is put right.
 */
export const steadyNow = (): number => Number(process.hrtime.bigint() / 1_000_000n);
