import { dropCompany } from '#src/company/holding/end.ts';
import type { PrivacyConfig } from '#src/config/privacy.ts';
import type { PrivacySettings } from '#src/features/privacy/chat/step.ts';
import { type ErasureParts, erasureEnd, erasureJob } from '#src/features/privacy/erasure/jobs.ts';
import { retentionJob } from '#src/features/privacy/retention/sweep.ts';
import { daysOf, type Period, periodsWith } from '#src/features/privacy/rules/periods.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import type { Logger } from '#src/platform/logger.ts';

/** What of people's data the settings decide: how long it is kept, what is said of it, and the work that follows. */
export interface PrivacyFeature {
  readonly periods: readonly Period[];
  readonly settings: PrivacySettings;
  /** The work, given where experts are told and what sends mails. */
  readonly jobs: (parts: ErasureParts & { readonly logger: Logger }) => JobKind[];
}

/** @param page where the page on privacy is */
export function createPrivacy(config: PrivacyConfig, page: () => string | undefined): PrivacyFeature {
  const periods = periodsWith(config.retention);
  return {
    periods,
    settings: {
      delayDays: config.erasureDelayDays,
      conversationDays: daysOf(periods, 'conversations'),
      visitDays: daysOf(periods, 'visits'),
      contact: config.contact,
      page,
    },
    jobs: (parts) => [
      erasureJob(parts),
      erasureEnd(parts),
      retentionJob({ ...parts, periods, beforeCompany: dropCompany(parts) }),
    ],
  };
}
