import { alertMailOf, mailedBehind } from '#src/features/opportunities/store/alert-mails.ts';
import { lockAlert } from '#src/features/opportunities/store/alerts.ts';
import type { Database, Queryable } from '#src/platform/database/database.ts';
import { setAgreement } from './agreement.ts';
import { digestOfToken } from './link.ts';
import { unsubscribeTexts as texts } from './texts.ts';

/** Whether the link of a mail is one that we sent, to somebody who is still here. */
export async function isLinkOfMail(db: Queryable, token: string): Promise<boolean> {
  const digest = digestOfToken(token);
  return digest !== undefined && (await mailedBehind(db, digest)) !== undefined;
}

/**
 * Stops the mails that a link is of, whoever asks: nobody else has it. Asked again, it changes nothing. The conversation
 * says so the next time, where alerts go on.
 * @returns whether the link is one that we sent
 */
export function stopByLink(db: Database, token: string, now: number): Promise<boolean> {
  const digest = digestOfToken(token);
  if (digest === undefined) return Promise.resolve(false);
  return db.tx(async (tx) => {
    const mailed = await mailedBehind(tx, digest);
    if (!mailed) return false;
    await lockAlert(tx, mailed.companyId);
    const { state } = await alertMailOf(tx, mailed);
    if (state === 'never' || state === 'off') return true;
    await setAgreement(tx, mailed, { channel: 'mail', wording: texts.button, isTold: false, now });
    return true;
  });
}
