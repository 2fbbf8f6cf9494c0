import ical, { ICalAlarmType } from 'ical-generator';
import type { Handout } from '#src/features/handouts/handout.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

/**
 * The moments of a document as a calendar (RFC 5545), each with its alarms. Moments are written in UTC: every calendar
 * shows them at the right hour of France, summer and winter.
 */
export function icsFile(handout: Handout): Uint8Array {
  const calendar = ical({
    name: handout.title,
    prodId: { company: 'La Fabrique des Marches Responsables', product: 'Hotline', language: 'FR' },
  });
  for (const { id, title, text, at, minutes, alarms } of handout.events) {
    const event = calendar.createEvent({
      id: `${id}@hotline`,
      stamp: new Date(instantOf(handout.made, '00:00')),
      start: new Date(at),
      end: new Date(at + minutes * MINUTE_MS),
      summary: title,
      description: `${text}\n\n${texts.footer(handout.made)}`,
    });
    for (const before of alarms)
      event.createAlarm({ type: ICalAlarmType.display, triggerBefore: before * 60, description: title });
  }
  return new TextEncoder().encode(calendar.toString());
}
