/** A worker thread that cannot start. */
throw new Error('a worker that cannot start');
