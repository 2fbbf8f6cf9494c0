import { companyOf } from '#src/company/chat/step.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { alertMailOf } from '#src/features/opportunities/store/alert-mails.ts';
import { isAlerted, isWished } from '#src/features/opportunities/store/alerts.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { stateSentence } from './mail/state.ts';
import { statusTexts as texts } from './texts.ts';

/** Where the alerts of a person stand, among what they asked for. */
export async function alertsStatus(
  db: Queryable,
  { personId }: Conversation,
): Promise<{ readonly lines: readonly string[]; readonly settles?: string | undefined }> {
  if (!personId) return { lines: [] };
  const companyId = await companyOf(db, personId);
  if (companyId !== undefined && (await isAlerted(db, companyId))) {
    const mails = await alertMailOf(db, { companyId, personId });
    const ofMails = stateSentence(mails);
    return { lines: [ofMails === undefined ? texts.on : `${texts.on} ${ofMails}`], settles: 'alerts' };
  }
  return (await isWished(db, personId)) ? { lines: [texts.wished], settles: 'alerts' } : { lines: [] };
}
