import { MONTHS } from '#src/knowledge/dates.ts';
import { fold } from '#src/retrieval/french-text.ts';

const NUMBER_WORDS: Record<string, number> = {
  ...{
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
  },
  ...{ douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16, vingt: 20, trente: 30, quarante: 40 },
  ...{ cinquante: 50, soixante: 60, cent: 100, mille: 1000 },
};
const FOLDED_MONTHS = MONTHS.map(fold);
const SCALES: [RegExp, number][] = [
  [/^(?:milliards?|md€?)$/, 1_000_000_000],
  [/^(?:millions?|m€|meur)$/, 1_000_000],
  [/^(?:k€|keur|milliers?)$/, 1_000],
];

const NUMBER = String.raw`\d+(?:[\s\u00A0\u202F.]\d{3})*(?:[.,]\d+)?`;
const UNIT = '€|euros?|%|pour ?cent|points?|jours?|semaines?|mois|ans?|annees?|heures?|fois';
const MEASURE = new RegExp(
  String.raw`(?<![\p{L}\d-])(${NUMBER}|${Object.keys(NUMBER_WORDS).join('|')})[\s\u00A0\u202F]*(milliards?|md€|millions?|m€|k€|milliers?)?[\s\u00A0\u202F]*(?:d'|de )?(${UNIT})?(?![\p{L}\d])`,
  'gu',
);
const DATE = new RegExp(String.raw`\b(\d{1,2})(?:er)? (${FOLDED_MONTHS.join('|')})(?: (20\d{2}))?\b`, 'g');
const ISO = /\b(20\d{2})-(\d{2})-(\d{2})\b/g;

/**
 * The amounts, rates, delays and dates of a text in a canonical form, so that « 60 000 € », « 60 000 euros » and
 * « 60 k€ » are one: `60000 €`, `30 jours`, `2026-04-01`. Bare numbers of five digits and more count as amounts.
 */
export function figuresIn(text: string): string[] {
  let folded = fold(text).replace(
    /(?:article|art\.|annexe|n°|no|decret|loi|page)s?\s[\w.*°-]*\d[\w-]*/g,
    ' ',
  );
  folded = folded.replace(/\b[lrd]\.?\s?\*?\d{1,4}(?:-\d+)*\b/g, ' ');
  const found: string[] = [];
  folded = folded.replace(ISO, (_, year, month, day) => {
    found.push(`${year}-${month}-${day}`, `${month}-${day}`);
    return ' ';
  });
  folded = folded.replace(DATE, (_, day: string, month: string, year: string | undefined) => {
    const monthNumber = String(FOLDED_MONTHS.indexOf(month) + 1).padStart(2, '0');
    found.push(`${year ? `${year}-` : ''}${monthNumber}-${day.padStart(2, '0')}`);
    if (year) found.push(`${monthNumber}-${day.padStart(2, '0')}`);
    return ' ';
  });
  for (const [, number = '', scale, unit] of folded.matchAll(MEASURE)) {
    const value = toNumber(number) * scaleOf(scale);
    if (unit) found.push(`${value} ${canonicalUnit(unit)}`);
    else if (scale || value >= 10_000) found.push(`${value} €`);
  }
  return [...new Set(found)];
}

function toNumber(text: string): number {
  const word = NUMBER_WORDS[text];
  if (word !== undefined) return word;
  return Number(text.replace(/[\s\u00A0\u202F]|\.(?=\d{3}(?!\d))/g, '').replace(',', '.'));
}

const scaleOf = (scale: string | undefined): number =>
  SCALES.find(([pattern]) => scale && pattern.test(scale))?.[1] ?? 1;

function canonicalUnit(unit: string): string {
  if (/^(?:€|euros?)$/.test(unit)) return '€';
  if (/^(?:%|pour ?cent)$/.test(unit)) return '%';
  if (/^annees?$|^ans?$/.test(unit)) return 'ans';
  return unit === 'mois' || unit === 'fois' ? unit : `${unit.replace(/s$/, '')}s`;
}
