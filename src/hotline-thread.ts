/** A worker thread of the pool, with the hotline's features. */
import { startReadingThread } from '#src/conversation/workers/reading-thread.ts';
import { createTurnReader } from './hotline-reader.ts';

export default await startReadingThread(createTurnReader);
