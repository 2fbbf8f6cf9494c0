import { newsMailJob } from '#src/person/mail/news-mail.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { trainingReminders } from './reminders.ts';

/** The work that sessions need done: reminders of what is booked, and mails of news that nobody saw. */
export const trainingJobs = (parts: {
  readonly db: Database;
  readonly wake: () => void;
  readonly mailIsOn: boolean;
  readonly pageUrl: () => string;
  readonly now: () => number;
}): JobKind[] => [trainingReminders(parts), newsMailJob(parts)];
