import { every } from '#src/jobs/recurrence.ts';
import type { JobKind } from '#src/jobs/scheduler.ts';
import { countHours } from '#src/storage/count-hours.ts';
import type { Database } from '#src/storage/database.ts';

const TEN_MINUTES_MS = 600_000;

/** The work of keeping the figures counted, so that whoever looks at a year of them waits for nothing. */
export const figuresJob = ({ db, now }: { readonly db: Database; readonly now: () => number }): JobKind => ({
  kind: 'figures',
  next: every(TEN_MINUTES_MS),
  run: async (_job, signal) => {
    await countHours(db, now(), { signal });
    return undefined;
  },
});
