import type { Config } from '#src/config/config.ts';
import { lastGoodIn } from '#src/knowledge/last-good.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { TrainingParts } from './chat/turn.ts';
import { createDiagnosisSource } from './diagnosis-source.ts';

/** What sessions and their diagnosis are made of. */
export const createTraining = (parts: {
  readonly config: Pick<Config, 'knowledgeDir' | 'mail'> & Partial<Pick<Config, 'dataDir'>>;
  readonly logger: Logger;
  readonly cite: TrainingParts['cite'];
}): TrainingParts => ({
  diagnosis: createDiagnosisSource(parts.config.knowledgeDir, parts.logger, lastGoodIn(parts.config.dataDir)),
  cite: parts.cite,
  organizer: parts.config.mail?.from.address,
});
