import type { Form } from '#src/company/form/form.ts';
import type { NoticesConfig } from '#src/config/notices.ts';
import type { FollowUpCounts } from '#src/features/opportunities/follow-up/counts.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';

/** What the staff's pages of opportunities work with. */
export interface OpportunitiesRoomParts extends RoomParts {
  /** The sources that the operator opened. */
  readonly noticeSources: NoticesConfig;
  /** The sign-up form as staff last wrote it. */
  readonly form: () => Promise<Form>;
  /** Who counts the companies that were alerted, that bid, that won. */
  readonly followUp: FollowUpCounts;
}
