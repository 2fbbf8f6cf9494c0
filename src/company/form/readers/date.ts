import { fold } from '#src/platform/french/text-analysis.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

const MONTHS = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(
  ' ',
);
const MONTH = `(${MONTHS.join('|')}|${MONTHS.map((month) => month.slice(0, 4)).join('|')}|janv|fev|sept|oct|nov|dec|juil)\\.?`;
const OLDEST = 1800;

const two = (value: number): string => String(value).padStart(2, '0');
const monthOf = (word: string): number =>
  MONTHS.findIndex((month) => month.startsWith(word.replace('.', '').slice(0, 4))) + 1;

/**
 * Reads when a company was created: a year, a month or a day, as « 2015 », « 2015-03 » or « 2015-03-12 ».
 * @param today « YYYY-MM-DD »
 */
export function readDate(text: string, today: string): Read<string> {
  const said = fold(text);
  const ago = /\b(?:il y a|y a|ya) (?:environ )?(\d{1,3}|un|deux|trois|quatre|cinq|dix) ans?\b/.exec(
    said,
  )?.[1];
  if (ago) {
    const years = { un: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, dix: 10 }[ago] ?? Number(ago);
    return checked(String(Number(today.slice(0, 4)) - years), today);
  }
  if (/\bcette annee\b/.test(said)) return good(today.slice(0, 4));
  const iso = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/.exec(said);
  if (iso) return checked(iso[0], today);
  const day = /\b(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})\b/.exec(said);
  if (day) return checked(`${day[3]}-${two(Number(day[2]))}-${two(Number(day[1]))}`, today);
  const month = /\b(\d{1,2})\s?[/.-]\s?(\d{4})\b/.exec(said);
  if (month) return checked(`${month[2]}-${two(Number(month[1]))}`, today);
  const named = new RegExp(`\\b(?:(\\d{1,2})(?:er)? )?${MONTH} (\\d{4})\\b`).exec(said);
  if (named) {
    const start = `${named[3]}-${two(monthOf(named[2] ?? ''))}`;
    return checked(named[1] ? `${start}-${two(Number(named[1]))}` : start, today);
  }
  const year = /(?<![\d.,])(\d{4})(?![\d]|[.,]\d| ?(?:€|euros?|salarie))/.exec(said)?.[1];
  return year ? checked(year, today) : bad(errors.dateNone);
}

function checked(value: string, today: string): Read<string> {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return bad(errors.dateWrong);
  if (value > today.slice(0, value.length)) return bad(errors.dateFuture);
  return year < OLDEST ? bad(errors.dateOld) : good(value);
}
