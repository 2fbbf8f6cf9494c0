import { companyOf } from '#src/company/chat/step.ts';
import { nameOf } from '#src/company/members/join.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { askedIntroductions, waitingIntroductions } from '#src/features/directory/store/introductions.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { introductionStatusTexts as texts } from './introductions/texts.ts';

/** Where the wishes for a contact stand that a person asked, or that their company has to answer. */
export async function introductionsStatus(
  db: Queryable,
  { personId }: Conversation,
): Promise<{ readonly lines: readonly string[] }> {
  if (!personId) return { lines: [] };
  const companyId = await companyOf(db, personId);
  const toAnswer = companyId ? (await waitingIntroductions(db, companyId)).length : 0;
  const lines = toAnswer > 0 ? [texts.toAnswer(toAnswer)] : [];
  for (const wish of await askedIntroductions(db, personId))
    lines.push(texts.asked(await nameOf(db, wish.companyId), frenchDate(parisDay(wish.expiresAt))));
  return { lines };
}
