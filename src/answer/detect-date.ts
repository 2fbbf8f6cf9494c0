import { frenchDate, type IsoDate, isIsoDate, MONTHS } from '#src/knowledge/dates.ts';
import { fold } from '#src/retrieval/french-text.ts';

/** The day for which rules are asked, and how the person named it. */
export interface AskedDate {
  readonly date: IsoDate;
  /** As a person would read it back: « février 2026 », « 2025 », « le 12 mars 2026 ». */
  readonly said: string;
}

const FOLDED_MONTHS = MONTHS.map(fold);
const MONTH = FOLDED_MONTHS.join('|');
/** Words that tie a date to the launch of a procedure, and not to a tender's closing or to a past event. */
const LAUNCH =
  '(?:lance|publie|engage|notifie|signe|passe|paru|conclu|attribue|emis|envoye)e?s?|consultation|marche|contrat|avis|procedure|seuils?|regles?|annonce';
const DAY_MONTH = new RegExp(`\\b(?:(\\d{1,2})(?:er)? )?(${MONTH}) (20\\d{2})\\b`);
const NUMERIC = /\b(\d{1,2})[/.](\d{1,2})[/.](20\d{2})\b|\b(20\d{2})-(\d{2})-(\d{2})\b/;
/** A year alone: not part of a law's number, of a period, or of a name such as « ESS 2024 » or « CCAG 2021 ». */
const YEAR =
  /(?<![\w/-]|ess |paris |jo |jeux |jop |ccag |olympiques? |entreprises )(?:en |de |annee |debut |fin |courant |mi-)(20[12]\d)(?![\w/-]| ?(?:€|euros?\b|k€|ht\b))/;
const YEAR_OF =
  /\b(?:seuils?|regles?|bareme|montants?)(?: europeens?)?(?: applicables?)? (?:(?:pour|en|de) (?:l'annee )?)?(20[12]\d)(?![\w/-])/;

/**
 * The date of the consultation that a question speaks of, when it says one. A month gives its middle and a past year
 * its middle: thresholds change at month ends. The current year alone means today.
 */
export function detectDate(question: string, today: IsoDate): AskedDate | undefined {
  const text = fold(question).replace(/\s+/g, ' ');
  const tied = new RegExp(`\\b(?:${LAUNCH})\\b`).test(text);
  const numeric = NUMERIC.exec(text);
  if (numeric && tied && !isReceived(text, numeric.index)) {
    const [, day, month, year, isoYear, isoMonth, isoDay] = numeric;
    const date = isoYear ? `${isoYear}-${isoMonth}-${isoDay}` : `${year}-${pad(month)}-${pad(day)}`;
    if (isIsoDate(date)) return { date, said: `le ${numeric[0]}` };
  }
  const written = DAY_MONTH.exec(text);
  if (
    written &&
    !isReceived(text, written.index) &&
    (tied || new RegExp(`\\b(?:en|debut|fin|mi-?) ?${written[2]}`).test(text))
  ) {
    const month = FOLDED_MONTHS.indexOf(written[2] ?? '') + 1;
    const before = /\bavant (?:le )?$/.test(text.slice(0, written.index));
    const named = `${written[3]}-${pad(String(month))}-${pad(written[1] ?? (before ? '1' : '15'))}`;
    const date = before ? dayBefore(named) : named;
    const name = written[1] || before ? `le ${frenchDate(date)}` : `${MONTHS[month - 1]} ${written[3]}`;
    if (isIsoDate(date)) return { date, said: name };
  }
  const year = (tied ? YEAR.exec(text) : undefined) ?? YEAR_OF.exec(text);
  if (year?.[1] && year[1] !== today.slice(0, 4)) return { date: `${year[1]}-07-01`, said: year[1] };
  if (tied && /\b(?:l'an dernier|l'annee derniere|l'an passe)\b/.test(text)) {
    const last = String(Number(today.slice(0, 4)) - 1);
    return { date: `${last}-07-01`, said: last };
  }
  return undefined;
}

const pad = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** « j'ai reçu la lettre le 20 novembre », « ça ferme le 12 mars »: a day of the person's own, not of the launch. */
const isReceived = (text: string, at: number): boolean =>
  /\b(?:recue?s?|lettre|courrier|notification|rejet|ferme|cloture|date limite|jusqu'au|facture|livre|depose)\b[^.!?]{0,25}$/.test(
    text.slice(0, at),
  );

/** « avant le 28 mai 2026 » speaks of the rules of the day before. */
function dayBefore(date: IsoDate): IsoDate {
  if (!isIsoDate(date)) return date;
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
