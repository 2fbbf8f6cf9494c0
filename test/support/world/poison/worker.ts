/** A worker thread with faults. */
import { startReadingThread } from '#src/conversation/workers/reading-thread.ts';
import { createTurnReader, type ReadingSettings } from '#src/hotline-reader.ts';
import { poisoned } from './poison.ts';

export default await startReadingThread<ReadingSettings>(async (settings, around) =>
  poisoned(await createTurnReader(settings, around)),
);
