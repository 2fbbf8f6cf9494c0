import { createDiagnosisSource, createFormSource } from '#src/company/form-source.ts';
import { openDirectory } from '#src/company/lookup/recherche-entreprises.ts';
import type { Config } from '#src/config/config.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import type { TrainingParts } from '#src/features/training/chat/turn.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Logger } from '#src/platform/logger.ts';

/** What the sign-up, and the sessions that it opens, are made of: their forms in the knowledge folder, and the directory. */
export function createReferencing(parts: {
  readonly config: Pick<Config, 'knowledgeDir' | 'companyApiUrl' | 'mail'>;
  readonly logger: Logger;
  readonly figures: () => FigureRegister | undefined;
  readonly cite: TrainingParts['cite'];
}): ReferencingParts {
  const { config, logger, figures, cite } = parts;
  return {
    form: createFormSource(config.knowledgeDir, logger),
    directory: openDirectory(config.companyApiUrl),
    figures: () => figures() ?? new Map(),
    training: {
      diagnosis: createDiagnosisSource(config.knowledgeDir, logger),
      cite,
      organizer: config.mail?.from.address,
    },
  };
}
