import { addMonths, endOfMonth } from '#src/platform/calendar/days.ts';
import { addDays, MONTHS, parisDay, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import type { ClockTime } from '#src/platform/calendar/paris-time.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import {
  after,
  bare,
  coming,
  exact,
  fromMonday,
  fromToday,
  indexOf,
  lastWorked,
  monday,
  monthEndingNext,
  type NamedDay,
  previous,
  unsure,
  type Viewpoint,
  weekday,
  withWeekday,
  yearless,
} from './name-day.ts';

/** A day in a text: where it stands, and which it is once the hour beside it is known (a weekday needs it). */
export interface DayMention {
  readonly start: number;
  readonly end: number;
  readonly named: (time: ClockTime | undefined) => NamedDay | undefined;
}

type Groups = readonly (string | undefined)[];
type Reader = (groups: Groups, view: Viewpoint, time: ClockTime | undefined) => NamedDay | undefined;

const FOLDED_MONTHS = MONTHS.map(fold);
const SHORT = [
  'jan(?:v)?',
  'fevr?',
  'mar',
  'avr',
  'mai',
  'juin',
  'juil?',
  'aou',
  'sept?',
  'oct',
  'nov',
  'dec',
];
const MONTH = FOLDED_MONTHS.map((name, index) => `${name}|${SHORT[index]}`).join('|');
const WEEKDAY = WEEKDAYS.join('|');
/** A weekday said with its date: « vendredi 11 », « vendredi prochain, le 11 », « vendredi (11/12) ». */
const ITS_DATE = String.raw`(?: prochain| qui vient)?(?: |,? le | ?\()`;
/** The same before a bare number: « vendredi prochain 2 offres » names no second of the month. */
const ITS_NUMBER = String.raw`(?: |(?: prochain| qui vient)?(?:,? le | ?\())`;
/** After a bare number: not « le 28/11 », « le 12 h », « le 2e lot », « le 20 % ». */
const BARE_END = String.raw`(?:er)?(?![\p{L}\d/#€%:-]|[.,]\d| ?(?:[€%#]|euros?\b|eur\b|h\b|heures?\b|lots?\b|jours?\b|mois\b|semaines?\b))`;
/** From the longest wordings to the shortest: words already read are not read again. */
const RULES: readonly (readonly [string, Reader])[] = [
  [String.raw`(?<![\d/.-])(20\d\d)-(\d\d)-(\d\d)(?!\d)`, ([y, m, d]) => exact(y, m, d)],
  [
    String.raw`(?:\b(${WEEKDAY})${ITS_DATE})?(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:20)?\d\d)(?![\d/])`,
    ([name, d, m, y = '']) => withWeekday(name, exact(y.length === 2 ? `20${y}` : y, m, d)),
  ],
  [
    String.raw`(?:\b(${WEEKDAY})${ITS_DATE})?(?<![\d/.,-])(\d{1,2})/(\d{1,2})(?![\d/]|[.,]\d)`,
    ([name, d, m], view) => withWeekday(name, yearless(Number(m), Number(d), view), parisDay(view.now)),
  ],
  [
    String.raw`(?:\b(${WEEKDAY})${ITS_DATE})?\b(?:(\d{1,2})(?:er)?|premier) (${MONTH})\b\.?(?: (20\d\d)\b)?`,
    ([name, d = '1', month, y], view) => {
      const m = monthOf(month);
      const found = y ? exact(y, String(m), d) : yearless(m, Number(d), view);
      return withWeekday(name, found, y ? undefined : parisDay(view.now));
    },
  ],
  [
    String.raw`\b(debut|mi|courant|fin)[ -](?:du mois de |de |d')?(${MONTH})\b\.?(?: (20\d\d)\b)?`,
    ([part, month, y], view) => {
      const m = monthOf(month);
      const day = part === 'mi' ? 15 : 1;
      if (part !== 'fin') return unsure(y ? exact(y, String(m), String(day)) : yearless(m, day, view));
      const first = y ? exact(y, String(m), '1') : monthEndingNext(m, view);
      return first && lastWorked(endOfMonth(first.day), view.now);
    },
  ],
  [
    String.raw`\bfin (?:du|de|de ce) mois( prochain)?\b`,
    ([next], { now }) => lastWorked(endOfMonth(addMonths(parisDay(now), next ? 1 : 0)), now),
  ],
  [
    String.raw`\b(?:en )?fin de (?:la |cette )?semaine( prochaine)?\b`,
    ([next], { now }) => fromMonday(next ? 11 : 4, now),
  ],
  [
    String.raw`\b(${WEEKDAY}) (?:de )?(?:(la semaine prochaine)|cette semaine)\b`,
    ([name, next], { now }) => ({
      day: addDays(monday(now), ((indexOf(name) + 6) % 7) + (next ? 7 : 0)),
      sure: true,
    }),
  ],
  [String.raw`\b(?:la )?semaine prochaine\b`, (_, { now }) => fromMonday(7, now)],
  [String.raw`\b(?:ce|le) week-?end\b`, (_, { now }) => fromMonday(5, now)],
  [
    String.raw`\b(${WEEKDAY}) en (8|15)\b(?! ?(?:h|jours))`,
    ([name, days], { now }) => ({ day: addDays(coming(name, now, 1), days === '8' ? 7 : 14), sure: true }),
  ],
  [
    String.raw`\b(${WEEKDAY})${ITS_NUMBER}(\d{1,2})${BARE_END}`,
    ([name, d], view) => withWeekday(name, bare(Number(d), view, indexOf(name)), parisDay(view.now)),
  ],
  [
    String.raw`\b(${WEEKDAY}) dernier\b(?! delai)`,
    ([name], { now }) => ({ day: previous(name, now, 1), sure: true }),
  ],
  [String.raw`\b(${WEEKDAY}) prochain\b`, ([name], { now }) => ({ day: coming(name, now, 1), sure: true })],
  [
    String.raw`(?<!\b(?:un|les|des|chaque) )\b(${WEEKDAY})\b`,
    ([name], view, time) => ({ day: weekday(name, view, time), sure: true }),
  ],
  [String.raw`\b(?:apres|sur)[- ]?lendemain\b|\bapres[- ]demain\b`, (_, { now }) => fromToday(2, now)],
  [String.raw`\bavant[- ]hier\b`, (_, { now }) => fromToday(-2, now)],
  [String.raw`\b(?:d[e]?main|dem1|demin|2main)\b`, (_, { now }) => fromToday(1, now)],
  [String.raw`\bhier\b`, (_, { now }) => fromToday(-1, now)],
  [
    String.raw`\baujourd'? ?hui\b|\b(?:ce|cet|cette)(?= (?:soir|midi|matin|matinee|apres[- ]midi|aprem|soiree)\b)|\ba (?=minuit ce soir)`,
    (_, { now }) => fromToday(0, now),
  ],
  [
    String.raw`(?:\b(?:dans|d'ici|sous) (?:moins (?:de |d'))?|(?<=\b(?:reste(?:nt)? |(?:reste(?:nt)?|plus|n'\w+) qu(?:e |'))))(une?|\d{1,3}) ?(?:de )?(minutes?|min|mn|heures?|h|jours?|j|semaines?|mois)\b( ouvres?\b)?`,
    ([count, unit = '', worked], { now }) =>
      after(/^une?$/.test(count ?? '') ? 1 : Number(count), unit, now, worked),
  ],
  [
    String.raw`(?:\b(?:dans|d'ici) |(?<=\b(?:reste |(?:reste|plus) qu(?:e |'))))une demi[- ]heure\b`,
    (_, { now }) => after(30, 'min', now),
  ],
  [String.raw`(?<!\bdans )\b(?:le|du|au) (\d{1,2})${BARE_END}`, ([d], view) => bare(Number(d), view)],
];
const PATTERNS = RULES.map(([source, read]) => ({ pattern: new RegExp(source, 'gu'), read }));

/** The days in a folded text whose numbers are in digits, in order. */
export function daysIn(text: string, view: Viewpoint): DayMention[] {
  const found: DayMention[] = [];
  for (const { pattern, read } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = match.index + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ start, end, named: (time) => read(match.slice(1), view, time) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const monthOf = (name = ''): number =>
  FOLDED_MONTHS.findIndex((month, index) => new RegExp(`^(?:${month}|${SHORT[index]})$`).test(name)) + 1;
