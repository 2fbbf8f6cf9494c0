/**
 * The ingest as a process: it is told what to do by the server that started it, one thing after the other, and says what
 * came of each; progress goes to standard error.
 */
import { openDatabase } from '#src/platform/database/open.ts';
import { errorText } from '#src/platform/errors.ts';
import { explainFailure, failureReport } from '#src/platform/failure.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { type Embedder, openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { finishServed, putInService } from './ingest.ts';
import { type BuildSaid, lentEncoder } from './lent-encoder.ts';
import { openLongReading, stepBack } from './long-reading.ts';
import { showProgress } from './progress.ts';
import { Remembered } from './remembered.ts';
import type { BuildDone, BuildOrder } from './run-in-child.ts';

// A Ctrl+C reaches every process of the terminal: the server decides, and ends this one with it.
process.on('SIGINT', () => undefined);
// A server that is gone hears nothing more.
process.stderr.on('error', () => process.exit(1));

const remembered = new Remembered();
let embedder: Embedder | undefined;
let turn: Promise<void> = Promise.resolve();

const say = (said: BuildSaid | BuildDone) => {
  if (process.connected) process.send?.(said, () => undefined);
};

process.on('message', (told: BuildOrder | { answer: unknown }) => {
  if ('what' in told) turn = turn.then(() => follow(told));
});
// A server that is gone asks nothing more; what is under way is published whole, and leaves its turn to others.
process.on('disconnect', () => void turn.then(() => process.exit()));

async function follow(order: BuildOrder): Promise<void> {
  try {
    const done = await run(order);
    say({ done, taken: memoryTaken() });
  } catch (error) {
    // Whoever started it says why it failed; what only a developer understands is said here.
    const known = explainFailure(error);
    say({ failed: known ?? errorText(error) });
    if (known === undefined) process.stderr.write(`${failureReport(error, order.settings.dataDir)}\n`);
  }
}

/** What is taken once nothing is kept but what the next change needs: it may wait for minutes. */
function memoryTaken(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

async function run({
  settings,
  what,
  accept,
  why,
}: BuildOrder): Promise<Extract<BuildDone, { done: unknown }>['done']> {
  // What is left waits for all others.
  if (what === 'finish') stepBack();
  const db = await openDatabase(settings.dataDir, settings.databaseUrl);
  try {
    // An endpoint may have gone since, and come back: without it, the words of what changed serve.
    if (!embedder || settings.embeddings.provider === 'openai') embedder = await open(settings);
    if (what === 'prepare') {
      await remembered.published(db);
      return true;
    }
    const { progress, done } = showProgress();
    const onPublished = () => say({ published: true });
    const options = { ...settings, embedder, progress, openLong: openLongReading, onPublished };
    const result =
      what === 'finish'
        ? await finishServed(db, options, why)
        : await putInService(db, { ...options, accept, remembered });
    done();
    return result;
  } finally {
    await db.close();
  }
}

/** Where none opens now, the next order tries again. */
const open = ({ embeddings, lends }: BuildOrder['settings']): Promise<Embedder | undefined> =>
  openEmbedder(embeddings, { opens: 'when needed', openEncoder: lends ? lentEncoder : undefined }).catch(
    (error) => {
      process.stderr.write(`${startTexts.noEmbedder(errorText(error))}\n`);
      return undefined;
    },
  );
