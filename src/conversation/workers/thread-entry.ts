/** A worker thread of the pool. */
import { startReadingThread } from './reading-thread.ts';

export default await startReadingThread();
