import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { forgetLeases } from '#src/platform/database/leases/leases.ts';
import { forgetDoneJobs } from './jobs.ts';
import { dailyAt } from './recurrence.ts';
import type { JobKind } from './scheduler.ts';

/** How long staff and developers can look back at what was done. */
const KEPT_MS = 30 * DAY_MS;

/** Forgets, at night, what ran out and opens nothing any more. */
type Sweeping = (tx: Transaction, now: number) => Promise<void>;

/**
 * Keeps the tables of work small: what was done a month ago is forgotten, what was given up stays. What ran out elsewhere
 * goes too. What is about people is kept as long as the periods of the privacy feature say.
 */
export const housekeeping = (now: () => number, sweepings: readonly Sweeping[] = []): JobKind => ({
  kind: 'housekeeping',
  next: dailyAt('03:30'),
  run: async () => async (tx) => {
    await forgetDoneJobs(tx, now() - KEPT_MS);
    await forgetLeases(tx, now() - DAY_MS);
    for (const sweep of sweepings) await sweep(tx, now());
  },
});
