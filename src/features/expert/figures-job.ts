import { countHours } from '#src/conversation/store/figures/count-hours.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';

const TEN_MINUTES_MS = 600_000;
/** A server that starts on a year that was never counted does so at once, when people who waited for it are served. */
const SOON_MS = 10_000;

/** The work of keeping the figures counted, so that whoever looks at a year of them waits for nothing. */
export function figuresJob({ db, now }: { readonly db: Database; readonly now: () => number }): JobKind {
  let hasRun = false;
  return {
    kind: 'figures',
    next: (after) => after + (hasRun ? TEN_MINUTES_MS : SOON_MS),
    run: async (_job, signal) => {
      await countHours(db, { now: now() }, { signal });
      hasRun = true;
      return undefined;
    },
  };
}
