import { dropCompany } from '#src/features/privacy/retention/drop-company.ts';
import type { RetentionParts } from '#src/features/privacy/retention/sweep.ts';
import type { Period } from '#src/features/privacy/rules/periods.ts';
import { othersDo, REGISTER } from '#src/features-together.ts';

/** What the server gives the work of retention. */
export const around = (periods: readonly Period[], now: number): RetentionParts => ({
  periods,
  now,
  register: REGISTER,
  beforeCompany: dropCompany({ mailIsOn: true, others: othersDo }),
});
