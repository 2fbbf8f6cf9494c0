import { PERIOD_IDS, type PeriodId } from '#src/config/privacy.ts';
import { periodTexts } from '#src/features/privacy/retention/texts.ts';

/** How long something is kept, in days, and why; `of` says what, both in French. */
export interface Period {
  readonly id: PeriodId;
  readonly days: number;
  readonly of: string;
  readonly why: string;
}

/**
 * THE PERIODS. Each is the team's choice, kept as short as its reason allows; those with a RETENTION_… variable are the
 * operator's to change. Their reasons are in src/features/privacy/retention/texts.ts, beside their names.
 */
const DAYS: Readonly<Record<PeriodId, number>> = {
  visits: 90,
  conversations: 365,
  cases: 730,
  forms: 90,
  companies: 1_095,
  proofs: 1_825,
  files: 30,
  deliveries: 30,
  failures: 180,
  codes: 1,
  work: 30,
  staff: 730,
  drafts: 365,
  traces: 365,
};

/** The periods that hold, with what the operator set instead. */
export const periodsWith = (set: Partial<Readonly<Record<PeriodId, number>>>): readonly Period[] =>
  PERIOD_IDS.map((id) => ({ id, days: set[id] ?? DAYS[id], ...periodTexts[id] }));

/** How long one thing is kept, in days. */
export const daysOf = (periods: readonly Period[], id: PeriodId): number =>
  periods.find((period) => period.id === id)?.days ?? DAYS[id];
