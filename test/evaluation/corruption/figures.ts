import { formatValue } from '#src/knowledge/model/figures.ts';
import { inWords } from './number-words.ts';
import { pick } from './random.ts';
import { editEach, plain, sourceWords } from './text.ts';
import type { Corruption, Group } from './ways.ts';

const AMOUNT =
  /(?<![\d,.])(\d{1,3}(?:[\u00A0\u202F ]\d{3})+|\d+)([\u00A0\u202F ]?)€([\u00A0\u202F ](?:HT|TTC))?/g;
const RATE = /(?<![\d,.])(\d+(?:,\d+)?)([\u00A0\u202F ]?)%/g;
const DELAY =
  /(?<![\d,.])(\d+)([\u00A0\u202F ])(jours?(?: (?:ouvrés|ouvrables))?|mois|ans?|semaines?|heures?|minutes)(?!\p{L})/gu;

const digits = (text: string): number => Number(text.replace(/[\u00A0\u202F ]/g, '').replace(',', '.'));
const written = (value: number): string => formatValue('€', value).replace(/\u00A0€$/, '');

/** Edits each amount into another that stands in none of the passages, in digits or in thousands. */
const movedAmount =
  (
    move: (value: number, random: () => number) => number,
    say: (value: number) => string | undefined,
  ): Corruption =>
  (sample, _, random) => {
    const known = sourceWords(sample);
    return editEach(sample.draft, AMOUNT, ([, number = '', , tax = '']) => {
      const value = move(digits(number), random);
      const said = Number.isInteger(value) && value > 0 ? say(value) : undefined;
      return said && !known.includes(plain(written(value))) ? `${said}${tax}` : undefined;
    });
  };

const nudged = (value: number, random: () => number): number => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return value + step * (1 + Math.floor(random() * 4)) * (random() < 0.5 ? -1 : 1);
};
const inDigits = (value: number): string => `${written(value)}\u00A0€`;

/** Values of the register in the unit of the amount, absent from the passages. */
const fromRegister: Corruption = (sample, { figures }, random) => {
  const known = sourceWords(sample);
  const values = [...figures.values()]
    .filter(({ unit }) => unit.startsWith('€'))
    .flatMap((figure) => figure.values.map(({ value }) => Number(value)))
    .filter((value) => !known.includes(plain(written(value))));
  return editEach(sample.draft, AMOUNT, ([, , , tax = '']) => {
    const value = pick(values, random);
    return value === undefined ? undefined : `${inDigits(value)}${tax}`;
  });
};

/** Another figure of the same kind that the passages do hold, said of something else. */
const fromSamePage =
  (pattern: RegExp): Corruption =>
  (sample, _, random) => {
    const kindOf = (match: RegExpMatchArray) => plain(match[3]?.replace(/s$/, '') ?? '%');
    const found = [...sourceWords(sample).matchAll(pattern)];
    const other = (match: RegExpMatchArray): string | undefined => {
      const others = found.filter(
        (one) =>
          digits(one[1] ?? '') !== digits(match[1] ?? '') &&
          (pattern === AMOUNT || kindOf(one) === kindOf(match)),
      );
      return pick(others, random)?.[0];
    };
    return editEach(sample.draft, pattern, other, { notes: false });
  };

const movedNumber =
  (pattern: RegExp, move: (value: number, random: () => number) => number): Corruption =>
  (sample, _, random) => {
    const known = sourceWords(sample);
    return editEach(sample.draft, pattern, ([whole, number = '']) => {
      const value = Math.round(10 * move(digits(number), random)) / 10;
      const said = whole.replace(number, String(value).replace('.', ','));
      const stands = new RegExp(`(?<![\\d,])${plain(said)}`).test(known);
      return value > 0 && !stands ? said : undefined;
    });
  };

const swappedTax: Corruption = ({ draft }) =>
  editEach(
    draft,
    /(€[\u00A0\u202F ])(HT|TTC)\b/g,
    ([, sign, tax]) => `${sign}${tax === 'HT' ? 'TTC' : 'HT'}`,
  );

const swappedUnit: Corruption = (sample, _, random) => {
  const known = sourceWords(sample);
  return editEach(sample.draft, DELAY, ([, number, space, unit = '']) => {
    const other = pick(
      ['jours', 'semaines', 'mois', 'ans', 'heures'].filter((one) => !one.startsWith(unit.slice(0, 2))),
      random,
    );
    return known.includes(`${number} ${other}`) ? undefined : `${number}${space}${other}`;
  });
};

/** « au moins » for « au plus », « sous » for « à partir de »: the figure stands, on the wrong side. */
const SIDES: readonly [RegExp, string][] = [
  [/\bau moins (?=\d)/g, 'au plus '],
  [/\bau plus (?=\d)/g, 'au moins '],
  [/\bà moins de (?=\d)/g, 'à plus de '],
  [/\bplus de (?=\d)/g, 'moins de '],
  [/\bdépasse (?=\d)/g, 'ne dépasse pas '],
  [/\bà partir de (?=\d)/g, 'au-dessous de '],
  [/\b[Ss]ous (?=\d)/g, 'au-dessus de '],
  [/\bdès (?=\d)/g, 'jusqu’à '],
];
const swappedSide: Corruption = ({ draft }) =>
  SIDES.flatMap(([pattern, words]) => editEach(draft, pattern, () => words));

const way = (corrupt: Corruption): { group: Group; corrupt: Corruption } => ({ group: 'figure', corrupt });

const misplaced = (corrupt: Corruption): { group: Group; corrupt: Corruption } => ({
  group: 'misplaced',
  corrupt,
});

/** Wrong amounts, rates and delays. */
export const FIGURE_WAYS = {
  'amount-moved': way(movedAmount(nudged, inDigits)),
  'amount-times-ten': way(
    movedAmount((value, random) => (random() < 0.5 ? value * 10 : value / 10), inDigits),
  ),
  'amount-from-register': way(fromRegister),
  'amount-from-same-page': misplaced(fromSamePage(AMOUNT)),
  'amount-in-words': way(
    movedAmount(nudged, (value) => (value < 1e9 ? `${inWords(value)} euros` : undefined)),
  ),
  'amount-in-thousands': way(
    movedAmount(nudged, (value) => (value % 1_000 === 0 ? `${value / 1_000} k€` : undefined)),
  ),
  'tax-swapped': way(swappedTax),
  'rate-moved': way(
    movedNumber(RATE, (value, random) => (random() < 0.5 ? value * 2 : value + (random() < 0.5 ? 1 : -1))),
  ),
  'rate-from-same-page': misplaced(fromSamePage(RATE)),
  'delay-moved': way(
    movedNumber(DELAY, (value, random) => (random() < 0.5 ? value * 2 : value + (random() < 0.5 ? 1 : -1))),
  ),
  'delay-from-same-page': misplaced(fromSamePage(DELAY)),
  'unit-swapped': way(swappedUnit),
  'side-swapped': misplaced(swappedSide),
};
