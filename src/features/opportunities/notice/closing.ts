import { type IsoDate, isIsoDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import { type ClockTime, instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Closing } from './notice.ts';

const LAST_MINUTE: ClockTime = '23:59';
/** « 2026-09-22T16:00:00.000+02:00 », « 2026-09-30+02:00 », « 20170327 17:00 » */
const MOMENT =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const HOUR = /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

interface Moment {
  readonly day: IsoDate;
  readonly time: ClockTime | undefined;
  /** « Z », « +02:00 »; undefined where none is written. */
  readonly zone: string | undefined;
}

/** The day of a text that may hold an hour and a zone: « 2026-08-18+02:00 », « 20170216 ». */
export function dayIn(text: string | undefined): IsoDate | undefined {
  const [, year, month, day] = MOMENT.exec((text ?? '').trim()) ?? [];
  const found = `${year}-${month}-${day}`;
  return isIsoDate(found) ? found : undefined;
}

function momentOf(dateText: string, timeText: string | undefined): Moment | undefined {
  const date = MOMENT.exec(dateText.trim());
  const day = dayIn(dateText);
  if (!date || day === undefined) return undefined;
  const [, , , , hour, minute, zone] = date;
  if (hour !== undefined && minute !== undefined) return { day, time: clock(hour, minute), zone };
  const time = HOUR.exec((timeText ?? '').trim());
  if (!time) return { day, time: undefined, zone };
  return { day, time: clock(time[1] ?? '', time[2] ?? ''), zone: time[3] ?? zone };
}

function clock(hour: string, minute: string): ClockTime | undefined {
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

/**
 * The end of a call, from its form: a day with an hour, together or apart. Without a zone, an hour is the one of Paris:
 * that is what the French forms mean. With a zone, it is that instant, told in Paris time; where its offset is not the one
 * of Paris on that day, the other reading is kept beside.
 */
export function closingIn(
  dateText: string | undefined,
  timeText?: string | undefined,
  stage: Closing['stage'] = 'offers',
): Closing | undefined {
  const moment = momentOf(dateText ?? '', timeText);
  if (!moment) return undefined;
  const { day, time, zone } = moment;
  if (time === undefined) return dayOnly(day, stage);
  const local = instantOf(day, time);
  const iso = zone === undefined ? undefined : `${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`;
  const at = iso === undefined ? local : Date.parse(`${day}T${time}:00${iso.toUpperCase()}`);
  if (Number.isNaN(at)) return dayOnly(day, stage);
  const shown = parisTime(at);
  const closing: Closing = { day: shown.day, time: shown.time, at, stage };
  return at === local ? closing : { ...closing, orAt: local };
}

/** The end of a call whose hour is not told, or not to be believed. */
export const dayOnly = (day: IsoDate, stage: Closing['stage'] = 'offers'): Closing => ({
  day,
  at: instantOf(day, LAST_MINUTE),
  stage,
});

const MONTH_NAMES = MONTHS.map((month) => fold(month));
/** Dates that people write, in folded words. */
const SAID_DATE = new RegExp(
  String.raw`(?<![\d/.-])(?:(\d{1,2})(?:er)? (${MONTH_NAMES.join('|')}) (\d{4})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?!\d)`,
  'g',
);
/** The hour that follows one: « avant 12h00 », « - 12 h 00 », « à 16:00 », « à midi ». */
const SAID_HOUR =
  /^[\s,;()–-]{0,4}(?:(?:a|avant|au plus tard a|au plus tard|heure limite|jusqu'a|vers)?[\s:]{0,2})(?:(midi)|(\d{1,2}) ?(?:h(?:eures?)?|:) ?(\d{2})?)(?!\d)/;
/** What comes before a date that is no more. */
const OLD =
  /(?:au lieu d[eu]|et non|remplace|initialement|prevue?s?|precedemment|anterieure?|ancienne?|\bdu\b)[^.]{0,40}$/;
/** What comes before one that holds now. */
const NEW =
  /(?:report\w{0,12}|prolong\w{0,12}|repouss\w{0,12}|decal\w{0,12}|proro\w{0,12}|fixee?|lire|desormais|nouvelle|jusqu'au|modifiee?|avancee?|devient|est le|remplacee? par|differee?)[^.]{0,60}$/;
/** Only sentences about answers: visits and questions have dates too. */
const ABOUT = /offre|candidature|plis?\b|remise|reception|date limite|soumission|depot|cloture|delai/;

interface SaidDate {
  readonly day: IsoDate;
  readonly time: ClockTime | undefined;
  readonly isNew: boolean;
  readonly isOld: boolean;
}

function saidDates(text: string): SaidDate[] {
  let end = 0;
  return [...text.matchAll(SAID_DATE)].flatMap((match) => {
    const before = text.slice(Math.max(end, match.index - 90), match.index);
    end = match.index + match[0].length;
    const day = saidDay(match);
    if (day === undefined) return [];
    const [, midi, hour, minute] = SAID_HOUR.exec(text.slice(end, end + 40)) ?? [];
    const time = midi ? '12:00' : hour === undefined ? undefined : clock(hour, minute ?? '00');
    const isOld = OLD.test(before) && !/report\w{0,12} (?:au|a|jusqu)[^.]{0,30}$/.test(before);
    return [{ day, time, isNew: NEW.test(before) && !isOld, isOld }];
  });
}

function saidDay([, day, month, year, d, m, y, iy, im, id]: RegExpExecArray): IsoDate | undefined {
  const pad = (text: string | number | undefined) => String(text).padStart(2, '0');
  const written =
    year !== undefined
      ? `${year}-${pad(MONTH_NAMES.indexOf(month ?? '') + 1)}-${pad(day)}`
      : y !== undefined
        ? `${y}-${pad(m)}-${pad(d)}`
        : `${iy}-${im}-${id}`;
  return isIsoDate(written) ? written : undefined;
}

/** Longer than any correction that tells a date. */
const MOST_SIGNS = 8_000;

/**
 * The date to which a correction moves the end of a call, from its words: « est reportée au mardi 22 septembre 2026 avant
 * 12h00 », « fixée au 5 octobre 2026 - 12 h 00 et non au 1er », « au lieu de 15/09/2026 12:00, lire 22/09/2026 12:00 ».
 * Undefined when no date, or more than one, may be meant.
 */
export function closingSaid(text: string | undefined): Closing | undefined {
  const sentences = fold((text ?? '').slice(0, MOST_SIGNS))
    .replace(/[’]/g, "'")
    .replace(/\s+/g, ' ')
    .split(/(?<=[a-z)]{2}\.) |(?<=;) /);
  const dates = sentences.flatMap((sentence) => (ABOUT.test(sentence) ? saidDates(sentence) : []));
  const told = dates.filter(({ isNew }) => isNew);
  const left = told.length > 0 ? told : dates.filter(({ isOld }) => !isOld);
  const distinct = new Map(left.map((date) => [`${date.day} ${date.time ?? ''}`, date]));
  if (new Set(left.map(({ day }) => day)).size !== 1) return undefined;
  const times = [...distinct.values()].filter(({ time }) => time !== undefined);
  const [only] = times.length > 0 ? times : [...distinct.values()];
  if (!only || times.length > 1) return only && dayOnly(only.day);
  return only.time === undefined ? dayOnly(only.day) : closingIn(only.day, only.time);
}
