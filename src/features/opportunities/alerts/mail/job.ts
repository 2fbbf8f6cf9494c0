import { z } from 'zod';
import { canPush } from '#src/channel/can-push.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { findMessage } from '#src/conversation/store/messages.ts';
import { conversationDelivery, type Telling } from '#src/features/opportunities/alerts/delivery.ts';
import { nextTimeFor, type Times, USUAL_TIMES } from '#src/features/opportunities/alerts/rules/times.ts';
import { isPaused } from '#src/features/opportunities/alerts/send.ts';
import {
  addMailToken,
  alertMailOf,
  type Mailed,
  setAlertMail,
} from '#src/features/opportunities/store/alert-mails.ts';
import { findAlert, lockAlert } from '#src/features/opportunities/store/alerts.ts';
import { nextCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { UNASKED } from '#src/person/unasked/said.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { addJob } from '#src/platform/database/jobs/jobs.ts';
import { type JobKind, JobRefused } from '#src/platform/database/jobs/scheduler.ts';
import { sendMail } from '#src/platform/mail/job.ts';
import { type Mail, MailError, type Mailer } from '#src/platform/mail/mailer.ts';
import { digestOfReturn, digestOfToken, drawToken, returnTokenOf, UNSUBSCRIBE_PATH } from './link.ts';
import { mailBody, noticesIn } from './render.ts';
import { alertMailTexts as texts } from './texts.ts';

/** The kind of this work. */
export const ALERT_MAIL_KIND = 'alert-mail';
/** A mail server that is down is tried again, until the end of the day of people; then the next one. */
const MAX_ATTEMPTS = 30;
/** What could not leave for so long waits in the conversation alone; a weekend is shorter. */
const UNTIL_MS = 4 * DAY_MS;

/** What was said, and where. Neither who they are nor where it goes: both are looked up when it leaves. */
const payloadSchema = z.object({
  companyId: z.string(),
  conversationId: z.string(),
  messageId: z.string(),
  until: z.number(),
  isUrgent: z.boolean().optional(),
});
type Payload = z.infer<typeof payloadSchema>;

/** Plans the mail of what a company is told, once for each message, in the transaction that adds the message. */
export async function queueAlertMail(
  tx: Transaction,
  { companyId, conversationId, messageId }: Omit<Payload, 'until' | 'isUrgent'>,
  { now, until = Number.POSITIVE_INFINITY, isUrgent }: Pick<Telling, 'now' | 'until' | 'isUrgent'>,
): Promise<void> {
  const payload = { companyId, conversationId, messageId, until: Math.min(until, now + UNTIL_MS), isUrgent };
  await addJob(tx, { kind: ALERT_MAIL_KIND, key: keyOf(payload), payload, runAt: now, now });
}

const keyOf = ({ messageId }: Pick<Payload, 'messageId'>): string => `${ALERT_MAIL_KIND}:${messageId}`;

/** What alerts are mailed with. */
interface AlertMailParts {
  readonly db: Database;
  readonly mailer: Mailer;
  /** Where people reach the hotline, without a slash at the end. */
  readonly address: () => string;
  readonly now: () => number;
}

/**
 * The work of mailing what a company was told. Whether it still may leave, and to which address, is looked at right before.
 * An address that is refused for ever has its mails stopped; a server that is down is tried again, at their hours.
 */
export const alertMailJob = ({ db, mailer, address, now }: AlertMailParts): JobKind => ({
  kind: ALERT_MAIL_KIND,
  maxAttempts: MAX_ATTEMPTS,
  run: async (job, signal) => {
    const payload = payloadSchema.parse(job.payload);
    const at = now();
    if (at > payload.until) return undefined;
    const times = (await findAlert(db, payload.companyId))?.times ?? USUAL_TIMES;
    const leavesAt = leavesFrom(at, times, payload);
    if (leavesAt > at) return (tx) => putOff(tx, payload, { runAt: leavesAt, now: at });
    const written = await db.tx((tx) => writeMail(tx, payload, { address: address(), at }));
    if (!written) return undefined;
    const { mail, mailed } = written;
    try {
      await sendMail(mailer, mail, signal);
    } catch (error) {
      if (!isAddressRefused(error)) throw error;
      return (tx) => noteRefused(tx, mailed, { address: mail.to, now: now() });
    }
    return undefined;
  },
});

const isAddressRefused = (error: unknown): boolean =>
  error instanceof JobRefused && error.cause instanceof MailError && error.cause.isOfAddress;

/**
 * When a mail may leave, from an instant on: at the hours that were chosen; at civil hours, where it waits for none, or would
 * say nothing useful any more then.
 */
function leavesFrom(
  at: number,
  times: Times,
  { until, isUrgent = false }: Pick<Payload, 'until' | 'isUrgent'>,
): number {
  if (isUrgent) return nextCivilHour(at);
  const chosen = nextTimeFor(times, at);
  return chosen > until ? Math.min(chosen, nextCivilHour(at)) : chosen;
}

/** The same work, once they may be written to again. */
async function putOff(
  tx: Transaction,
  payload: Payload,
  { runAt, now }: { readonly runAt: number; readonly now: number },
): Promise<void> {
  await addJob(tx, { kind: ALERT_MAIL_KIND, key: `${keyOf(payload)}:${runAt}`, payload, runAt, now });
}

/** The mail, where it still may leave, with a link of its own that stops the next ones. */
async function writeMail(
  tx: Transaction,
  { companyId, conversationId, messageId }: Payload,
  { address, at }: { readonly address: string; readonly at: number },
): Promise<{ readonly mail: Mail; readonly mailed: Mailed } | undefined> {
  const conversation = await lockConversation(tx, conversationId);
  if (!conversation || canPush(conversation.channel)) return undefined;
  const alert = await findAlert(tx, companyId);
  if (!alert?.isOn || alert.conversationId !== conversationId) return undefined;
  // An expert who speaks there, or a page that nobody opened, keep no mail back.
  const may = await conversationDelivery.may(tx, alert);
  if (may === 'stopped' || may === 'group' || may === 'unreachable') return undefined;
  const { state, address: to } = await alertMailOf(tx, alert);
  const message = await findMessage(tx, messageId);
  if (state !== 'on' || to === undefined || !message || message.author === 'company') return undefined;
  const { blocks, kind } = message.content;
  const isAlert = kind === UNASKED.alert;
  if (isAlert && isPaused(alert, at)) return undefined;
  const token = drawToken();
  const returnToken = returnTokenOf(token);
  const digests = { link: digestOfToken(token) ?? '', returned: digestOfReturn(returnToken) ?? '' };
  await addMailToken(tx, alert, { digests, now: at });
  const unsubscribeUrl = `${address}${UNSUBSCRIBE_PATH}/${token}`;
  const mail = {
    // The same at each try: a server that took it, and could not say so, delivers it once.
    id: `alert-${message.id}`,
    to,
    subject: isAlert ? texts.subject(noticesIn(blocks)) : texts.followedSubject,
    text: texts.text(mailBody(blocks), { pageUrl: `${address}/`, stopUrl: unsubscribeUrl }),
    unsubscribeUrl,
    returnToken,
  };
  return { mail, mailed: alert };
}

/** No mail arrives at an address: none goes there any more, and the conversation says so. */
async function noteRefused(
  tx: Transaction,
  mailed: Mailed,
  { address, now }: { readonly address: string; readonly now: number },
): Promise<void> {
  await lockAlert(tx, mailed.companyId);
  const mail = await alertMailOf(tx, mailed);
  // They stopped, or gave another address, meanwhile.
  if (mail.state !== 'on' || mail.address !== address) return;
  await setAlertMail(tx, mailed, { state: 'refused', isTold: false, now });
}
