import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { type FollowParts, tellFollowers } from './follow.ts';
import { Matching, type MatchParts } from './match.ts';
import { type SendParts, sendAlerts } from './send.ts';

/** Who follows a notice is told within so long. */
const FOLLOW_MS = 5 * MINUTE_MS;

/** The kinds of these jobs. */
export const ALERT_JOBS = { match: 'alerts-match', send: 'alerts-send', follow: 'alerts-follow' } as const;

/** The work of alerts: companies are found for notices, told at their hours, and told of what they follow. */
export function alertJobs(parts: MatchParts & SendParts & FollowParts): JobKind[] {
  const matching = new Matching(parts);
  return [
    {
      kind: ALERT_JOBS.match,
      next: every(MINUTE_MS),
      run: async (_job, signal) => {
        await matching.look(signal);
        return undefined;
      },
    },
    {
      kind: ALERT_JOBS.send,
      next: every(MINUTE_MS),
      run: async (_job, signal) => {
        await sendAlerts(parts, signal);
        return undefined;
      },
    },
    {
      kind: ALERT_JOBS.follow,
      next: every(FOLLOW_MS),
      run: async (_job, signal) => {
        await tellFollowers(parts, signal);
        return undefined;
      },
    },
  ];
}
