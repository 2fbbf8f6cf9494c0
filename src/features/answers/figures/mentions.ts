import { MONTHS } from '#src/platform/calendar/iso-date.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

const MONTH_NAMES = MONTHS.map(fold);
const MONTH = MONTH_NAMES.join('|');
/** Numbers that name a text and measure nothing. */
const REFERENCE =
  /\b(?:(?:articles?|art\.?|annexes?|decrets?|lois?|pages?)\s(?:n°\s?)?|n°s?\s?)[\w.*-]*\d[\w-]*|\b[lrd]\.?\s?\*?\s?\d{1,4}(?:-\d+)+\b|\b[lr][1-6]\b(?!-)|\b(?:19|20)\d{2}[-/]\d{2,5}\b(?!-\d)/g;
const ISO_DAY = /\b(20\d{2})-(\d{2})-(\d{2})\b/g;
const NUMERIC_DAY = /\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})\b/g;
const WRITTEN_DAY = new RegExp(String.raw`\b(\d{1,2})(?:er)? (${MONTH})(?: ((?:19|20)\d{2}))?\b`, 'g');
const MONTH_YEAR = new RegExp(String.raw`\b(${MONTH}) ((?:19|20)\d{2})\b`, 'g');
const FRACTIONS: [RegExp, string][] = [
  [/\bmoitie\b/g, '50 %'],
  [/\b(?:trois|3)[ -]quarts?\b/g, '75 %'],
  [/\b(?:un|le) quart (?=d[ue'])/g, '25 % '],
  [/\b(?:deux|2) tiers\b/g, '66,66 %'],
  [/\b(?:un|le) tiers (?=du |des |de la )/g, '33,33 % '],
];

/** Right after an amount, whether taxes are in it. */
const TAX = /^ ?\(?(ht|hors (?:taxes?|tva)|ttc|toutes (?:les )?taxes|tva comprise)\b/;
const UNITS: [RegExp, string][] = [
  [/^(?:€|euros?|eur|ht|ttc)$/, '€'],
  [/^%$/, '%'],
  [/^(?:jours?|j)$/, 'jours'],
  [/^(?:annees?|ans?)$/, 'ans'],
  [/^(?:heures?|h)$/, 'heures'],
  [/^(?:minutes?|min)$/, 'minutes'],
  [/^(?:personnes?|salariee?s?|employe?e?s?)$/, 'personnes'],
];
/** Units that an article may precede without any measure: « une fois le marché notifié ». */
const COUNTED = 'fois|points?|personnes?|salariee?s?|employee?s?|candidats?';
const MEASURED =
  'euros?|eur|ht|ttc|jours?|j|semaines?|mois|ans?|annees?|trimestres?|semestres?|heures?|minutes?|min';
const UNIT = String.raw`€|%|h(?!\p{L})|(?:${MEASURED}|${COUNTED})(?![\p{L}\d])`;
const SCALE = String.raw`(?:milliards?|mds?|millions?|milliers?|k(?:€|eur)?)(?![\p{L}\d])|m(?= ?(?:d'|de )?(?:€|eur))`;
const AMOUNT = String.raw`\d{1,3}(?:[ .,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;
const OF = "(?:d'|de )?";
const MEASURE = new RegExp(
  String.raw`(?<![\p{L}\d-]|\d[.,])(?:(${AMOUNT})(?: *(${SCALE})(?: *${OF}(${UNIT}))?| *${OF}(${UNIT})|(?![\p{L}\d]))|une? (${MEASURED})(?![\p{L}\d]))`,
  'gu',
);

/** A figure as one place of a text says it. */
export interface FigureMention {
  /** Its canonical form: `60000 €`, `30 jours`, `2026-04-01`. */
  readonly figure: string;
  /** What it proves: a day proves its month, its year and itself without its year. */
  readonly forms: readonly string[];
  /** Figures of one kind measure the same thing: « € », « % », « jours »…, or `date`. */
  readonly kind: string;
  /** Of an amount that says it. */
  readonly tax?: 'HT' | 'TTC' | undefined;
  /** Place in the read text. */
  readonly at: number;
  readonly end: number;
}

/** A text as read for its figures: folded, numbers in digits, single spaces, names of articles and texts taken out. */
export interface ReadText {
  readonly text: string;
  readonly mentions: readonly FigureMention[];
}

/**
 * The amounts, rates, delays, dates and years of a text in a canonical form, so that « 60 000 € », « soixante mille
 * euros » and « 60 k€ » are one: `60000 €`, `30 jours`, `2026-04-01`, `2026`. A bare number counts as an amount when
 * it is written or sized like one.
 */
export const figuresIn = (text: string): string[] => [
  ...new Set(readFigureText(text).mentions.flatMap(({ forms }) => forms)),
];

/** Reads a text with the place of each of its figures, in order. */
export function readFigureText(original: string): ReadText {
  const text = normalise(original);
  const mentions: FigureMention[] = [];
  // What is read is blanked out, by as many characters, so that places stay true.
  let rest = text;
  const take = (pattern: RegExp, read: (groups: (string | undefined)[]) => string[]) => {
    rest = rest.replace(pattern, (...match: unknown[]) => {
      const whole = String(match[0]);
      const at = match.findLast((one) => typeof one === 'number') as number;
      const forms = read(match.slice(1) as (string | undefined)[]);
      mentions.push({ figure: forms[0] ?? '', forms, kind: 'date', at, end: at + whole.length });
      return ` ;${' '.repeat(Math.max(0, whole.length - 2))}`;
    });
  };
  take(ISO_DAY, ([year, month, day]) => dayForms(day, month, year));
  take(NUMERIC_DAY, ([day, month, year]) => dayForms(day, month, year));
  take(WRITTEN_DAY, ([day, month, year]) => dayForms(day, monthNumber(month), year));
  take(MONTH_YEAR, ([month, year]) => [`${year}-${monthNumber(month)}`, year ?? '']);
  mentions.push(...measuresIn(rest));
  return { text, mentions: mentions.sort((a, b) => a.at - b.at) };
}

function normalise(original: string): string {
  const text = fold(original)
    .replace(/[ \t]+/g, ' ')
    .replace(REFERENCE, ' ')
    .replace(/(?<=\d) mille\b/g, ' k')
    .replace(/(?<=[\d\p{L}] ?)pour ?cents?\b/gu, '%');
  return digitsForWords(FRACTIONS.reduce((done, [pattern, value]) => done.replace(pattern, value), text));
}

/** A day, and what may be said of it: its month, its year, the day without its year. */
function dayForms(day = '', month = '', year?: string): string[] {
  const mm = month.padStart(2, '0');
  const dd = day.padStart(2, '0');
  return year ? [`${year}-${mm}-${dd}`, `${year}-${mm}`, year, `${mm}-${dd}`] : [`${mm}-${dd}`];
}

const monthNumber = (name: string | undefined): string =>
  String(MONTH_NAMES.indexOf(name ?? '') + 1).padStart(2, '0');

function measuresIn(text: string): FigureMention[] {
  const measures = [...text.matchAll(MEASURE)].map((match) => {
    const [whole, amount = '1', scale, scaled, plain, article] = match;
    const unit = scaled ?? plain ?? article ?? (scale?.startsWith('k') ? '€' : undefined);
    const end = match.index + whole.length;
    return { start: match.index, end, value: numberOf(amount, scale), text: amount, scale, unit };
  });
  return measures.flatMap((measure, index): FigureMention[] => {
    const next = measures[index + 1];
    // « de 3 à 5 mois », « 40 000 ou 60 000 € »: the first number has the unit of the second.
    const shared =
      next && /^ ?(?:a|et|ou|-|–|\/) ?$/.test(text.slice(measure.end, next.start)) ? next : undefined;
    const unit = measure.unit ?? shared?.unit;
    const value = measure.scale || measure.unit ? measure.value : measure.value * scaleOf(shared?.scale);
    const place = { at: measure.start, end: measure.end };
    const tax = taxOf(text, measure) ?? (shared && taxOf(text, shared));
    const as = (amount: string, kind: string): FigureMention[] => {
      const figure = kind === 'date' ? amount : `${amount} ${kind}`;
      return [{ figure, forms: [figure], kind, ...(kind === '€' && tax ? { tax } : {}), ...place }];
    };
    if (unit) return as(String(rounded(value)), canonicalUnit(unit));
    if (/^(?:19|20)\d{2}$/.test(measure.text) && !measure.scale) return as(measure.text, 'date');
    const sized =
      measure.scale || shared?.scale || value >= 10_000 || /^\d{1,3}[ .,]\d{3}/.test(measure.text);
    return sized ? as(String(rounded(value)), '€') : [];
  });
}

/** « 60 000 € HT », « 60 000 HT », « 60 000 € hors taxes ». */
function taxOf(
  text: string,
  { end, unit }: { end: number; unit?: string | undefined },
): FigureMention['tax'] {
  const said = unit === 'ht' || unit === 'ttc' ? unit : TAX.exec(text.slice(end, end + 24))?.[1];
  if (!said) return undefined;
  return said.startsWith('h') ? 'HT' : 'TTC';
}

function numberOf(text: string, scale: string | undefined): number {
  const grouped = /^(\d{1,3}(?:[ .,]\d{3})+)(?:[.,](\d+))?$/.exec(text);
  // « 5,404 millions »: three decimals, not thousands.
  const decimal = scale && /^\d+[.,]\d{3}$/.test(text);
  const number =
    grouped && !decimal
      ? `${grouped[1]?.replace(/[ .,]/g, '')}.${grouped[2] ?? '0'}`
      : text.replace(',', '.');
  return Number(number) * scaleOf(scale);
}

function scaleOf(scale: string | undefined): number {
  if (!scale) return 1;
  if (/^(?:milliards?|mds?)$/.test(scale)) return 1_000_000_000;
  return /^m(?:illions?)?$/.test(scale) ? 1_000_000 : 1_000;
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const canonicalUnit = (unit: string): string =>
  UNITS.find(([pattern]) => pattern.test(unit))?.[1] ??
  (/^(?:mois|fois)$/.test(unit) ? unit : `${unit.replace(/s$/, '')}s`);
