import { describe, expect, it } from 'vitest';
import {
  type Figure,
  figureIdsIn,
  fillFigures,
  formatValue,
  frenchNumber,
  readFigures,
  valueOn,
} from '#src/knowledge/model/figures.ts';

/** No-break spaces made plain, so that expectations can be read. */
const plain = (text: string | undefined) => text?.replace(/\u00A0/g, ' ');
const read = (text: string) => readFigures(text, 'figures.yaml');
const problemsOf = (text: string) =>
  read(text).problems.map(({ path, line, message }) => `${path}:${line} ${message}`);

const DISPENSE = `- id: dispense
  label: Seuil de dispense
  unit: "€ HT"
  values:
    - { from: "2024-01-01", until: "2026-03-31", value: 40000, article: R2122-8 }
    - { from: "2026-04-01", value: 60000 }
`;
const figure = (text: string, id: string): Figure => {
  const found = read(text).figures.get(id);
  if (!found) throw new Error(`no figure ${id}`);
  return found;
};

describe('the value of a day', () => {
  it.each([
    ['2024-01-01', 40_000],
    ['2026-03-31', 40_000],
    ['2026-04-01', 60_000],
    ['2099-01-01', 60_000],
  ])('on %s is %i', (date, expected) => {
    expect(valueOn(figure(DISPENSE, 'dispense'), date)?.value).toBe(expected);
  });

  it('is unknown before the first known one, never guessed', () => {
    expect(valueOn(figure(DISPENSE, 'dispense'), '2023-12-31')).toBeUndefined();
  });

  it('is unknown in a gap between two values and after an expired one', () => {
    const gap = DISPENSE.replace('2026-03-31', '2026-01-31').replace(
      'from: "2026-04-01"',
      'from: "2026-04-01", until: "2026-12-31"',
    );
    expect(valueOn(figure(gap, 'dispense'), '2026-02-15')).toBeUndefined();
    expect(valueOn(figure(gap, 'dispense'), '2027-01-01')).toBeUndefined();
  });
});

describe('reading the register', () => {
  it('keeps label, aliases, regime, article and source', () => {
    expect(figure(DISPENSE, 'dispense')).toEqual({
      id: 'dispense',
      label: 'Seuil de dispense',
      unit: '€ HT',
      regime: 'any',
      aliases: [],
      values: [
        { from: '2024-01-01', until: '2026-03-31', value: 40_000, article: 'R2122-8', source: undefined },
        { from: '2026-04-01', until: undefined, value: 60_000, article: undefined, source: undefined },
      ],
    });
  });

  it.each([
    [
      'two values that overlap',
      DISPENSE.replace('2026-03-31', '2026-04-01'),
      ':1 « dispense » : deux valeurs se chevauchent dans le temps',
    ],
    [
      'an open value before another',
      DISPENSE.replace(' until: "2026-03-31",', ''),
      ':1 « dispense » : deux valeurs se chevauchent dans le temps',
    ],
    [
      'an end before the beginning',
      DISPENSE.replace('2026-03-31', '2023-01-01'),
      ':1 « dispense » : « until » est avant « from »',
    ],
    [
      'text for a number',
      DISPENSE.replace('60000', '"soixante mille"'),
      ':1 « dispense » : une valeur ne correspond pas à l’unité « € HT »',
    ],
    [
      'a number for a date',
      DISPENSE.replace('€ HT', 'date'),
      ':1 « dispense » : une valeur ne correspond pas à l’unité « date »',
    ],
    [
      'a date that does not exist',
      '- id: facture\n  label: Facturation\n  unit: date\n  values: [{ value: "2026-02-30" }]',
      ':1 « facture » : une valeur ne correspond pas à l’unité « date »',
    ],
    ['an id with accents', DISPENSE.replace('id: dispense', 'id: Dispensé'), ':1 « id » : valeur refusée'],
    ['a missing label', DISPENSE.replace(/ {2}label.*\n/, ''), ':1 « label » : champ manquant ou vide'],
    ['no value at all', DISPENSE.replace(/values:[\s\S]*/, 'values: []'), ':4 « values » : valeur refusée'],
    ['a misspelt field', DISPENSE.replace('article', 'artcle'), ':5 « values.0 » : champ inconnu « artcle »'],
    [
      'a bad day',
      DISPENSE.replace('2026-04-01', '01/04/2026'),
      ':6 « values.1.from » : une date s’écrit AAAA-MM-JJ',
    ],
    ['the same id twice', DISPENSE + DISPENSE, ':7 le chiffre « dispense » est défini deux fois'],
    [
      'a file that is not a list',
      'dispense: 40000',
      ':1 le registre doit être une liste de chiffres (« - id: … »)',
    ],
    [
      'broken YAML',
      `${DISPENSE}- id: "sans fin`,
      ':7 YAML illisible (vérifiez les deux-points, guillemets et retraits)',
    ],
  ])('names the line of %s', (_, text, expected) => {
    expect(problemsOf(text)).toContain(`figures.yaml${expected}`);
  });

  it('leaves a bad entry out and keeps the others', () => {
    const { figures, problems } = read(`- id: mauvais\n  label: Sans valeur\n${DISPENSE}`);
    expect([...figures.keys()]).toEqual(['dispense']);
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe('how a value is said', () => {
  it.each([
    ['€ HT', 60_000, '60 000 € HT'],
    ['€ HT', 5_404_000, '5 404 000 € HT'],
    ['€', 40, '40 €'],
    ['%', 8.65, '8,65 %'],
    ['mois', 1, '1 mois'],
    ['mois', 12, '12 mois'],
    ['jours', 1, '1 jour'],
    ['jours', 30, '30 jours'],
    ['jours ouvrés', 1, '1 jour ouvré'],
    ['ans', 1, '1 an'],
    ['ans', 1.5, '1,5 an'],
    ['fois', 1.5, '1,5 fois'],
    ["millions d'euros", 1, "1 million d'euros"],
    ["millions d'euros HT", 50, "50 millions d'euros HT"],
    ['date', '2026-09-01', '1er septembre 2026'],
  ])('in %s, %s reads « %s »', (unit, value, expected) => {
    expect(plain(formatValue(unit, value))).toBe(expected);
  });

  it('binds number and unit with no-break spaces, so that a line never cuts them', () => {
    expect(formatValue('€ HT', 60_000)).not.toContain(' ');
    expect(frenchNumber(1_234_567.5)).toBe('1\u00A0234\u00A0567,5');
  });
});

describe('filling a text', () => {
  const register = read(DISPENSE).figures;

  it('puts the value of the asked day in place of each mark', () => {
    const text = 'Sous {{dispense}}, et {{ dispense }} encore.';
    expect(plain(fillFigures(text, register, '2025-06-01'))).toBe('Sous 40 000 € HT, et 40 000 € HT encore.');
    expect(plain(fillFigures(text, register, '2026-06-01'))).toBe('Sous 60 000 € HT, et 60 000 € HT encore.');
  });

  it('gives nothing when one value is unknown: half a rule must not be served', () => {
    expect(fillFigures('Sous {{dispense}}.', register, '2020-01-01')).toBeUndefined();
    expect(fillFigures('Sous {{dispense}} et {{inconnu}}.', register, '2026-06-01')).toBeUndefined();
  });

  it('leaves a text without mark as it is', () => {
    expect(fillFigures('Rien à remplir : {dispense}.', register, '2026-06-01')).toBe(
      'Rien à remplir : {dispense}.',
    );
  });

  it('lists the marks of a text', () => {
    expect(figureIdsIn('{{a}} puis {{ b-c }} et { {d} }')).toEqual(['a', 'b-c']);
  });
});
