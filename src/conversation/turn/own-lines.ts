import { companyOf } from '#src/company/chat/step.ts';
import { draftOf } from '#src/company/form/draft.ts';
import { nameOf } from '#src/company/members/join.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { askedIntroductions, waitingIntroductions } from '#src/features/directory/store/introductions.ts';
import { scheduledErasure } from '#src/features/privacy/store/erasures.ts';
import { privacyTexts } from '#src/features/privacy/texts.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { findSession } from '#src/features/training/store/sessions.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { ownStatusTexts as texts } from './texts-status.ts';

/**
 * Where a person's sign-up, applications, introductions and erasure stand, as sentences.
 * @returns with whether their sign-up is among them, begun or done
 */
export async function ownLines(
  db: Queryable,
  personId: string,
  now: number,
): Promise<{ lines: string[]; hasSignUp: boolean }> {
  const lines: string[] = [];
  const companyId = await companyOf(db, personId);
  const draft = draftOf((await findDraft(db, personId))?.draft);
  if (companyId) lines.push(texts.referenced(await nameOf(db, companyId, '')));
  else if (draft) lines.push(texts.signUpBegun);
  for (const { sessionId, state, reason } of companyId ? await applicationsOf(db, companyId) : []) {
    const name = (await findSession(db, sessionId))?.name ?? '';
    if (state !== 'withdrawn') lines.push(texts.application(name, state, reason));
  }
  const toAnswer = companyId ? (await waitingIntroductions(db, companyId)).length : 0;
  if (toAnswer > 0) lines.push(texts.toAnswer(toAnswer));
  for (const wish of await askedIntroductions(db, personId))
    lines.push(texts.asked(await nameOf(db, wish.companyId), frenchDate(parisDay(wish.expiresAt))));
  const coming = await scheduledErasure(db, personId);
  if (coming) lines.push(privacyTexts.coming(coming.reference, momentInFrench(coming.dueAt, now)));
  return { lines, hasSignUp: companyId !== undefined || draft !== undefined };
}
