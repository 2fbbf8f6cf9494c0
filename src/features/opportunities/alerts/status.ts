import { companyOf } from '#src/company/chat/step.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { alertMailOf } from '#src/features/opportunities/store/alert-mails.ts';
import { findAlert, isWished } from '#src/features/opportunities/store/alerts.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { mayBeMailed } from './chat/by-mail.ts';
import { stateSentence } from './mail/state.ts';
import { statusTexts as texts } from './texts.ts';

/**
 * Where the alerts of a person stand, among what they asked for.
 * @param mailIsOn whether alerts can be mailed at all
 */
export const alertsStatus =
  (mailIsOn: boolean) =>
  async (
    db: Queryable,
    { personId }: Conversation,
  ): Promise<{ readonly lines: readonly string[]; readonly settles?: string | undefined }> => {
    if (!personId) return { lines: [] };
    const companyId = await companyOf(db, personId);
    const alert = companyId === undefined ? undefined : await findAlert(db, companyId);
    if (alert?.isOn) {
      // Of mails, what « mes alertes » says of them there: nothing where none can leave.
      const isMailed = await mayBeMailed(db, { mailIsOn, personId }, alert);
      const { companyId: ofCompany } = alert;
      const mails = isMailed ? await alertMailOf(db, { companyId: ofCompany, personId }) : undefined;
      const ofMails = mails && stateSentence(mails);
      return { lines: [ofMails === undefined ? texts.on : `${texts.on} ${ofMails}`], settles: 'alerts' };
    }
    return (await isWished(db, personId)) ? { lines: [texts.wished], settles: 'alerts' } : { lines: [] };
  };
