import type { Form } from '#src/company/form/form.ts';
import { areAlertsMailed } from '#src/config/mail.ts';
import { dutyMailJob } from '#src/conversation/duty/tell.ts';
import { planAgain } from '#src/conversation/store/plan-again.ts';
import { dailyMailJob } from '#src/features/daily/job.ts';
import { ownersMailJob } from '#src/features/daily/owners-job.ts';
import { introductionExpiry } from '#src/features/directory/introductions/send.ts';
import { figuresJob } from '#src/features/expert/figures-job.ts';
import { caseWatch } from '#src/features/expert/watch-job.ts';
import { conversationDelivery } from '#src/features/opportunities/alerts/delivery.ts';
import { alertJobs } from '#src/features/opportunities/alerts/jobs.ts';
import { mailedToo } from '#src/features/opportunities/alerts/mail/delivery.ts';
import { alertMailJob } from '#src/features/opportunities/alerts/mail/job.ts';
import { bidJob } from '#src/features/opportunities/bid/job.ts';
import { noticeJobs, openSources } from '#src/features/opportunities/jobs.ts';
import { needJob } from '#src/features/opportunities/needs/job.ts';
import { partnerJob } from '#src/features/opportunities/partners/job.ts';
import type { createPrivacy } from '#src/features/privacy/feature.ts';
import { ledgerFlush } from '#src/features/privacy/ledger/flush.ts';
import { type RecallParts, recallJobs } from '#src/features/recall/jobs.ts';
import { referencingReminders } from '#src/features/referencing/chat/reminders.ts';
import { trainingJobs } from '#src/features/training/jobs.ts';
import { questionJobs } from '#src/features/unanswered/jobs.ts';
import { replyMailJob } from '#src/person/mail/reply-mail.ts';
import { spaceCodeJob } from '#src/person/mail/space-code.ts';
import { forgetOldContactCodes } from '#src/person/store/contacts.ts';
import { housekeeping } from '#src/platform/database/jobs/housekeeping.ts';
import { type JobKind, Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { ClockWatch } from '#src/platform/database/jobs/watch-clock.ts';
import { mailJob } from '#src/platform/mail/job.ts';
import { createSmtpMailer } from '#src/platform/mail/smtp.ts';
import { forgetEntryLinks } from '#src/platform/web/sign-in/store/entry-links.ts';
import { forgetSessions } from '#src/platform/web/sign-in/store/sessions.ts';
import type { Conversations } from './hotline-conversations.ts';
import type { morningParts } from './hotline-daily.ts';
import { MORE_BUTTONS, SILENCE } from './hotline-features.ts';
import type { Foundation } from './hotline-foundation.ts';
import type { Readers } from './hotline-readers.ts';

/** How long people's data are kept, and the work that follows. */
export type DataCare = ReturnType<typeof createPrivacy>;

/** What the work beside conversations is done with. */
export interface JobsParts {
  readonly surfaces: readonly string[];
  readonly dataCare: DataCare;
  readonly conversations: Pick<Conversations, 'changed' | 'delivery'>;
  readonly readers: Pick<Readers, 'encode' | 'questions' | 'serving'>;
  readonly recall: RecallParts;
  readonly morning: ReturnType<typeof morningParts>;
  /** The sign-up form as staff last wrote it. */
  readonly form: () => Promise<Form>;
}

/** Starts the work beside conversations: what recurs, what was planned, and what a clock that was moved asks for. */
export async function startJobs(foundation: Foundation, parts: JobsParts): Promise<Scheduler> {
  const { db, logger, now, stack } = foundation;
  const scheduler = new Scheduler({ db, kinds: jobKinds(foundation, parts), logger, now });
  stack.defer(() => scheduler.stop());
  await scheduler.start();
  const onPlanned = async (): Promise<void> => {
    await scheduler.plan();
    parts.conversations.delivery.wake();
  };
  const clock = new ClockWatch({ db, now, logger, planAgain, onPlanned });
  stack.defer(() => clock.stop());
  await clock.start();
  return scheduler;
}

/** THE JOBS of the hotline. */
function jobKinds(
  { config, db, ledger, logger, now, address }: Foundation,
  { surfaces, dataCare, conversations: { changed: wake }, readers, recall, morning, form }: JobsParts,
): JobKind[] {
  const mailer = config.mail && createSmtpMailer(config.mail);
  const mailIsOn = mailer !== undefined;
  const alertsAreMailed = areAlertsMailed(config);
  const pageUrl = () => `${address.url}/`;
  return [
    housekeeping(now, [forgetSessions, forgetEntryLinks, forgetOldContactCodes]),
    ledgerFlush(db, ledger),
    caseWatch({ db, surfaces, wake, now }),
    figuresJob({ db, now }),
    referencingReminders({ db, wake, now }),
    introductionExpiry({ db, mailIsOn, wake, now }),
    ...dataCare.jobs({ db, surfaces, mailIsOn, wake, logger, now }),
    ...questionJobs({ db, reader: readers.questions, wake, now }),
    replyMailJob({ mailIsOn, pageUrl, now }),
    dutyMailJob({ mailIsOn, deskUrl: () => `${address.url}/desk`, now }),
    ...recallJobs(recall),
    dailyMailJob(morning.daily),
    ownersMailJob(morning.owners),
    ...trainingJobs({ db, wake, mailIsOn, pageUrl, now }),
    bidJob({ db, figures: () => readers.serving()?.figures, wake, now }),
    needJob({ db, mailIsOn, wake, now }),
    partnerJob({ db, mailIsOn, silence: SILENCE, wake, now }),
    ...noticeJobs({ db, sources: openSources(config.notices, now), logger, now }),
    ...alertJobs({
      ...{ db, form, encode: readers.encode, logger, more: MORE_BUTTONS, wake, now },
      delivery: alertsAreMailed ? mailedToo(conversationDelivery) : conversationDelivery,
    }),
    ...(mailer ? [mailJob(mailer, now), spaceCodeJob(db, mailer, now)] : []),
    ...(mailer && alertsAreMailed
      ? [alertMailJob({ db, mailer, address: () => address.url ?? '', now })]
      : []),
  ];
}
