import type { ClauseBase } from '#src/features/handouts/chat/clause.ts';
import type { AnswerCheck } from '#src/features/handouts/chat/compose-clause.ts';
import type { HandoutParts } from '#src/features/handouts/chat/reply.ts';
import { createModelSource } from '#src/features/handouts/models/folder.ts';
import type { LastGood } from '#src/knowledge/last-good.ts';
import type { Logger } from '#src/platform/logger.ts';

/** Documents to take away, of a knowledge folder and of the index in service; no clause while there is none. */
export const createHandouts = (
  knowledgeDir: string,
  logger: Pick<Logger, 'error'>,
  base: () => ClauseBase | undefined,
  check: AnswerCheck,
  kept?: LastGood,
): HandoutParts => ({
  models: createModelSource(knowledgeDir, logger, kept),
  base: () => base() ?? { passages: [], figures: new Map() },
  check,
});
