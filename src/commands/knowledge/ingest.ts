import { operator } from '#src/commands/operator.ts';
import { readOptions } from '#src/commands/options.ts';
import { cliTexts } from '#src/commands/texts.ts';
import { ingest } from '#src/knowledge/ingest/ingest.ts';
import type { KnowledgeLoss } from '#src/knowledge/ingest/knowledge-loss.ts';
import { showProgress } from '#src/knowledge/ingest/progress.ts';
import { knowledgeWatchTexts } from '#src/knowledge/ingest/texts.ts';
import {
  activeGenerationId,
  type GenerationManifest,
  knowledgeFiles,
  readGeneration,
} from '#src/knowledge/store/generations.ts';
import { readLoss } from '#src/knowledge/store/guard.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { connectDatabase, openDatabase } from '#src/platform/database/open.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import type { IndexContent } from '#src/retrieval/passages/index-content.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { printProblems } from './print-problems.ts';

/** `ingest`: brings the index in line with the folder. Exit 1 when a file has errors; the rest is served all the same. @param act what it is traced as */
export const ingestCommand = (
  args: readonly string[],
  act: 'index_built' | 'law_imported' = 'index_built',
): Promise<number> => ingestFolder(args, act, undefined);

/** `knowledge accept`: puts in service a folder that lost much, on purpose. Exit 1 when it is empty. */
export const acceptCommand = (args: readonly string[]): Promise<number> =>
  ingestFolder(args, 'knowledge_accepted', 'all');

async function ingestFolder(
  args: readonly string[],
  act: 'index_built' | 'law_imported' | 'knowledge_accepted',
  accept: 'all' | undefined,
): Promise<number> {
  const { config } = readOptions(args);
  const db = await openDatabase(config.dataDir, config.databaseUrl);
  try {
    const { progress, done } = showProgress();
    const embedder = await openEmbedder(config.embeddings, { opens: 'when needed' }).catch((error) => {
      // What others serve may be back in a minute; what is missing here stays so.
      if (config.embeddings.provider === 'openai') throw error;
      process.stderr.write(`${startTexts.noEmbedder(errorText(error))}\n`);
      return undefined;
    });
    const report = await ingest(db, { ...config, embedder, progress, accept });
    done();
    if (report.loss) {
      const isServed = report.generation !== '';
      process.stderr.write(`${knowledgeWatchTexts.loss(report.loss, isServed)}\n`);
      if (accept) process.stderr.write(`${knowledgeWatchTexts.emptyNeverServes}\n`);
      return 1;
    }
    if (report.unkept !== undefined) process.stderr.write(`${knowledgeWatchTexts.unkept(report.unkept)}\n`);
    if (report.unread !== undefined) process.stderr.write(`${startTexts.noEmbedder(report.unread)}\n`);
    if (report.published || act !== 'index_built')
      await addTrace(db, { by: operator(), act, now: Date.now() });
    process.stdout.write(`${cliTexts.ingested(report)}\n`);
    return printProblems(report.problems);
  } finally {
    await db.close();
  }
}

/** Which vectors an index has, as staff read it. */
function vectorsOf({ reader, vectors, embedder }: GenerationManifest): string {
  if (reader) return `${reader.texts - reader.unread} sur ${reader.texts} (${reader.embedder})`;
  return embedder === 'none' ? cliTexts.noVectors : `${vectors} (${embedder})`;
}

/** `knowledge status`: what is in service, what has errors, what must be read again. */
export async function statusCommand(args: readonly string[]): Promise<number> {
  const { config, today } = readOptions(args);
  const db = await openDatabase(config.dataDir, config.databaseUrl);
  try {
    const generation = await activeGenerationId(db);
    const stored = generation ? await readGeneration(db, generation) : undefined;
    if (!generation || !stored) throw new HotlineError('knowledge', cliTexts.noIndex);
    const content = JSON.parse(stored.content) as IndexContent;
    const vectors = vectorsOf(stored.manifest);
    const counts = {
      passages: content.passages.length,
      figures: content.figures.length,
      terms: content.glossary.terms.length,
    };
    const created = frenchDate(parisDay(stored.createdAt));
    process.stdout.write(`${cliTexts.status({ generation, created, ...counts, vectors })}\n`);
    const titles = new Map(content.passages.map((passage) => [passage.documentId, passage.document]));
    for (const meta of titles.values()) {
      if (meta.reviewBy && meta.reviewBy < today)
        process.stdout.write(`${cliTexts.overdue(meta.title, frenchDate(meta.reviewBy))}\n`);
    }
    for (const figure of content.figures) {
      const ends =
        figure.values
          .map((value) => value.until ?? '9999')
          .sort()
          .at(-1) ?? '9999';
      if (ends !== '9999') process.stdout.write(`${cliTexts.expiring(figure.label, frenchDate(ends))}\n`);
    }
    printProblems((await knowledgeFiles(db)).flatMap((file) => file.problems));
    const loss = await readLoss<KnowledgeLoss>(db);
    if (loss) process.stdout.write(`${knowledgeWatchTexts.loss(loss, true)}\n`);
    return 0;
  } finally {
    await db.close();
  }
}

/** `migrate`: brings the database's schema up to date. */
export async function migrateCommand(args: readonly string[]): Promise<number> {
  const { config } = readOptions(args);
  const db = await connectDatabase(config.dataDir, config.databaseUrl);
  try {
    process.stdout.write(`${cliTexts.migrated(await migrate(db))}\n`);
    return 0;
  } finally {
    await db.close();
  }
}
