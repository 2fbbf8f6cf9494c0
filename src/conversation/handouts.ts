import { createModelSource } from '#src/handout/model-folder.ts';
import type { Logger } from '#src/logger.ts';
import type { ClauseBase } from './clause-reply.ts';
import type { HandoutParts } from './handout-reply.ts';

/** Documents to take away, of a knowledge folder and of the index in service; no clause while there is none. */
export const createHandouts = (
  knowledgeDir: string,
  logger: Pick<Logger, 'error'>,
  base: () => ClauseBase | undefined,
): HandoutParts => ({
  models: createModelSource(knowledgeDir, logger),
  base: () => base() ?? { passages: [], figures: new Map() },
});
