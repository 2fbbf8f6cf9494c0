import type { PrivacyConfig } from '#src/config/privacy.ts';
import type { PrivacySettings } from '#src/features/privacy/chat/step.ts';
import { type ErasureParts, erasureEnd, erasureJob } from '#src/features/privacy/erasure/jobs.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import { dropCompany } from '#src/features/privacy/retention/drop-company.ts';
import { retentionJob } from '#src/features/privacy/retention/sweep.ts';
import { daysOf, type Period, periodsWith } from '#src/features/privacy/rules/periods.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import type { Logger } from '#src/platform/logger.ts';

/** What of people's data the settings decide: how long it is kept, what is said of it, and the work that follows. */
interface PrivacyFeature {
  readonly periods: readonly Period[];
  readonly settings: PrivacySettings;
  /** The work, given where experts are told and what sends mails. */
  readonly jobs: (parts: Omit<ErasureParts, 'others'> & { readonly logger: Logger }) => JobKind[];
}

/**
 * @param page where the page on privacy is
 * @param others what other features do when a person or a company goes
 */
export function createPrivacy(
  config: PrivacyConfig,
  page: () => string | undefined,
  others: OthersDo,
): PrivacyFeature {
  const periods = periodsWith(config.retention);
  return {
    periods,
    settings: {
      delayDays: config.erasureDelayDays,
      conversationDays: daysOf(periods, 'conversations'),
      visitDays: daysOf(periods, 'visits'),
      keptDays: {
        forms: daysOf(periods, 'forms'),
        cases: daysOf(periods, 'cases'),
        companies: daysOf(periods, 'companies'),
        proofs: daysOf(periods, 'proofs'),
      },
      contact: config.contact,
      page,
      others,
    },
    jobs: (parts) => [
      erasureJob({ ...parts, others }),
      erasureEnd({ ...parts, others }),
      retentionJob({
        ...parts,
        periods,
        register: others.register,
        beforeCompany: dropCompany({ ...parts, others }),
      }),
    ],
  };
}
