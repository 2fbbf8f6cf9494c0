import type { LlmConfig } from '#src/config.ts';
import type { ModelComposer } from './answer-from-pages.ts';

/**
 * The composer of the configured model; undefined without one. The chat client is heavy to load: only a hotline that
 * has a model loads it.
 */
export async function openModel(config: LlmConfig | undefined): Promise<ModelComposer | undefined> {
  if (!config) return undefined;
  const { createLlmComposer } = await import('./compose-llm.ts');
  return { composer: createLlmComposer(config), timeoutMs: config.timeoutMs };
}
