import { newsMailJob } from '#src/contact/news-mail.ts';
import type { JobKind } from '#src/jobs/scheduler.ts';
import type { Database } from '#src/storage/database.ts';
import { trainingReminders } from './reminders.ts';

/** The work that sessions need done: reminders of what is booked, and mails of news that nobody saw. */
export const trainingJobs = (parts: {
  readonly db: Database;
  readonly wake: () => void;
  readonly mailIsOn: boolean;
  readonly pageUrl: () => string;
  readonly now: () => number;
}): JobKind[] => [trainingReminders(parts), newsMailJob(parts)];
