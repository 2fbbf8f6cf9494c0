import { cliTexts } from '#src/commands/texts.ts';
import type { Config } from '#src/config/config.ts';
import { type Answerer, createAnswerer } from '#src/features/answers/answerer.ts';
import { learntIn } from '#src/features/answers/learnt.ts';
import { openModel } from '#src/features/answers/llm/open.ts';
import { answerCheck } from '#src/features/answers/verify/answer-check.ts';
import type { HandoutParts } from '#src/features/handouts/chat/reply.ts';
import { createHandouts } from '#src/features/handouts/parts.ts';
import { vectorFilePath } from '#src/knowledge/ingest/graphs/vector-file.ts';
import { ingest } from '#src/knowledge/ingest/ingest.ts';
import { showProgress } from '#src/knowledge/ingest/progress.ts';
import { knowledgeWatchTexts } from '#src/knowledge/ingest/texts.ts';
import { activeGenerationId } from '#src/knowledge/store/generations.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import type { ReadActs } from '#src/reader/acts/said-acts.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import { type KnowledgeBase, loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever, type Retriever } from '#src/retrieval/retriever.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';

/** What `ask` and `search` work with: the same parts as the server's, and nothing that writes. */
export interface OpenedBase {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** The same, which calls no model, and tells whether a message asks two things; its form alone does, when absent. */
  readonly finder?: Answerer | undefined;
  /** What a message does, one thing after the other; absent where the reader does not run. */
  readonly readActs?: ReadActs | undefined;
  /** What words mean by what was learnt from examples; absent where the reader does not run. */
  readonly learnt?: ((text: string, after?: LastAnswered) => Promise<readonly Meaning[]>) | undefined;
  /** Documents to take away; nobody is given any, when absent. */
  readonly handouts?: HandoutParts | undefined;
}

/**
 * Opens the index of a data folder beside a running server; on an empty folder it is built first.
 * @throws HotlineError `knowledge` when there is none and none can be built
 */
export async function openBase(config: Config): Promise<OpenedBase> {
  const db = await openDatabase(config.dataDir, config.databaseUrl);
  try {
    const embedder = await openEmbedder(config.embeddings).catch((error) => {
      process.stderr.write(`${startTexts.noEmbedder(errorText(error))}\n`);
      return undefined;
    });
    if (!(await activeGenerationId(db))) {
      const { progress, done } = showProgress();
      // Whoever asks waits for what is to be found, and not for what would answer a little sooner.
      const { loss } = await ingest(db, { ...config, embedder, progress, leavesSentences: true });
      done();
      if (loss) throw new HotlineError('knowledge', knowledgeWatchTexts.loss(loss, false));
    }
    const base = await loadKnowledgeBase(db, {
      embedder,
      vectorFile: (name) => vectorFilePath(config.dataDir, name),
    });
    if (!base) throw new HotlineError('knowledge', cliTexts.noIndex);
    const retriever = new HybridRetriever(base);
    const llm = await openModel(config.llm);
    const problems = { error: (_: unknown, message?: string) => void process.stderr.write(`${message}\n`) };
    const handouts = createHandouts(config.knowledgeDir, problems, () => base, answerCheck);
    const { meaning } = base;
    const learnt =
      meaning && ((text: string, after?: LastAnswered) => learntIn(base, text, async () => after));
    const answerer = createAnswerer({ base, retriever, llm });
    const finder = createAnswerer({ base, retriever });
    return { base, retriever, answerer, finder, handouts, learnt, readActs: meaning?.readActs };
  } finally {
    await db.close();
  }
}
