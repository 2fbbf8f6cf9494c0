import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { watchCases } from './watch.ts';

/** Looks every minute at what is due in the cases because time went by. */
export const caseWatch = (parts: {
  db: Database;
  surfaces: readonly string[];
  /** Said when something was written that must leave. */
  wake: () => void;
  now: () => number;
}): JobKind => ({
  kind: 'case-watch',
  next: every(MINUTE_MS),
  run: async () => {
    const acted = await watchCases(parts.db, { surfaces: parts.surfaces, now: parts.now() });
    if (acted > 0) parts.wake();
    return undefined;
  },
});
