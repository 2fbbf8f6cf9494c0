import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { calendarTexts as texts } from '#src/features/training/texts.ts';

/** Somebody's place at an event, as calendars keep it. */
interface CalendarEntry {
  /** The same for each version of it. */
  readonly id: string;
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly title: string;
  readonly place: string;
  readonly host: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Reserved for what is no address (RFC 2606 §2). */
const NO_ADDRESS = 'hotline@hotline.invalid';

/**
 * A calendar file (RFC 5545): an entry as it is now, or its cancellation (RFC 5546 §3.2.1 and §3.2.5). A calendar that
 * has it already takes the version with the highest number.
 * @param now when it is made, in epoch milliseconds
 */
export function calendarFile(
  entry: CalendarEntry,
  { organizer = NO_ADDRESS, now }: { organizer?: string | undefined; now: number },
): string {
  const { isCancelled, sequence } = entry;
  const calendar = ical({
    prodId: { company: texts.owner, product: texts.product, language: 'FR' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${entry.id}@hotline`,
    sequence,
    stamp: new Date(now),
    start: new Date(entry.startsAt),
    end: new Date(entry.endsAt),
    summary: entry.title,
    location: entry.place,
    description: texts.description(entry.host),
    organizer: { name: texts.product, email: organizer },
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
