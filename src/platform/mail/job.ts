import { z } from 'zod';
import type { Transaction } from '#src/platform/database/database.ts';
import { addJob, forgetJobPayload } from '#src/platform/database/jobs/jobs.ts';
import { type JobKind, JobRefused } from '#src/platform/database/jobs/scheduler.ts';
import { type Mail, MailError, type Mailer } from './mailer.ts';

/** A mail to queue. `until` is when it says nothing useful any more, in epoch milliseconds. */
interface QueuedMail extends Mail {
  readonly until?: number | undefined;
}

const KIND = 'mail';
/** A mail server that is down for a day comes back: waits double up to an hour, so that this is about a day. */
const MAX_ATTEMPTS = 30;

const payloadSchema = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  until: z.number().optional(),
});

/**
 * Has a mail sent as soon as can be, in the transaction of the reason for it: both or neither.
 * @returns false when this id was queued before
 */
export function queueMail(tx: Transaction, mail: QueuedMail, now: number): Promise<boolean> {
  return addJob(tx, { kind: KIND, key: `${KIND}:${mail.id}`, payload: mail, runAt: now, now });
}

/**
 * The work of sending a queued mail. It is recorded once and sent at least once: a crash between the server's yes and
 * ours repeats the same message. Once sent, its words and its address are forgotten.
 */
export const mailJob = (mailer: Mailer, now: () => number): JobKind => ({
  kind: KIND,
  maxAttempts: MAX_ATTEMPTS,
  run: async (job, signal) => {
    const { until, ...mail } = payloadSchema.parse(job.payload);
    if (until === undefined || now() <= until) await sendMail(mailer, mail, signal);
    return (tx) => forgetJobPayload(tx, job.id);
  },
});

/**
 * Sends a mail now, unless the work is to stop.
 * @throws JobRefused when no other try can succeed; its cause is the MailError
 */
export async function sendMail(mailer: Mailer, mail: Mail, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    // A stop does not wait for a slow server: the mail is taken up again, with the same Message-ID.
    await Promise.race([mailer.send(mail), stopped]);
  } catch (error) {
    if (error instanceof MailError && error.kind === 'permanent')
      throw new JobRefused(error.message, { cause: error });
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
