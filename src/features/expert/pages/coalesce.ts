/**
 * Work that many ask for at once, done once for those who wait together: who comes while it runs gets the next run,
 * since the present one may have read before what they know of.
 */
export function coalesce<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;
  const start = (): Promise<T> => {
    next = undefined;
    const run = work();
    running = run;
    const over = () => {
      if (running === run) running = undefined;
    };
    run.then(over, over);
    return run;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
