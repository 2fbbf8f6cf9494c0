import { companyOf } from '#src/company/chat/step.ts';
import { draftOf } from '#src/company/form/draft.ts';
import { nameOf } from '#src/company/members/join.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { signUpStatusTexts as texts } from './texts-status.ts';

/** Where a person's sign-up stands, begun or done; a wish for it that was kept is settled by either. */
export async function signUpStatus(
  db: Queryable,
  { personId }: Conversation,
): Promise<{ readonly lines: readonly string[]; readonly settles?: string | undefined }> {
  if (!personId) return { lines: [] };
  const companyId = await companyOf(db, personId);
  if (companyId)
    return { lines: [texts.referenced(await nameOf(db, companyId, ''))], settles: 'referencing' };
  const isBegun = draftOf((await findDraft(db, personId))?.draft) !== undefined;
  return isBegun ? { lines: [texts.signUpBegun], settles: 'referencing' } : { lines: [] };
}
