import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';

/** One figure in the forms that pages, models and people give it. */
const SAME: readonly [canonical: string, forms: readonly string[]][] = [
  [
    '60000 €',
    [
      '60 000 € HT',
      '60\u00A0000\u00A0€',
      '60\u202F000 euros',
      '60.000 €',
      '60,000 €',
      '€60,000',
      '60000',
      '60 000',
      '60 k€',
      '60k',
      '60 000 HT',
      '60 000 EUR',
      'soixante mille euros',
      '60 mille euros',
    ],
  ],
  ['2400000 €', ['2 400 000 €', '2,4 M€', 'deux millions quatre cent mille euros']],
  ['5404000 €', ['5 404 000 € HT', '5,404 millions d’euros', '5,404 M€', '5404 k€', '5 404 000']],
  ['200000 €', ['deux cent mille euros', '200 000 €', '200 k€', '0,2 million d’euros']],
  ['1000.5 €', ['1 000,50 €', '1000,5 euros']],
  ['40 €', ['40 €', 'quarante euros', '40€', '40 € TTC']],
  [
    '30 jours',
    [
      '30 jours',
      'trente jours',
      '30 j',
      '30\u00A0jours',
      'trente  jours',
      '30 jours ouvrés',
      'une trentaine de jours',
    ],
  ],
  ['35 jours', ['35 jours', 'trente-cinq jours', 'trente cinq jours']],
  ['97 jours', ['quatre-vingt-dix-sept jours', '97 jours']],
  ['71 ans', ['soixante et onze ans', 'soixante-et-onze ans', '71 ans', '71 années']],
  ['80 %', ['quatre-vingts pour cent', '80 %', '80%', '80 pour cent', '80 pourcent']],
  ['50 %', ['50 %', 'la moitié', 'cinquante pour cent']],
  ['1 mois', ['1 mois', 'un mois']],
  ['1 semaines', ['une semaine', '1 semaine']],
  ['1.5 fois', ['1,5 fois', '1.5 fois']],
  ['250 personnes', ['250 salariés', '250 personnes', 'deux cent cinquante employés']],
  ['12 heures', ['12 h', '12h', '12 heures', 'douze heures', '12h30']],
];

describe('figures of a text', () => {
  test.each(SAME)('%s is read in each of its forms', (canonical, forms) => {
    for (const form of forms) expect(figuresIn(`Il faut ${form} au plus.`), form).toContain(canonical);
  });

  test('any amount that a page shows is read back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (value) => {
        expect(figuresIn(`Sous ${formatValue('€ HT', value)}, c’est libre.`)).toEqual([`${value} €`]);
      }),
    );
  });

  test.each([
    ['de 3 à 5 mois', ['3 mois', '5 mois']],
    ['entre 40 000 et 60 000 €', ['40000 €', '60000 €']],
    ['entre 4 et 5 millions d’euros', ['4000000 €', '5000000 €']],
    ['deux ou trois jours', ['2 jours', '3 jours']],
  ])('both ends of « %s » are figures', (text, figures) => {
    expect(figuresIn(text)).toEqual(figures);
  });

  test.each([
    ['1er avril 2026', '2026-04-01'],
    ['12/03/2027', '2027-03-12'],
    ['12.03.2027', '2027-03-12'],
    ['2026-04-01', '2026-04-01'],
    ['le premier trimestre 2031', '2031'],
    ['avril 2027', '2027-04'],
    ['depuis 2031', '2031'],
    ['15 août', '08-15'],
  ])('the date « %s » is a figure', (text, figure) => {
    expect(figuresIn(text)).toContain(figure);
  });

  test('a date proves its month, its year and its day, and no other', () => {
    expect(figuresIn('1er avril 2026')).toEqual(['2026-04-01', '2026-04', '2026', '04-01']);
  });

  test.each([
    'article R2122-8',
    'articles L. 2113-10 et R. 2122-8',
    'décret n° 2025-1386',
    'la directive 2014/24',
    'annexe 12',
    'une fois le marché notifié',
    'une personne vous répond',
    'le 12e lot et le 2ème',
    'le lot 3',
    'les trois étapes',
    'deux enveloppes',
    'un marché neuf',
    '60 km',
  ])('« %s » holds no figure', (text) => {
    expect(figuresIn(text)).toEqual([]);
  });

  test('a word that ends like « no » or « loi » hides no figure after it', () => {
    expect(figuresIn('nos 30 jours, emploi 12 mois, casino 500 €')).toEqual(['30 jours', '12 mois', '500 €']);
  });

  test('a figure is not made of the end of a line and the beginning of the next', () => {
    expect(figuresIn('lot 12\n000 points')).not.toContain('12000 points');
  });
});

describe('numbers in letters', () => {
  test.each([
    ['vingt et un', '21'],
    ['soixante-dix', '70'],
    ['quatre-vingt-un', '81'],
    ['cent vingt', '120'],
    ['deux cents', '200'],
    ['mille deux cents', '1200'],
    ['deux cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf', '299999'],
    ['une quinzaine', '15'],
    ['un marche et une avance', 'un marche et une avance'],
    ['centre et sixieme', 'centre et sixieme'],
  ])('« %s » becomes « %s »', (words, digits) => {
    expect(digitsForWords(words)).toBe(digits);
  });
});
