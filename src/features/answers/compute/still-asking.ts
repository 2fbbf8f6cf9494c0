import type { ThreadContext } from '#src/reader/understand.ts';

/**
 * A thread that ends a message of several questions, with what an earlier one of them still waits for: « une avance ? et
 * pour le sous-traitant je fais quoi ? » is asked how long the work lasts, and the next message says it.
 * @param earlier the threads of the questions before it in the same message, in their order
 */
export function stillAsking(
  thread: ThreadContext,
  earlier: readonly (ThreadContext | undefined)[],
): ThreadContext {
  if (thread.asking !== undefined) return thread;
  const waiting = earlier.findLast((one) => one?.asking !== undefined);
  if (waiting?.asking === undefined) return thread;
  const { asking, question } = waiting;
  return { ...thread, alsoAsking: { asking, question } };
}
