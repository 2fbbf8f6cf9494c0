import { once } from 'node:events';
import { readConfig } from '#src/config/config.ts';
import { createHotline } from '#src/hotline.ts';
import { POISON_FILES } from './files.ts';

/** The server in a process of its own, as in production but for the faults of what reads messages. */
const stopped = once(process, 'SIGTERM');
{
  await using hotline = await createHotline(readConfig(), { readingFiles: POISON_FILES });
  process.stdout.write(`La Hotline est prête. Ouvrez ${hotline.url}\n`);
  await stopped;
}
