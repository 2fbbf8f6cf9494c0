import { scheduledErasure } from '#src/features/privacy/store/erasures.ts';
import { privacyTexts } from '#src/features/privacy/texts.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';

/** Who links two channels hears that the erasure which is coming now holds for both. */
export async function linkedWhileScheduled(db: Queryable, personId: string, now: number): Promise<string[]> {
  const coming = await scheduledErasure(db, personId);
  return coming ? [privacyTexts.linkedWhileScheduled(momentInFrench(coming.dueAt, now))] : [];
}
