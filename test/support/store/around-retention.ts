import { dropCompany } from '#src/company/holding/end.ts';
import type { RetentionParts } from '#src/features/privacy/retention/sweep.ts';
import type { Period } from '#src/features/privacy/rules/periods.ts';

/** What the server gives the work of retention. */
export const around = (periods: readonly Period[], now: number): RetentionParts => ({
  ...{ periods, now, beforeCompany: dropCompany({ mailIsOn: true }) },
});
