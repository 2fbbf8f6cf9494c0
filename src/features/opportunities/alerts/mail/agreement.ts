import { addConsent } from '#src/company/store/consents.ts';
import {
  ALERT_MAILS_CONSENT,
  type Mailed,
  setAlertMail,
} from '#src/features/opportunities/store/alert-mails.ts';
import type { Transaction } from '#src/platform/database/database.ts';

/** Begins the mails of somebody's alerts at an address, or ends them: what they said to it is kept, in its words. */
export async function setAgreement(
  tx: Transaction,
  { companyId, personId }: Mailed,
  said: {
    /** The address that they agreed to; absent where they stop. */
    readonly address?: string | undefined;
    readonly channel: string;
    readonly wording: string;
    /** Whether the conversation says so now. */
    readonly isTold: boolean;
    readonly now: number;
  },
): Promise<void> {
  const { address, channel, wording, isTold, now } = said;
  const given = address !== undefined;
  await addConsent(tx, {
    personId,
    companyId,
    purpose: ALERT_MAILS_CONSENT,
    version: '2026-11',
    given,
    at: now,
    channel,
    wording,
  });
  await setAlertMail(tx, { companyId, personId }, { state: given ? 'on' : 'off', address, isTold, now });
}
