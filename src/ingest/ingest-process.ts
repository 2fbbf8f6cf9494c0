/** The ingest as a process: settings on standard input, its report on standard output, progress on standard error. */
import { text } from 'node:stream/consumers';
import { openEmbedder } from '#src/retrieval/embedder.ts';
import { openDatabase } from '#src/storage/open.ts';
import { ingest } from './ingest.ts';
import { showProgress } from './progress.ts';
import type { IngestSettings } from './run-in-child.ts';

const settings = JSON.parse(await text(process.stdin)) as IngestSettings;
const db = await openDatabase(settings.dataDir);
const { progress, done } = showProgress();
try {
  const report = await ingest(db, {
    ...settings,
    embedder: await openEmbedder(settings.embeddings),
    progress,
  });
  done();
  process.stdout.write(JSON.stringify(report));
} finally {
  await db.close();
}
