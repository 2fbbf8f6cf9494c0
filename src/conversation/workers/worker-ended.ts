import type { TroubleWhy } from '#src/conversation/store/turn-trouble.ts';

/** A worker ended under a task: it ran out of its time or memory, or crashed. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
  readonly why: TroubleWhy;

  constructor(why: TroubleWhy) {
    super(`a worker ended under a task: ${why}`);
    this.why = why;
  }
}
