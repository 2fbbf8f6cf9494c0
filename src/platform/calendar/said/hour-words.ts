import type { ClockTime } from '#src/platform/calendar/paris-time.ts';

/** A time of day in a text: where it stands, and what is known of it. */
export interface HourMention {
  readonly start: number;
  readonly end: number;
  /** `clock`: a time as clocks show it; `midnight`: the word, of which the day is unclear; `part`: « le matin », its first hour. */
  readonly kind: 'clock' | 'midnight' | 'part';
  readonly time: ClockTime;
}

/** The last minute of a day: « minuit », « 24 h » and « 23:59 » close the same tenders, and it names the right day. */
export const LAST_MINUTE: ClockTime = '23:59';

const CLOCK =
  /(?<![\d/.,:-])(\d{1,2})(?: ?(?:heures?|hrs?|h)(?![a-z])(?: ?([0-5]\d)(?![\d/.:]))?|h([0-5]\d)(?!\d)|:([0-5]\d)(?::\d\d)?(?!\d))(?: (du matin|de l'apres[- ]midi|du soir))?/g;
const WORDS = /(?<!apres[- ])\bmidi\b(?: et (demie?)| (30|15|45)\b(?! ?(?:h|jours?|%)))?|\bminuit\b/g;
/** The earliest hour of a part of the day: what closes then may close from that hour on. */
const PARTS: readonly (readonly [RegExp, ClockTime])[] = [
  [/\bfin de (?:la )?matinee\b/g, '11:00'],
  [/\bfin d(?:e (?:la )?journee|'apres[- ]midi)\b/g, '16:00'],
  [/\bmatin(?:ee)?\b/g, '09:00'],
  [/\b(?:apres[- ]midi|aprem)\b/g, '14:00'],
  [/\b(?:soir|soiree)\b/g, '18:00'],
];

/** The times of day in a folded text whose numbers are in digits, in order. « dans 3 h » is among them too. */
export function hoursIn(text: string): HourMention[] {
  const found: HourMention[] = [];
  const add = (match: RegExpMatchArray, kind: HourMention['kind'], time: ClockTime) => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (found.every((other) => end <= other.start || other.end <= start))
      found.push({ start, end, kind, time });
  };
  for (const match of text.matchAll(CLOCK)) {
    const [, hours = '', spaced, joined, colon, part] = match;
    const time = clockTime(Number(hours), Number(spaced ?? joined ?? colon ?? 0), part);
    if (time) add(match, 'clock', time);
  }
  for (const match of text.matchAll(WORDS)) {
    if (match[0] === 'minuit') add(match, 'midnight', LAST_MINUTE);
    else add(match, 'clock', `12:${match[1] ? '30' : (match[2] ?? '00')}`);
  }
  for (const [pattern, time] of PARTS) {
    for (const match of text.matchAll(pattern)) add(match, 'part', time);
  }
  return found.sort((a, b) => a.start - b.start);
}

function clockTime(hours: number, minutes: number, part = ''): ClockTime | undefined {
  if (hours === 24 && minutes === 0) return LAST_MINUTE;
  if (hours > 23) return undefined;
  return twoDigits(/soir|midi/.test(part) ? afternoon(hours) : hours, minutes);
}

const afternoon = (hours: number): number => (hours > 0 && hours < 12 ? hours + 12 : hours);

const twoDigits = (hours: number, minutes: number): ClockTime =>
  `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;

/** A time said after a part of the day: « vendredi soir à 8 h » is 20:00. */
export function timeWithin(part: HourMention, clock: HourMention): ClockTime {
  const [hours, minutes] = clock.time.split(':').map(Number) as [number, number];
  return part.time >= '14:00' ? twoDigits(afternoon(hours), minutes) : clock.time;
}
