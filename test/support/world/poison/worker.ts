/** A worker thread with faults. */
import { startReadingThread } from '#src/conversation/workers/reading-thread.ts';
import { poisoned } from './poison.ts';

export default await startReadingThread(poisoned);
