import { dropCompany } from '#src/conversation/end-company.ts';
import type { Period } from '#src/privacy/periods.ts';
import type { RetentionParts } from '#src/privacy/retention.ts';

/** What the server gives the work of retention. */
export const around = (periods: readonly Period[], now: number): RetentionParts => ({
  ...{ periods, now, beforeCompany: dropCompany({ mailIsOn: true }) },
});
