import { choices, words } from '#src/channel/make-blocks.ts';
import { dueReminder, FIRST_REMINDER_MS } from '#src/features/training/rules/session.ts';
import { type Booking, bookingsBetween, markBookingReminded } from '#src/features/training/store/bookings.ts';
import { findEvent } from '#src/features/training/store/events.ts';
import { newsMailJob } from '#src/person/mail/news-mail.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { button } from './blocks.ts';
import { tellPerson } from './news.ts';
import { bookingTexts as texts } from './texts.ts';

/** The work that sessions need done: reminders of what is booked, and mails of news that nobody saw. */
export const trainingJobs = (parts: {
  readonly db: Database;
  readonly wake: () => void;
  readonly mailIsOn: boolean;
  readonly pageUrl: () => string;
  readonly now: () => number;
}): JobKind[] => [trainingReminders(parts), newsMailJob(parts)];

const EVERY_MS = 10 * MINUTE_MS;

/** Reminds of booked events, twice at most each: the day before, and shortly before. */
export const trainingReminders = ({
  db,
  wake,
  now,
}: {
  readonly db: Database;
  readonly wake: () => void;
  readonly now: () => number;
}): JobKind => ({
  kind: 'training-reminders',
  next: every(EVERY_MS),
  run: async () => {
    const at = now();
    const coming = await bookingsBetween(db, { after: at, until: at + FIRST_REMINDER_MS });
    for (const booking of coming) await db.tx((tx) => remind(tx, booking, at));
    if (coming.length > 0) wake();
    return undefined;
  },
});

async function remind(tx: Transaction, booking: Booking, now: number): Promise<void> {
  const event = await findEvent(tx, booking.eventId);
  const due = event && dueReminder(event, booking, now);
  if (!event || due === undefined) return;
  const { id, sequence, reminders, personId } = booking;
  if (!(await markBookingReminded(tx, { id, sequence, reminders, to: due }))) return;
  const said = texts.reminder(event.title, momentInFrench(event.startsAt, now), event.place, event.host);
  const blocks = [
    ...words(said),
    choices(button(`ics:${id}`, texts.fileButton), button(`cancel:${id}`, texts.cancelButton)),
  ];
  await tellPerson(tx, { personId, news: { subject: texts.subject(event.title), blocks }, now });
}
