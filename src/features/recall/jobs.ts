import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { type CountParts, countRecall } from './count.ts';
import { type LookParts, lookForChanges } from './look.ts';
import { type SendParts, sendRecall } from './send.ts';

/** What the jobs of recalls work with. */
export type RecallParts = LookParts & CountParts & SendParts;

/** The kinds of these jobs. */
export const RECALL_JOBS = { look: 'recall-look', send: 'recall-send' } as const;

/** The work of finding the answers that changed, and of telling those who received them. */
export const recallJobs = (parts: RecallParts): JobKind[] => [
  {
    kind: RECALL_JOBS.look,
    next: every(2 * MINUTE_MS),
    run: async (_job, signal) => {
      if (await lookForChanges(parts)) await countRecall(parts, signal);
      return undefined;
    },
  },
  {
    kind: RECALL_JOBS.send,
    next: every(MINUTE_MS),
    run: async (_job, signal) => {
      await sendRecall(parts, signal);
      return undefined;
    },
  },
];
