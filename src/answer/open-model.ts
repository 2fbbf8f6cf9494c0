import type { LlmConfig } from '#src/config.ts';
import type { ModelComposer } from './answer-from-pages.ts';
import type { CircuitStore } from './circuit-store.ts';

/**
 * The composer of the configured model; undefined without one. The chat client is heavy to load: only a hotline that
 * has a model loads it.
 * @param circuit shared with whoever else calls or watches this model; its own when absent
 */
export async function openModel(
  config: LlmConfig | undefined,
  circuit?: CircuitStore,
): Promise<ModelComposer | undefined> {
  if (!config) return undefined;
  const { createLlmComposer } = await import('./compose-llm.ts');
  return { composer: createLlmComposer(config, { circuit }), timeoutMs: config.timeoutMs };
}
