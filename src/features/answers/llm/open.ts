import type { LlmConfig } from '#src/config/config.ts';
import type { ModelComposer } from '#src/features/answers/answer-from-pages.ts';
import type { ComposerParts } from './compose.ts';

/**
 * The composer of the configured model; undefined without one. The chat client is heavy to load: only a hotline that
 * has a model loads it.
 * @param parts what is shared with whoever else calls or watches this model
 */
export async function openModel(
  config: LlmConfig | undefined,
  parts: Pick<ComposerParts, 'circuit' | 'aside'> = {},
): Promise<ModelComposer | undefined> {
  if (!config) return undefined;
  const { createLlmComposer } = await import('./compose.ts');
  return { composer: createLlmComposer(config, parts), timeoutMs: config.timeoutMs };
}
