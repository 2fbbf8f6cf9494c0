/** The process of a message that is read alone, with faults. */
import { runOneJob } from '#src/conversation/workers/reading-process.ts';
import { poisoned } from './poison.ts';

runOneJob(poisoned);
