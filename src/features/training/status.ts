import { companyOf } from '#src/company/chat/step.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { findSession } from '#src/features/training/store/sessions.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { sessionTexts as texts } from './chat/texts.ts';

/** Where the applications of a person's company stand. */
export async function applicationsStatus(
  db: Queryable,
  { personId }: Conversation,
): Promise<{ readonly lines: readonly string[] }> {
  const companyId = personId && (await companyOf(db, personId));
  if (!companyId) return { lines: [] };
  const lines: string[] = [];
  for (const { sessionId, state, reason } of await applicationsOf(db, companyId)) {
    const name = (await findSession(db, sessionId))?.name ?? '';
    if (state !== 'withdrawn') lines.push(texts.application(name, state, reason));
  }
  return { lines };
}
