/** The process of a message that is read alone, with faults. */
import { runOneJob } from '#src/conversation/workers/reading-process.ts';
import { createTurnReader, type ReadingSettings } from '#src/hotline-reader.ts';
import { poisoned } from './poison.ts';

runOneJob<ReadingSettings>(async (settings, around) => poisoned(await createTurnReader(settings, around)));
