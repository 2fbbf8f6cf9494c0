import type { Notice } from '#src/features/opportunities/notice/notice.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';

/** What the words of a notice tell beside its fields; what they do not tell is absent. */
export interface SaidInNotice {
  /** The last day for questions. */
  readonly questionsUntil?: IsoDate | undefined;
  readonly visit?: { readonly on?: IsoDate | undefined; readonly isRequired: boolean } | undefined;
  /** The least yearly turnover that is asked for, in euros. */
  readonly turnoverAsked?: number | undefined;
}

/** Sentences of a notice that are looked at. */
const LONGEST = 8_000;
const QUESTIONS =
  /\bquestions? (?:des candidats|posee?s|peuvent|doivent|ecrites?|au plus tard|jusqu'au)|\bposer (?:leurs|vos|des|toute) questions?|\bdemandes? de renseignements|\brenseignements complementaires\b/;
const VISIT = /\bvisites?\b(?! medicales?)/;
const REQUIRED = /\bvisites?[^.]{0,40}\bobligatoires?|\bobligatoire(?:ment)?[^.]{0,40}\bvisite/;
const NONE = /\b(?:pas|aucune|sans) (?:de )?visite|\bvisites?[^.]{0,30}\bfacultati/;
const TURNOVER = /\bchiffres? d'affaires?\b[^.]{0,80}\b(?:minim\w+|au moins|superieure? a|egale? a)/;
/** Nobody asks for less. */
const LEAST_TURNOVER = 1_000;
/** A deadline that the words tell is of the weeks before the closing. */
const DAYS_BEFORE = 120;

/** Reads what a notice says in words of questions, of a visit and of the turnover that is asked for. Pure. */
export function saidInNotice(notice: Notice, now: number): SaidInNotice {
  const today = parisDay(now);
  const closing = notice.closing?.day;
  const inReach = (day: IsoDate): boolean =>
    closing === undefined ? day >= today : day <= closing && day >= addDays(closing, -DAYS_BEFORE);
  const sentences = sentencesOf(notice).map((sentence) =>
    quantitiesIn(sentence, notice.publishedOn ?? today),
  );
  const dayIn = (pattern: RegExp): IsoDate | undefined =>
    sentences.find(({ text, days }) => pattern.test(text) && days.some(({ date }) => inReach(date)))?.days[0]
      ?.date;
  const visits = sentences.filter(({ text }) => VISIT.test(text) && !NONE.test(text));
  const asked = sentences.find(({ text }) => TURNOVER.test(text));
  const amount = asked?.amounts.find(({ value, money }) => money && value >= LEAST_TURNOVER);
  return {
    questionsUntil: dayIn(QUESTIONS),
    visit:
      visits.length === 0
        ? undefined
        : { on: dayIn(VISIT), isRequired: visits.some(({ text }) => REQUIRED.test(text)) },
    turnoverAsked: amount?.value,
  };
}

/** A point in a number or in an abbreviation ends no sentence. */
const sentencesOf = ({ description = '', lots }: Notice): string[] =>
  [description, ...lots.map((lot) => lot.description ?? '')]
    .join('\n')
    .slice(0, LONGEST)
    .split(/(?<=[.;!?])\s+(?=[A-ZÀ-Ü])|\n/u)
    .filter((sentence) => sentence.trim() !== '');
