/** What a number counts, as the words and signs beside it say; `''` where they say nothing. */
export type NumberUnit =
  | ''
  | '%'
  | '€'
  | '€ HT'
  | '€ TTC'
  | 'points'
  | 'grade'
  | 'permille'
  | 'heures'
  | 'minutes'
  | 'jours'
  | 'semaines'
  | 'mois'
  | 'ans'
  | 'km'
  | 'hour-rate';

/** A number of a message, whatever it counts. */
export interface SaidNumber {
  /** A time in minutes where its unit is; a part of a thousand where it is one. */
  readonly value: number;
  readonly unit: NumberUnit;
  /** As it is written: « 2 400 », « 1 h 10 », « 1/1000 ». */
  readonly written: string;
  /** How many decimals it is written with. */
  readonly decimals: number;
  /** What a grade is out of. */
  readonly outOf?: number | undefined;
  /** Place of the number in the folded text, and where its unit ends. */
  readonly at: number;
  readonly end: number;
}

const PLAIN = String.raw`\d{1,3}(?:[ .]\d{3}){1,4}(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?`;
const NUMBER = new RegExp(String.raw`(?<![\p{L}\d.,/-]|n° ?|\bde pour )(?:${PLAIN})(?!-\d|\d)`, 'gu');
/** What follows the digits of a number that is not a plain one. */
const CLOCK = /^ ?h(?:eures?)? ?([0-5]\d)(?!\d| ?(?:€|euros?))(?: ?(?:min|mn|minutes?))?(?!\p{L})/u;
const FRACTION = /^ ?\/ ?(\d{1,2} ?000|\d{3,5})(?!\d)/;
const GRADE = /^ ?(?:\/ ?(5|10|20|100)(?!\d|[.,]\d)|sur (10|20)(?! ?[\p{L}\d€]))/u;
const UNITS: readonly (readonly [RegExp, NumberUnit])[] = [
  [/^ ?(?:%|pour ?(?:cents?|100)(?!\p{L}|\d)|pourcents?(?!\p{L}))/u, '%'],
  [/^ ?(?:millieme|pour ?mille)s?(?!\p{L})/u, 'permille'],
  [
    /^ ?(?:€|euros?|eur|e)? ?(?:ht |brut |net |charges? )?(?:(?:de |a )?l'|par |\/ ?|de |d')(?:heure|h)(?!\p{L}|')/u,
    'hour-rate',
  ],
  [/^ ?(?:k?€|k|euros?|eur|e|balles)? ?(?:ht|hors[ -]taxes?)(?!\p{L})/u, '€ HT'],
  [/^ ?(?:k?€|k|euros?|eur|e|balles)? ?(?:ttc|toutes[ -]taxes(?: comprises)?)(?!\p{L})/u, '€ TTC'],
  [/^ ?(?:k ?€|k|€|euros?|eur|e|balles)(?!\p{L})/u, '€'],
  [/^ ?(?:points?|pts?)(?!\p{L})/u, 'points'],
  [/^ ?(?:heures?|h)(?![\p{L}\d])/u, 'heures'],
  [/^ ?(?:minutes?|min|mn)(?!\p{L})/u, 'minutes'],
  [/^ ?(?:jours?|journees?|j)(?![\p{L}'])/u, 'jours'],
  [/^ ?(?:semaines?|sem)(?!\p{L})/u, 'semaines'],
  [/^ ?mois(?!\p{L})/u, 'mois'],
  [/^ ?(?:annees?|ans?)(?!\p{L})/u, 'ans'],
  [/^ ?(?:km|kilometres?)(?!\p{L})/u, 'km'],
];
/** Characters after the digits in which the unit is. */
const AHEAD = 40;

/** Every number of a folded text, in its order, with what it counts; those of dates and articles are numbers, too. */
export function numbersSaid(text: string): SaidNumber[] {
  const found: SaidNumber[] = [];
  for (const { 0: digits, index } of text.matchAll(NUMBER)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const after = text.slice(index + digits.length, index + digits.length + AHEAD);
    const read = special(digits, after) ?? plain(digits, after);
    const end = index + read.length;
    found.push({ ...read.said, at: index, end, written: text.slice(index, end).trim() });
  }
  return found;
}

interface Read {
  readonly said: Omit<SaidNumber, 'at' | 'end' | 'written'>;
  readonly length: number;
}

/** « 1 h 10 », « 1/3000 », « 18/20 » */
function special(digits: string, after: string): Read | undefined {
  const value = numberOf(digits);
  const clock = CLOCK.exec(after);
  if (clock)
    return read(digits, clock[0], { value: value * 60 + Number(clock[1]), unit: 'minutes', decimals: 0 });
  const part = FRACTION.exec(after);
  if (part)
    return read(digits, part[0], {
      value: value / Number(part[1]?.replace(' ', '')),
      unit: 'permille',
      decimals: 0,
    });
  const grade = GRADE.exec(after);
  const outOf = Number(grade?.[1] ?? grade?.[2]);
  return grade && value <= outOf
    ? read(digits, grade[0], { value, unit: 'grade', decimals: decimalsOf(digits), outOf })
    : undefined;
}

function plain(digits: string, after: string): Read {
  const [unit, words] = unitOf(after);
  const scale = /^ ?k(?! ?m)/.test(after) && /^€/.test(unit) ? 1_000 : 1;
  const value = numberOf(digits) * scale;
  return read(digits, words, {
    value: unit === 'permille' ? value / 1_000 : value,
    unit,
    decimals: decimalsOf(digits),
  });
}

const read = (digits: string, rest: string, said: Read['said']): Read => ({
  said,
  length: digits.length + rest.length,
});

function unitOf(after: string): readonly [NumberUnit, string] {
  for (const [pattern, unit] of UNITS) {
    const found = pattern.exec(after);
    if (found) return [unit, found[0]];
  }
  return ['', ''];
}

const isGrouped = (digits: string): boolean => /^\d{1,3}(?:[ .]\d{3})+/.test(digits);

const numberOf = (digits: string): number =>
  Number((isGrouped(digits) ? digits.replace(/[ .]/g, '') : digits).replace(',', '.'));

const decimalsOf = (digits: string): number =>
  isGrouped(digits) ? (digits.split(',')[1]?.length ?? 0) : (digits.split(/[.,]/)[1]?.length ?? 0);
