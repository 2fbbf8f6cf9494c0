import type { Conversation } from '#src/conversation/store/conversations.ts';
import { scheduledErasure } from '#src/features/privacy/store/erasures.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { privacyTexts } from './texts.ts';

/** The erasure of a person's data that is coming. */
export async function erasureStatus(
  db: Queryable,
  { personId }: Conversation,
  now: number,
): Promise<{ readonly lines: readonly string[] }> {
  const coming = personId && (await scheduledErasure(db, personId));
  if (!coming) return { lines: [] };
  return { lines: [privacyTexts.coming(coming.reference, momentInFrench(coming.dueAt, now))] };
}
