import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, SpellingRepair } from '#src/retrieval/keyword/spelling.ts';

const spelling = new SpellingRepair(
  new Map([
    ...([
      ['marche', 40],
      ['marge', 2],
      ['avance', 20],
      ['sous', 9],
      ['traitance', 8],
    ] as const),
    ...([
      ['allotissement', 6],
      ['groupement', 7],
      ['dce', 12],
      ['2026', 3],
      ['attestation', 5],
    ] as const),
  ]),
);

describe('repairing a word', () => {
  it.each([
    ['avence', 'avance', 'a wrong letter'],
    ['avnace', 'avance', 'two letters swapped'],
    ['avancee', 'avance', 'a letter too many'],
    ['traitnce', 'traitance', 'a letter missing'],
    ['alotisement', 'allotissement', 'two mistakes in a long word'],
    ['atestasion', 'attestation', 'two mistakes in a long word'],
  ])('turns « %s » into « %s »: %s', (typed, meant) => {
    expect(spelling.repair(typed)).toBe(meant);
  });

  it('prefers the word that more pages hold when two are as near', () => {
    expect(spelling.repair('marghe')).toBe('marche');
  });

  it.each([
    ['avance', 'it is known'],
    ['dcf', 'it is short'],
    ['2025', 'it is a number'],
    ['r2122', 'it holds a number'],
    ['avbnde', 'a short word with two mistakes is another word'],
    ['pomme', 'nothing is near'],
    ['', 'it is empty'],
  ])('leaves « %s » alone: %s', (typed) => {
    expect(spelling.repair(typed)).toBeUndefined();
  });

  it('never offers a number or a short word', () => {
    expect(spelling.repair('souss')).toBe('sous');
    expect(spelling.repair('ddce')).toBeUndefined();
  });
});

describe('the distance between words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 7 });

  it.each([
    ['', '', 0],
    ['marche', 'marche', 0],
    ['marche', 'marches', 1],
    ['marche', 'mrache', 1],
    ['marche', 'avance', 4],
  ])('from « %s » to « %s » is %i', (a, b, expected) => {
    expect(editDistance(a, b, 10)).toBe(expected);
  });

  it('is the same both ways, null for equal words only, and cut at the limit', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
        const full = editDistance(a, b, 20);
        expect(editDistance(b, a, 20)).toBe(full);
        expect(full === 0).toBe(a === b);
        expect(editDistance(a, b, limit)).toBe(full <= limit ? full : limit + 1);
      }),
    );
  });

  it('is at most one for every single edit', () => {
    fc.assert(
      fc.property(word, fc.nat(6), fc.constantFrom('x', 'y'), (text, place, letter) => {
        const at = Math.min(place, text.length);
        expect(editDistance(text, text.slice(0, at) + letter + text.slice(at), 20)).toBe(1);
        if (at < text.length) expect(editDistance(text, text.slice(0, at) + text.slice(at + 1), 20)).toBe(1);
      }),
    );
  });
});
