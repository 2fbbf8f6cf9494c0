import { describe, expect, it } from 'vitest';
import { CCP } from '#src/knowledge/law/codes.ts';
import { isOverseas, regimeOf } from '#src/knowledge/law/place.ts';
import {
  type LawVersion,
  lawLine,
  legifranceUrl,
  orderVersions,
  parseLawLine,
  referenceOf,
} from '#src/knowledge/law/version.ts';
import { LABOUR_ID } from '#support/knowledge/legi.ts';

const version = (about: Partial<LawVersion> = {}): LawVersion => ({
  id: 'LEGIARTI000000000001',
  code: CCP,
  num: 'R2122-8',
  path: [],
  text: 'Le texte.',
  ...about,
});
const read = (line: object) => parseLawLine(JSON.stringify(line));

describe('a line of a law file', () => {
  it('reads back what was written', () => {
    const whole = version({
      path: ['Partie réglementaire', 'Titre II'],
      nota: 'Une note.',
      asOf: '2026-11-01',
      from: '2024-01-01',
      until: '2026-03-31',
    });
    expect(parseLawLine(lawLine(whole))).toEqual({ version: whole });
  });

  it('may come from elsewhere: number as typed, date under another name, nothing else said', () => {
    expect(read({ id: 'x', num: 'R. 2122-8', text: 'Un texte.', version_date: '2026-04-01' })).toEqual({
      version: {
        id: 'x',
        code: CCP,
        num: 'R2122-8',
        path: [],
        text: 'Un texte.',
        nota: undefined,
        from: '2026-04-01',
        until: undefined,
        asOf: undefined,
      },
    });
  });

  it('that says it is out of date gives no version', () => {
    expect(read({ id: 'x', num: 'L1', text: 'Un texte.', stale: 'loi de 2026' })).toEqual({ stale: true });
    expect(read({ id: 'x', num: 'L1', text: 'Un texte.', stale: null })).toHaveProperty('version');
  });

  it.each([
    ['no JSON', '{"id":'],
    ['no text', '{"id":"x","num":"L1","text":""}'],
    ['a day that does not exist', '{"id":"x","num":"L1","text":"t","from":"2026-02-30"}'],
    [
      'an end before the beginning',
      '{"id":"x","num":"L1","text":"t","from":"2026-02-03","until":"2026-02-02"}',
    ],
  ])('with %s is refused', (_, line) => {
    expect(parseLawLine(line)).toBeUndefined();
  });
});

describe('versions in order', () => {
  it('a later wording ends the one before it, so that two never hold on one day', () => {
    const ordered = orderVersions([
      version({ id: 'b', from: '2026-04-01' }),
      version({ id: 'a', from: '2024-01-01' }),
      version({ id: 'other', num: 'R2122-9', from: '2020-01-01' }),
    ]);
    expect(ordered.map(({ id, from, until }) => [id, from, until])).toEqual([
      ['a', '2024-01-01', '2026-03-31'],
      ['b', '2026-04-01', undefined],
      ['other', '2020-01-01', undefined],
    ]);
  });

  it('a gap between two wordings stays a gap', () => {
    const ordered = orderVersions([
      version({ id: 'a', from: '2020-01-01', until: '2021-12-31' }),
      version({ id: 'b', from: '2024-01-01' }),
    ]);
    expect(ordered[0]?.until).toBe('2021-12-31');
  });

  it('of two wordings that begin on one day, one is kept', () => {
    const twins = [version({ id: 'a', from: '2024-01-01' }), version({ id: 'b', from: '2024-01-01' })];
    expect(orderVersions(twins).map(({ id }) => id)).toEqual(['b']);
  });

  it('numbers follow as people count: R2122-9 before R2122-10', () => {
    const nums = ['R2122-10', 'R2122-9', 'L2113-12'].map((num) => version({ id: num, num }));
    expect(orderVersions(nums).map(({ num }) => num)).toEqual(['L2113-12', 'R2122-9', 'R2122-10']);
  });
});

describe('how a version is cited', () => {
  it('with its code, except that of public contracts', () => {
    expect(referenceOf(version())).toBe('R2122-8');
    expect(referenceOf(version({ code: LABOUR_ID, num: 'D8222-5' }))).toBe('C. trav. D8222-5');
    expect(referenceOf(version({ num: 'Annexe préliminaire' }))).toBeUndefined();
  });

  it('with the address of its own wording, when its id is Légifrance’s', () => {
    expect(legifranceUrl('LEGIARTI000000000001')).toBe(
      'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000000000001',
    );
    expect(legifranceUrl('ccp:R2122-8')).toBeUndefined();
  });
});

describe('the regime of an article', () => {
  const second = ['Partie législative', 'Deuxième partie : Marchés publics'];
  it.each([
    ['L2113-12', [...second, 'Livre Ier : Dispositions générales'], 'ordinary'],
    [
      'L2313-6',
      [...second, 'Livre III : Dispositions applicables aux marchés de défense ou de sécurité'],
      'defence',
    ],
    [
      'R2313-6',
      ['Partie reglementaire', 'Deuxieme partie marches publics', 'Livre iii marches de defense'],
      'defence',
    ],
    [
      'L3113-1',
      ['Partie législative', 'Troisième partie : Concessions', 'Livre III : outre-mer'],
      'concession',
    ],
    [
      'L1111-1',
      ['Partie législative', 'Première partie : Définitions', 'Livre III : Contrats mixtes'],
      'any',
    ],
    ['L3', ['Partie législative', 'TITRE PRÉLIMINAIRE'], 'any'],
    [
      'R2124-4',
      [...second, 'Livre Ier', 'Section 2 : Règles applicables aux entités adjudicatrices'],
      'utilities',
    ],
    ['R2100-1', [...second, 'Livre Ier', 'Pouvoirs adjudicateurs et entités adjudicatrices'], 'ordinary'],
    ['R2323-1', [], 'defence'],
    ['R3133-1', [], 'concession'],
    ['R2122-8', [], 'ordinary'],
  ] as const)('%s under %j is of %s', (num, path, regime) => {
    expect(regimeOf(CCP, num, path)).toBe(regime);
  });

  it('of another code holds for all', () => {
    expect(regimeOf(LABOUR_ID, 'L3133-1', ['Troisième partie : Durée du travail'])).toBe('any');
  });

  it('overseas adaptations are told apart', () => {
    expect(isOverseas([...second, 'Livre VI : Dispositions relatives à l’outre-mer'])).toBe(true);
    expect(isOverseas(['Livre iii dispositions relatives a loutre mer'])).toBe(true);
    expect(isOverseas(second)).toBe(false);
  });
});
