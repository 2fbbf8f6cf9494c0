import { createFormSource } from '#src/company/form-source.ts';
import { openDirectory } from '#src/company/lookup/recherche-entreprises.ts';
import type { Config } from '#src/config/config.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import { lastGoodIn } from '#src/knowledge/last-good.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Logger } from '#src/platform/logger.ts';

/** What the sign-up is made of: its form in the knowledge folder, the public directory, and the figures of the law. */
export const createReferencing = (parts: {
  readonly config: Pick<Config, 'knowledgeDir' | 'companyApiUrl'> & Partial<Pick<Config, 'dataDir'>>;
  readonly logger: Logger;
  readonly figures: () => FigureRegister | undefined;
}): ReferencingParts => ({
  form: createFormSource(parts.config.knowledgeDir, parts.logger, lastGoodIn(parts.config.dataDir)),
  directory: openDirectory(parts.config.companyApiUrl),
  figures: () => parts.figures() ?? new Map(),
});
