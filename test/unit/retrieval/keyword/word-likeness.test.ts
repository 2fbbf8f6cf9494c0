import { describe, expect, it } from 'vitest';
import { likenessTo, nearestWord, wordLikeness } from '#src/retrieval/keyword/word-likeness.ts';

describe('how alike two stems are', () => {
  it('is told by the letters that they begin with', () => {
    expect(wordLikeness('rembours', 'rembours')).toBe(1);
    expect(wordLikeness('rembours', 'remboursabl')).toBeGreaterThan(wordLikeness('rembours', 'remboit'));
    expect(wordLikeness('remboursabl', 'rembours')).toBe(wordLikeness('rembours', 'remboursabl'));
  });

  it('is nothing for words that share a few letters alone', () => {
    expect(wordLikeness('marche', 'marie')).toBe(0);
    expect(wordLikeness('lot', 'loti')).toBe(0);
    expect(wordLikeness('', '')).toBe(1);
  });

  it('of the nearest of some is the best of them', () => {
    expect(nearestWord('avanc', new Set(['delai', 'avanc']))).toBe(1);
    expect(nearestWord('avanc', new Set(['delai', 'avancer']))).toBeCloseTo(5 / 7, 5);
    expect(nearestWord('avanc', new Set())).toBe(0);
    const likeness = likenessTo(['avanc', 'delai']);
    expect([...(likeness('avanc') ?? [])]).toEqual([1, 0]);
    expect(likeness('avarie')).toBeUndefined();
  });
});
