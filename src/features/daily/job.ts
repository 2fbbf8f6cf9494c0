import { createHash } from 'node:crypto';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { isWorkingDay } from '#src/platform/calendar/holidays.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { dailyAt } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import type { DailyNews } from './news.ts';
import { dailyReaders } from './store/daily-mail.ts';
import { dailyMail } from './texts.ts';

/** What the mail of the morning is made of. */
export interface DailyParts {
  readonly db: Database;
  readonly mailIsOn: boolean;
  /** What is to be watched now, a sentence each. */
  readonly watched: () => Promise<readonly string[]>;
  /** What the calendar has to tell on a day, that it has not told yet. */
  readonly coming: (today: IsoDate) => Promise<readonly DailyNews[]>;
  /** Where the hotline is, without a slash at the end. */
  readonly url: () => string;
  readonly now: () => number;
}

export const DAILY_MAIL_KIND = 'daily-mail';
/** Who has not signed in for so long may have left the team. */
export const GONE_MS = 60 * DAY_MS;
const SIGNS_OF_ID = 24;

/** Tells the staff who want it, on working days at 8 in Paris, what is to be watched; nothing when nothing is. */
export const dailyMailJob = (parts: DailyParts): JobKind => ({
  kind: DAILY_MAIL_KIND,
  next: dailyAt('08:00'),
  run: async () => {
    const { db, mailIsOn, watched, coming, url, now } = parts;
    const at = now();
    const today = parisDay(at);
    if (!mailIsOn || !isWorkingDay(today)) return undefined;
    const readers = await dailyReaders(db, at - GONE_MS);
    if (readers.length === 0) return undefined;
    const [lines, news] = await Promise.all([watched(), coming(today)]);
    const count = lines.length + news.length;
    if (count === 0) return undefined;
    const text = dailyMail.text({ watched: lines, coming: news.map((one) => one.text), url: url() });
    // Tomorrow's says it again, if it still holds.
    const until = instantOf(addDays(today, 1), '00:00');
    return async (tx) => {
      for (const { id, email } of readers) {
        const mail = { id: mailId(today, id), to: email, subject: dailyMail.subject(count), text, until };
        await queueMail(tx, mail, at);
      }
      for (const one of news) await one.note(tx);
    };
  },
});

/** One a day and a member, however often the job runs. */
const mailId = (day: IsoDate, memberId: string): string =>
  `daily-${day}-${createHash('sha256').update(memberId).digest('hex').slice(0, SIGNS_OF_ID)}`;
