import { alertMailOf, mailSent, setAlertMail } from '#src/features/opportunities/store/alert-mails.ts';
import { lockAlert } from '#src/features/opportunities/store/alerts.ts';
import type { Database } from '#src/platform/database/database.ts';
import { readMailReport } from '#src/platform/mail/report.ts';
import { digestOfReturn, digestOfToken, UNSUBSCRIBE_PATH } from './link.ts';

/** What became of a report: mails stopped, or why nothing changed. */
export type BounceTaken = 'stopped' | 'no-report' | 'unclear' | 'passing' | 'unknown' | 'not-now';

/** What a report carries back of one mail, by any of its ways. */
const RETURN = /(?<![\da-z])r-([\da-f]{32})(?![\da-z])/gi;
const LINK = new RegExp(`${UNSUBSCRIBE_PATH}/([\\w-]{43})(?![\\w-])`, 'g');
/** More than one report carries. */
const MOST = 20;

/**
 * Takes a report of a mail that did not arrive. One that carries back what we alone gave the mail, and says that no mail
 * reaches the very address that was agreed to, stops the mails of that one subscription; any other changes nothing. Taken again, it changes nothing.
 * @param raw the report as it came (RFC 5322, RFC 3464)
 */
export async function takeBounce(db: Database, raw: Uint8Array, now: number): Promise<BounceTaken> {
  const { delivery, dead, traces } = await readMailReport(raw);
  if (delivery === 'none') return 'no-report';
  if (delivery !== 'dead') return delivery;
  // A folded line is one, wherever it was cut.
  const plain = traces.replace(/\r?\n[ \t]+/g, ' ');
  const returns = [...plain.matchAll(RETURN)]
    .slice(0, MOST)
    .flatMap(([, token = '']) => digestOfReturn(token) ?? []);
  const links = [...plain.matchAll(LINK)]
    .slice(0, MOST)
    .flatMap(([, token = '']) => digestOfToken(token) ?? []);
  return db.tx(async (tx) => {
    const sent = await mailSent(tx, { returns, links });
    if (!sent) return 'unknown';
    await lockAlert(tx, sent.companyId);
    const { state, address, since = 0 } = await alertMailOf(tx, sent);
    // They stopped, or agreed to another address, after that mail left.
    if (state !== 'on' || sent.at < since) return 'not-now';
    // « on » says that the address of today is the one that was agreed to. It may pass its mails on to somebody who left.
    if (address === undefined || !dead.includes(address.toLowerCase())) return 'passing';
    await setAlertMail(tx, sent, { state: 'refused', isTold: false, now });
    return 'stopped';
  });
}
