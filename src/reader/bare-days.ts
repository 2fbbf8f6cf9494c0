import { addMonths } from '#src/platform/calendar/days.ts';
import { type IsoDate, isIsoDate } from '#src/platform/calendar/iso-date.ts';

interface Day {
  readonly date: IsoDate;
  readonly at: number;
  readonly end: number;
}

/** « le 13 », « le vendredi 13 »; not « dans le 13 » (a département), « le 2e lot », « le 20 % ». */
const BARE =
  /(?<!\bdans )\b(?:le|du|au) (?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(\d{1,2})(?:er)?(?![\p{L}\d/#€%-]|[.,]\d| ?(?:[€%#]|euros?\b|eur\b|ht\b|ttc\b|h\b|heures?\b|lots?\b))/gu;

/**
 * Days said without their month once another day says it: « rejets envoyés le 9 novembre, signé le 13 ». The month is
 * that of the day before in the text, or the next one when the number is smaller; before the first full day, it is that
 * day's month, or the one before.
 * @param text folded text whose other quantities are blanked with as many `#`
 * @param full days of the text that say their month
 */
export function bareDays(text: string, full: readonly Day[]): Day[] {
  if (full.length === 0) return [];
  return [...text.matchAll(BARE)].flatMap((match) => {
    const number = match[1] ?? '';
    const at = match.index + match[0].lastIndexOf(number);
    const date = dateOf(Number(number), at, full);
    return date ? [{ date, at, end: match.index + match[0].length }] : [];
  });
}

function dateOf(number: number, at: number, full: readonly Day[]): IsoDate | undefined {
  const before = full.findLast((day) => day.at < at);
  const anchor = before ?? full[0];
  if (!anchor) return undefined;
  const inMonth = (date: IsoDate) => `${date.slice(0, 8)}${String(number).padStart(2, '0')}`;
  const own = inMonth(anchor.date);
  const moved = before ? own < anchor.date : own > anchor.date;
  const date = moved ? inMonth(addMonths(`${anchor.date.slice(0, 8)}01`, before ? 1 : -1)) : own;
  return isIsoDate(date) ? date : undefined;
}
