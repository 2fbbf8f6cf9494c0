import { z } from 'zod';
import { loadDuties } from '#src/conversation/duty/store/duties.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { addJob, forgetJobPayload } from '#src/platform/database/jobs/jobs.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { someMailLeft } from '#src/platform/mail/store/jobs.ts';
import { onDutyAt } from './duty.ts';
import { dutyMails } from './texts.ts';

export const DUTY_MAIL_KIND = 'duty-mail';
/** As many as may be on duty. */
const MOST = 30;

/** What those on duty are told. Told once, however often it is asked: `id` is letters, digits, dots and hyphens. */
export interface DutyNews {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

const payloadSchema = z.object({
  id: z.string(),
  subject: z.string(),
  text: z.string(),
  to: z.array(z.string()).max(MOST),
});

/**
 * Has those who are on duty now told by mail, in the transaction of the reason for it.
 * @returns their names: none where nobody is on duty. Whether the mail left is asked of `dutyMailLeft`
 */
export async function tellDuty(tx: Transaction, news: DutyNews, now: number): Promise<string[]> {
  const duty = onDutyAt((await loadDuties(tx)).duties, now);
  if (duty.length === 0) return [];
  const to = [...new Set(duty.map(({ email }) => email))];
  const payload = { ...news, to };
  await addJob(tx, { kind: DUTY_MAIL_KIND, key: `${DUTY_MAIL_KIND}:${news.id}`, payload, runAt: now, now });
  return duty.map(({ name }) => name);
}

/** Whether the mail server took what those on duty were to be told: for one of them at least. */
export const dutyMailLeft = (db: Queryable, id: string): Promise<boolean> =>
  someMailLeft(
    db,
    Array.from({ length: MOST }, (_, place) => mailId(id, place)),
  );

/** The work of writing to those on duty: nothing leaves where no mail server is set, and nobody is said to be told. */
export const dutyMailJob = ({
  mailIsOn,
  deskUrl,
  now,
}: {
  readonly mailIsOn: boolean;
  readonly deskUrl: () => string;
  readonly now: () => number;
}): JobKind => ({
  kind: DUTY_MAIL_KIND,
  run: async (job) => {
    const { id, subject, text, to } = payloadSchema.parse(job.payload);
    return async (tx) => {
      if (mailIsOn)
        for (const [place, address] of to.entries()) {
          const mail = { id: mailId(id, place), to: address, subject, text: dutyMails.body(text, deskUrl()) };
          await queueMail(tx, mail, now());
        }
      await forgetJobPayload(tx, job.id);
    };
  },
});

const mailId = (id: string, place: number): string => `duty-${id}-${place}`;
