/** The ingest as a process: settings on standard input, its report on standard output, progress on standard error. */
import { text } from 'node:stream/consumers';
import { errorText, HotlineError } from '#src/errors.ts';
import { openEmbedder } from '#src/retrieval/embedder.ts';
import { openDatabase } from '#src/storage/open.ts';
import { startTexts } from '#src/texts/start.ts';
import { ingest } from './ingest.ts';
import { showProgress } from './progress.ts';
import type { IngestSettings } from './run-in-child.ts';

const settings = JSON.parse(await text(process.stdin)) as IngestSettings;
const db = await openDatabase(settings.dataDir, settings.databaseUrl);
const { progress, done } = showProgress();
const embedder = await openEmbedder(settings.embeddings).catch((error) => {
  process.stderr.write(`${startTexts.noEmbedder(errorText(error))}\n`);
  return undefined;
});
try {
  const report = await ingest(db, {
    ...settings,
    embedder,
    progress,
  });
  done();
  process.stdout.write(JSON.stringify(report));
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  if (!(error instanceof HotlineError))
    process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exitCode = 1;
} finally {
  await db.close();
}
