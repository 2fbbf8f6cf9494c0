/** The ingest as a process: settings on standard input, its report on standard output, progress on standard error. */
import { text } from 'node:stream/consumers';
import { openDatabase } from '#src/platform/database/open.ts';
import { errorText } from '#src/platform/errors.ts';
import { explainFailure, failureReport } from '#src/platform/failure.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { ingest } from './ingest.ts';
import { type BuildSaid, lentEncoder } from './lent-encoder.ts';
import { openLongReading, stepBack } from './long-reading.ts';
import { showProgress } from './progress.ts';
import type { ChildSaid, ChildSettings } from './run-in-child.ts';

// A Ctrl+C reaches every process of the terminal: the server decides, and ends this one with it.
process.on('SIGINT', () => undefined);
// A server that is gone hears nothing more, and needs no report.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));

const settings = JSON.parse(await text(process.stdin)) as ChildSettings;
const say = (said: ChildSaid) => void process.stdout.write(JSON.stringify(said));
const tell = (said: BuildSaid) => void process.send?.(said);
try {
  const db = await openDatabase(settings.dataDir, settings.databaseUrl);
  try {
    const { progress, done } = showProgress();
    const openEncoder = settings.lends ? lentEncoder : undefined;
    const embedder = await openEmbedder(settings.embeddings, { opens: 'when needed', openEncoder }).catch(
      (error) => {
        process.stderr.write(`${startTexts.noEmbedder(errorText(error))}\n`);
        return undefined;
      },
    );
    const report = await ingest(db, {
      ...settings,
      embedder,
      progress,
      openLong: openLongReading,
      onPublished: () => tell({ published: true }),
      onServed: (served) => {
        tell({ served });
        // What is left waits for all others.
        stepBack();
      },
    });
    done();
    say({ report });
  } finally {
    await db.close();
  }
} catch (error) {
  // Whoever started it says why it failed; what only a developer understands is said here.
  const known = explainFailure(error);
  say({ failed: known ?? errorText(error) });
  if (known === undefined) process.stderr.write(`${failureReport(error, settings.dataDir)}\n`);
  process.exitCode = 1;
}
// Nothing more is asked of the server, which would else be listened to for ever.
process.disconnect?.();
