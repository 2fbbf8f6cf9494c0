/** Reads one turn in a process of its own: a message under which the whole server died is tried where it harms nobody. */
import { runOneJob } from '#src/conversation/workers/reading-process.ts';
import { createTurnReader } from './hotline-reader.ts';

runOneJob(createTurnReader);
