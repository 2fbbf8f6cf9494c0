import { plainText } from '#src/channel/blocks.ts';
import { type Answerer, createAnswerer } from '#src/features/answers/answerer.ts';
import { createLlmComposer } from '#src/features/answers/llm/compose.ts';
import { vectorFilePath } from '#src/knowledge/ingest/graphs/vector-file.ts';
import { ingest } from '#src/knowledge/ingest/ingest.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type KnowledgeBase, loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { knowledgeFolder } from './answering-knowledge.ts';

/** The day of the tests: the thresholds of April 2026 hold. */
export const TODAY = '2026-11-24';

/** An index of the small knowledge folder, searched by its words, and by the reader where it is asked for. */
export async function smallBase(
  extra: Readonly<Record<string, string>> = {},
  provider: 'static' | 'reader' = 'static',
): Promise<KnowledgeBase> {
  await using folder = await knowledgeFolder(extra);
  const { dataDir } = folder;
  const db = await openDatabase(dataDir);
  try {
    const embedder = await openEmbedder({ provider });
    const { problems } = await ingest(db, { ...folder, embedder });
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    const vectorFile = (name: string) => vectorFilePath(dataDir, name);
    const base = await loadKnowledgeBase(db, { embedder, vectorFile });
    if (!base) throw new Error('no index');
    return base;
  } finally {
    await db.close();
  }
}

export interface LlmSettings {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

/** An answerer whose model is the endpoint given, or none. */
export function answererOver(base: KnowledgeBase, llm?: LlmSettings): Answerer {
  const retriever = new HybridRetriever(base);
  if (!llm) return createAnswerer({ base, retriever });
  const { baseUrl, apiKey, timeoutMs = 20_000, now } = llm;
  const composer = createLlmComposer({ baseUrl, model: 'test-model', apiKey, timeoutMs }, { now });
  return createAnswerer({ base, retriever, llm: { composer, timeoutMs } });
}

/** Asks one question; the answer with its words on a line, no-break spaces made plain. */
export async function ask(answerer: Answerer, question: string, today = TODAY) {
  const answer = await answerer.answer(question, undefined, today);
  return { ...answer, text: plainText(answer.blocks).replace(/[\u00A0\u202F]/g, ' ') };
}
