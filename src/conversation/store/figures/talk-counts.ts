import { heldCounts } from '#src/conversation/store/outbox/held.ts';
import { outboxCounts } from '#src/conversation/store/outbox/outbox.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { TalkCounts } from '#src/platform/web/operators/metrics.ts';
import { activityBetween, oldestWaiting } from './activity.ts';

/** What the conversations of a store count, for those who run the hotline. */
export const talkCounts = (db: Database): TalkCounts => ({
  activityBetween: (after, until) => activityBetween(db, after, until),
  oldestWaiting: () => oldestWaiting(db),
  unsent: () => outboxCounts(db),
  heldMails: async () => (await heldCounts(db)).mails,
});
