import { addMonths } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate, isIsoDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

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
function bareDays(text: string, full: readonly Day[]): Day[] {
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

/** How often an amount comes back. */
export type Period = 'an' | 'mois' | 'trimestre' | 'semaine' | 'jour';

/** An amount of money said by a question. */
export interface Amount {
  readonly value: number;
  /** Said with the amount; undefined when the question says neither. */
  readonly tax?: 'HT' | 'TTC' | undefined;
  /** Said with a currency or a scale: « 80 000 » alone may be anything else. */
  readonly money: boolean;
  /** It comes back each time: « 3 000 € le mois », « 40 000 l’année ». */
  readonly per?: Period | undefined;
  /** Place in the folded text, to tell which words it belongs to. */
  readonly at: number;
  readonly end: number;
}

/** A duration said by a question, in its own unit. */
export interface Duration {
  readonly value: number;
  readonly unit: 'heures' | 'jours' | 'semaines' | 'mois' | 'ans';
  readonly at: number;
  readonly end: number;
}

/** A share said by a question, in percent. */
export interface Share {
  readonly value: number;
  readonly at: number;
  readonly end: number;
}

/** A calendar day said by a question. */
export interface Day {
  readonly date: IsoDate;
  readonly at: number;
  readonly end: number;
}

/** All that a question counts, with the folded text in which places (`at`) are given. */
export interface Quantities {
  /** Folded, single spaces, number words as digits. */
  readonly text: string;
  readonly amounts: readonly Amount[];
  readonly durations: readonly Duration[];
  readonly shares: readonly Share[];
  readonly days: readonly Day[];
}

const NUMBER = String.raw`\d{1,3}(?:[ .]\d{3}){1,5}(?:,\d+)?|\d+(?:[.,]\d+)?`;
const SCALE = String.raw`k ?€|keur|ke\b|k\b|m ?€|meur|millions?|milliers?|mille|m(?= ?(?:€|euros?|ht|ttc)\b)|milliards?|md`;
// « classée 2e » is a rank, « 90e » a price.
const AMOUNT = new RegExp(
  String.raw`(?<![\d.,/\p{L}-])(${NUMBER}) ?(${SCALE})?(?: ?(?:d'|de )?(€|euros?\b|eur\b|balles\b|(?<!(?<!\d)(?:[12]?\d|30))e\b))?(?: ?(ht|ttc|hors taxes?|toutes taxes|tvac?)\b)?`,
  'gu',
);
// « sur un an » counts; « un jour, la mairie… » does not.
const DURATION = new RegExp(
  String.raw`(?<![\d.,/\p{L}-])(${NUMBER}|une?(?= (?:ans?|annee|mois|semaine)(?!\p{L}))) ?(heures?|h|jours?|j|semaines?|sem|mois|ans?|annees?)(?![\p{L}\d€])`,
  'gu',
);
const SHARE = new RegExp(
  String.raw`(?<![\d.,/\p{L}-])(${NUMBER}) ?(?:%|pour ?(?:cents?|100)\b|p\. ?100)`,
  'gu',
);
const FOLDED_MONTHS = MONTHS.map(fold);
const SHORT_MONTHS = 'janv|jan|fevr|fev|mars|avr|mai|juin|juil|aout|sept|sep|oct|nov|dec'.split('|');
const MONTH_NAME = [...FOLDED_MONTHS, ...SHORT_MONTHS].join('|');
const WRITTEN_DAY = new RegExp(
  String.raw`\b(\d{1,2})(?:er)? (${MONTH_NAME})\.?(?: (20\d{2}))?(?![\p{L}])`,
  'gu',
);
const NUMERIC_DAY =
  /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d{2}|\d{2}))?(?![\d/.-]|,\d| ?(?:%|€|euros?|h\b))/g;
const ISO_DAY = /\b(20\d{2})-(\d{2})-(\d{2})\b/g;
const RELATIVE: readonly [RegExp, number][] = [
  [/\bavant[- ]hier\b/g, -2],
  [/(?<!avant[- ])\bhier\b/g, -1],
  [/\baujourd'?hui\b|\bce (?:matin|soir|midi)\b|\bcet apres-midi\b/g, 0],
  [/(?<!apres[- ])\bdemain\b/g, 1],
  [/\bapres[- ]demain\b/g, 2],
];
const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
// « lundi 9 novembre » is one day; « lundi 9h » is a Monday.
const WEEKDAY = new RegExp(
  String.raw`\b(${WEEKDAYS.join('|')})\b(?!(?: |(?: prochain)?,? le )\d{1,2}(?:er)?(?! ?h\b)(?![\d€]))( dernier| passe| prochain)?`,
  'g',
);

/** A number said, with its unit. */
const SAID = String.raw`\d[\d .,]{0,16}(?: ?(?:k?€|euros?|ht|ttc|%|heures?|h|jours?|j|mois|ans?)(?!\p{L})){0,2}`;
/** What is said in the place of what was just said. */
const RATHER = '(?:non|pardon|oups|plutot|je veux dire|je voulais dire|je rectifie|je me trompe)';
/** What hesitates takes nothing back by itself: « 8 000 euros euh 45 jours de retard ». */
const HESITATES = '(?:enfin|euh|heu)';
/** What counts for nothing: it is said not to be so, or another number takes its place in the same breath. */
const DENIED: readonly RegExp[] = [
  // « 26 €, pas 24 », « 48 au lieu de 36 mois »
  new RegExp(
    String.raw`(?:(?<!${RATHER}[ ,]{0,2})[,;(] ?(?:et )?(?:pas|non|non pas)|\b(?:et non|et pas|au lieu de|plutot que)) (?:les |des |de |d'|a )?${SAID}`,
    'gu',
  ),
  // « c'est pas 18 000, c'est 18 450 »
  new RegExp(
    String.raw`\b(?:est|etait|fait|faisait|c) pas? (?:les |des |de )?${SAID}(?=[ ,]{0,2}(?:mais|c'est|c'etait|ca fait|c) (?:de |bien )?\d)`,
    'gu',
  ),
  // « 92 000 HT, enfin non, pardon, 96 000 »
  new RegExp(
    String.raw`${SAID}(?=[ ,]{0,2}(?:ou )?(?:${HESITATES}[ ,]{1,2}){0,2}${RATHER}(?:[ ,]{1,2}(?:${RATHER}|${HESITATES}|c'est|c'etait|de|des|les|a)){0,4}[ ,]{1,2}\d)`,
    'gu',
  ),
];

/** « lot 1 150 000 € » is the first lot, and what it is worth; « à nous 2 390 000 » counts two companies. */
const LOT_NUMBER = /(?<=\b(?:lots? (?:n° ?|numero )?|a nous ))\d{1,2}(?= \d{1,3} \d{3}(?!\d))/g;

/** Reads what a question counts: amounts, durations, shares, calendar days. Numbers of articles count for nothing. */
export function quantitiesIn(question: string, today: IsoDate): Quantities {
  const text = digitsForWords(
    fold(question)
      .replace(/\s+/g, ' ')
      .replace(/(?<=\d) ?mille\b/g, ' k')
      .replace(/\bun(?= million\b)/g, '1')
      // « à deux 390 000 », of two companies, is no two millions.
      .replace(/\b(a (?:nous )?(?:deux|trois|quatre|cinq)) (?=\d{1,3} \d{3}(?!\d))/g, '$1, ')
      // « moitié de main-d'œuvre »: half of what is paid for.
      .replace(/\b(?:la )?moitie (?=(?:de (?:la )?|en )?main[- ]d)/g, '50 % '),
  );
  // Same length, so that places stay true.
  const blank = (source: string, pattern: RegExp) =>
    source.replace(pattern, (found) => '#'.repeat(found.length));
  let rest = blank(
    text,
    /\b(?:articles? |art\. ?)?[lrd]\.? ?\*?\d{3,4}-\d+(?:-\d+)*\b|\b20\d{2}-\d{3,5}\b|\bn° ?\d+/g,
  );
  rest = blank(rest, LOT_NUMBER);
  for (const denied of DENIED) rest = blank(rest, denied);
  const days = daysIn(rest, today);
  for (const day of days) rest = replaceRange(rest, day);
  const shares = [...rest.matchAll(SHARE)].map((match) => ({ value: numberOf(match[1]), ...placeOf(match) }));
  for (const share of shares) rest = replaceRange(rest, share);
  const durations = [...rest.matchAll(DURATION)].map(durationOf);
  for (const duration of durations) rest = replaceRange(rest, duration);
  const bare = bareDays(
    rest,
    days.filter(({ at, end }) => /\d/.test(text.slice(at, end))),
  );
  for (const day of bare) rest = replaceRange(rest, day);
  const all = [...days, ...bare].sort((a, b) => a.at - b.at);
  return { text, amounts: amountsIn(rest), durations, shares, days: all };
}

/** « 3 000 euros le mois », « 1 500 € la semaine pendant 2 ans »; « 40 000 l’année dernière », « du mois de mai » say when. */
const PERIOD_AFTER =
  /^ ?(?:€|euros?)? ?(?:ht |ttc |hors taxes? )?(?:(?:environ|a peu pres|tout compris) )?(?:(?:de|d'|en) ?(?:l'|la |des )?\p{L}{3,20} ){0,2}(?:(?:par|le|la(?= (?:journee|semaine (?:pendant|sur|durant|pour) ))|du|chaque|au(?! jours? (?:de|du|d'|ou)(?!\p{L}))|tous les|toutes les|a l'|l'|de l'|\/) ?(ans?|annees?|mois|trimestres?|semaines?|jours?|journees?)(?!\p{L})(?! (?:suivante?|d'apres|du #|derniers?|dernieres?|prochaine?|passee?|dernier|en cours|precedente?|d'avant|20\d\d|#|de (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|d'(?:avril|aout|octobre))(?!\p{L}))|(annuel|mensuel|trimestriel|hebdomadaire)(?:le)?s?(?!\p{L}))/u;
/** « 130 000 par an 1 an renouvelable 3 fois »: said so, it comes back, whatever is counted next. */
const PERIOD_PLAIN =
  /^ ?(?:€|euros?)? ?(?:ht |ttc )?(?:par|chaque|\/) ?(an|annee|mois|trimestre|semaine|jour) #/;
const PERIOD_BEFORE =
  /\b(?:(annuel|mensuel|trimestriel|hebdomadaire)(?:le)?s?|(?:par|chaque) (an|annee|mois|trimestre|semaine))(?: (?:de|est de|est|c'est|a|ca fait|fait)| ?:|,)? $/;
const PERIODS: readonly [RegExp, Period][] = [
  [/^an/, 'an'],
  [/^m/, 'mois'],
  [/^t/, 'trimestre'],
  [/^(?:s|h)/, 'semaine'],
  [/^j/, 'jour'],
];

/** How often an amount comes back, by the words beside it. */
function periodOf(text: string, { at, end }: { at: number; end: number }): Period | undefined {
  const found =
    PERIOD_AFTER.exec(text.slice(end, end + 80)) ??
    PERIOD_PLAIN.exec(text.slice(end, end + 40)) ??
    PERIOD_BEFORE.exec(text.slice(Math.max(0, at - 40), at));
  const word = found?.[1] ?? found?.[2];
  return word === undefined ? undefined : PERIODS.find(([pattern]) => pattern.test(word))?.[1];
}

/** « 3 100 m² », « 2 600 repas »: a large number that is said to count something else is no money. */
const MEASURED =
  /^ ?(?:m2|m3|ml|metres?|km|kilometres?|kg|tonnes?|litres?|repas|couverts?|habitants?|eleves?)(?!\p{L})/u;

function amountsIn(text: string): Amount[] {
  return [...text.matchAll(AMOUNT)].flatMap((match) => {
    const [, number = '', scale, currency, tax] = match;
    const value = numberOf(number) * scaleOf(scale);
    const money = scale !== undefined || currency !== undefined || tax !== undefined;
    // A year, a count of workers, a floor number: only large or grouped numbers may be money by themselves.
    if (!money && (value < 1_000 || /^(?:19|20)\d{2}$/.test(number))) return [];
    if (!money && MEASURED.test(text.slice(match.index + match[0].length))) return [];
    const place = placeOf(match);
    const per = periodOf(text, place);
    return [{ value, tax: taxOf(tax), money, ...(per && { per }), ...place }];
  });
}

function daysIn(text: string, today: IsoDate): Day[] {
  const found: Day[] = [];
  const push = (date: string, match: RegExpExecArray) => {
    if (isIsoDate(date)) found.push({ date, ...placeOf(match) });
  };
  for (const match of text.matchAll(ISO_DAY)) push(match[0], match);
  for (const match of text.matchAll(WRITTEN_DAY)) {
    const [, day = '', name = '', year] = match;
    push(dayOf(day, String(monthOf(name)), year, today), match);
  }
  for (const match of text.matchAll(NUMERIC_DAY)) {
    const [, day = '', month = '', year] = match;
    if (Number(month) <= 12)
      push(dayOf(day, month, year && (year.length === 2 ? `20${year}` : year), today), match);
  }
  for (const [pattern, shift] of RELATIVE)
    for (const match of text.matchAll(pattern)) push(addDays(today, shift), match);
  for (const match of text.matchAll(WEEKDAY)) {
    const wanted = WEEKDAYS.indexOf(match[1] ?? '');
    const now = new Date(`${today}T12:00:00Z`).getUTCDay();
    const ahead = (wanted - now + 7) % 7 || 7;
    const past = /dernier|passe/.test(match[2] ?? '');
    push(addDays(today, past ? ahead - 7 : ahead), match);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** A day without its year is the nearest one: last autumn's letter, next spring's closing. */
function dayOf(day: string, month: string, year: string | undefined, today: IsoDate): string {
  const at = (y: number) => `${y}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year) return at(Number(year));
  const current = Number(today.slice(0, 4));
  const distance = (date: string) => Math.abs(Date.parse(date) - Date.parse(today));
  return (
    [current - 1, current, current + 1]
      .map(at)
      .filter(isIsoDate)
      .sort((a, b) => distance(a) - distance(b))[0] ?? at(current)
  );
}

function monthOf(name: string): number {
  const long = FOLDED_MONTHS.indexOf(name);
  return (long >= 0 ? long : FOLDED_MONTHS.findIndex((month) => month.startsWith(name.slice(0, 4)))) + 1;
}

/** « deux mois et demi » counts in the unit below, in whole numbers. */
function durationOf(match: RegExpExecArray): Duration {
  const value = /^une?$/.test(match[1] ?? '') ? 1 : numberOf(match[1]);
  const unit = unitOf(match[2] ?? '');
  const { at, end } = placeOf(match);
  const half = HALF.exec(match.input.slice(end))?.[0];
  const below = half ? BELOW[unit] : undefined;
  if (!half || !below) return { value, unit, at, end };
  return { value: Math.round((value + 0.5) * below.many), unit: below.unit, at, end: end + half.length };
}

const HALF = /^ et demie?(?!\p{L})/u;
const BELOW: Readonly<Partial<Record<Duration['unit'], { many: number; unit: Duration['unit'] }>>> = {
  semaines: { many: 7, unit: 'jours' },
  mois: { many: 365 / 12, unit: 'jours' },
  ans: { many: 12, unit: 'mois' },
};

const placeOf = (match: RegExpExecArray) => ({
  at: match.index,
  end: match.index + match[0].trimEnd().length,
});
const replaceRange = (text: string, { at, end }: { at: number; end: number }): string =>
  text.slice(0, at) + '#'.repeat(end - at) + text.slice(end);

/** « 1 500,50 », « 1.500,50 », « 0.05 ». */
function numberOf(text = ''): number {
  const grouped = /^\d{1,3}(?:[ .]\d{3})+(?:,\d+)?$/.test(text);
  return Number(grouped ? text.replace(/[ .]/g, '').replace(',', '.') : text.replace(',', '.'));
}

function scaleOf(scale: string | undefined): number {
  if (!scale) return 1;
  if (/^(?:milliard|md)/.test(scale)) return 1_000_000_000;
  return /^(?:k|mille|millier)/.test(scale) ? 1_000 : 1_000_000;
}

function taxOf(tax: string | undefined): 'HT' | 'TTC' | undefined {
  if (!tax) return undefined;
  return /^h/.test(tax) ? 'HT' : 'TTC';
}

function unitOf(unit: string): Duration['unit'] {
  if (/^h/.test(unit)) return 'heures';
  if (/^j/.test(unit)) return 'jours';
  if (/^s/.test(unit)) return 'semaines';
  return unit === 'mois' ? 'mois' : 'ans';
}

/** Whether what stands there is only what another number is compared with: « 6 semaines, donc moins de 2 mois ». */
export const isCompared = (text: string, at: number): boolean =>
  /\b(?:moins|plus|dela|dessous|dessus) (?:de |des )?$/.test(text.slice(Math.max(0, at - 20), at));

/** A duration in months (a month counts 30.4 days). */
export function monthsOf({ value, unit }: Duration): number {
  const perMonth = { heures: 1 / 730, jours: 12 / 365, semaines: 12 / 52, mois: 1, ans: 12 };
  return value * perMonth[unit];
}
