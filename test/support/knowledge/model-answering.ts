import { type Answerer, createAnswerer } from '#src/features/answers/answerer.ts';
import { createLlmComposer } from '#src/features/answers/llm/compose.ts';
import { knowledgeTools } from '#src/features/answers/llm/knowledge-tools.ts';
import { understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { testCompute } from '#support/fakes/model/behaviours.ts';
import { type LlmSettings, TODAY } from './answering.ts';

/** An answerer of one question whose model has the real search and the calculator of the tests. */
export function modelAnswerer(
  base: KnowledgeBase,
  question: string,
  { baseUrl, apiKey, timeoutMs = 20_000, now }: LlmSettings,
): Answerer {
  const retriever = new HybridRetriever(base);
  const understanding = understand(question, undefined, TODAY);
  const { search } = knowledgeTools({ base, retriever, understanding, today: TODAY });
  const composer = createLlmComposer({ baseUrl, model: 'test-model', apiKey, timeoutMs }, { now });
  return createAnswerer({
    base,
    retriever,
    llm: { composer, timeoutMs, tools: { search, compute: testCompute(base) } },
  });
}
