import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { ClockTime } from '#src/platform/calendar/paris-time.ts';
import { frenchTime, shortDate, shortWeekdayDate } from '#src/platform/french/moments.ts';

/** What a person should still check in a closing moment: its hour, its day (or year), or simply all of it. */
export type Unsure = 'hour' | 'day' | 'both' | 'all';

const TO_CHECK: Readonly<Record<Unsure, string>> = {
  hour: 'heure à vérifier',
  day: 'jour à vérifier',
  both: 'jour et heure à vérifier',
  all: 'à vérifier',
};

/**
 * The closing moment of a tender, read back: « le vendredi 27 novembre à 12 h », « le 28 novembre (heure à vérifier) ».
 * It names the day, never « demain »: it is kept, and read again on other days.
 * @param time absent when the person gave none
 * @param skipped the time that they gave, when the clocks jump over it in the night of spring
 */
export function saidDeadline(
  {
    day,
    time,
    unsure,
    skipped,
  }: {
    day: IsoDate;
    time?: ClockTime | undefined;
    unsure?: Unsure | undefined;
    skipped?: ClockTime | undefined;
  },
  today: IsoDate,
): string {
  const hour = time === undefined ? '' : ` à ${frenchTime(time)}`;
  if (unsure === undefined) return `le ${shortWeekdayDate(day, today)}${hour}`;
  const why =
    skipped === undefined ? '' : ` : ${frenchTime(skipped)} n’existe pas cette nuit-là, l’heure change`;
  return `le ${shortDate(day, today)}${hour} (${TO_CHECK[unsure]}${why})`;
}
