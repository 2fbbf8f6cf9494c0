import { describe, expect, it } from 'vitest';
import { analyse, contentWords, fold, prefixToken, stem } from '#src/platform/french/text-analysis.ts';

const stems = (text: string) => analyse(text).map((token) => token.stem);

describe('folding', () => {
  it.each([
    ['Éléments À RÉGLER', 'elements a regler'],
    ['cœur et ex æquo', 'coeur et ex aequo'],
    ['l’avance', "l'avance"],
    ['e\u0301tat', 'etat'],
    ['ﬁn', 'fin'],
  ])('turns « %s » into « %s »', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });
});

describe('the words that count', () => {
  it.each([
    ["J'ai droit à l'avance ?", ['droit', 'avance']],
    ['jusqu’à quand dois-je déposer mon offre', ['deposer', 'offre']],
    ["Qu'est-ce qu'un allotissement d'office ?", ['allotissement', 'office']],
    ["aujourd'hui", []],
    ['Du coup, en fait, une avance ?', ['avance']],
    ['d’accord, et après coup ?', ['coup']],
    ['un marché d’accord-cadre', ['marche', 'accord', 'cadre']],
    ['Bonjour, est-ce que je peux', []],
    ['sous-traitance', ['sous', 'traitance']],
    ['x', []],
  ])('of « %s » are %j', (text, expected) => {
    expect(contentWords(text)).toEqual(expected);
  });

  it.each([
    '60 000 €',
    '60.000 €',
    '60\u00A0000 €',
    '60\u202F000 €',
    '60000 €',
    '60 k€',
    '60k',
    '60 ke',
    '60k euros',
  ])('hold « %s » as one number', (text) => {
    expect(contentWords(text)[0]).toBe('60000');
  });

  it('join thousands as many times as there are', () => {
    expect(contentWords('5 404 000 euros')).toContain('5404000');
  });

  it('do not join a number to a year or to another count', () => {
    expect(contentWords('2026 12')).toEqual(['2026', '12']);
  });
});

describe('stems', () => {
  it('are the same with and without accents, capitals and typographic signs', () => {
    expect(stems('Délégué de l’évaluation énergétique')).toEqual(
      stems("delegue de l'EVALUATION energetique"),
    );
  });

  it('bring the forms of a word together', () => {
    expect(stem('marches')).toBe(stem('marche'));
    expect(stem(fold('délégations'))).toBe(stem(fold('délégation')));
    expect(stem('paiements')).toBe(stem('paiement'));
  });

  it('leave numbers and short acronyms whole', () => {
    expect(stem('dce')).toBe('dce');
    expect(stem('60000')).toBe('60000');
  });
});

describe('short tokens', () => {
  it('give a long stem its first five letters, and a short one nothing more', () => {
    expect(prefixToken('allotissement')).toBe('allot*');
    expect(prefixToken('avanc')).toBeUndefined();
    expect(prefixToken('600000')).toBeUndefined();
  });
});
