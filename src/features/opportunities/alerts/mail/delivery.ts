import { canPush } from '#src/channel/can-push.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import type { Delivery } from '#src/features/opportunities/alerts/delivery.ts';
import { alertMailOf, noteMailTold } from '#src/features/opportunities/store/alert-mails.ts';
import type { Alert } from '#src/features/opportunities/store/alerts.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { queueAlertMail } from './job.ts';
import { stateBlocks } from './state.ts';

/**
 * What is told in a conversation goes by mail too, where its channel shows nothing to who left, and they agreed: one mail for
 * each message, decided in its transaction. What was not seen on the page is no reason to wait then.
 */
export const mailedToo = (inner: Delivery): Delivery => ({
  may: async (tx, alert) => {
    const may = await inner.may(tx, alert);
    return may === 'unseen' && (await isMailed(tx, alert)) ? 'now' : may;
  },
  send: async (tx, alert, told) => {
    const mail = await alertMailOf(tx, alert);
    // What became of the mails elsewhere is said the next time that something is.
    const news = mail.isTold ? [] : stateBlocks(mail);
    if (!mail.isTold) await noteMailTold(tx, alert);
    const kept = await inner.send(tx, alert, { ...told, blocks: [...told.blocks, ...news] });
    const { companyId, conversationId } = alert;
    if (await isMailed(tx, alert))
      await queueAlertMail(tx, { companyId, conversationId, messageId: kept.messageId }, told);
    return kept;
  },
});

/** Whether what a company is told goes by mail too. */
async function isMailed(tx: Transaction, alert: Alert): Promise<boolean> {
  const conversation = await lockConversation(tx, alert.conversationId);
  if (!conversation || canPush(conversation.channel)) return false;
  return (await alertMailOf(tx, alert)).state === 'on';
}
