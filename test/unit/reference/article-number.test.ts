import { describe, expect, it } from 'vitest';
import { articleExists, articlesIn, normalizeArticle } from '#src/reference/article-number.ts';

describe('the canonical form of a reference', () => {
  it.each([
    ['R2122-8', 'R2122-8'],
    ['R. 2122-8', 'R2122-8'],
    ['r 2122 - 8', 'R2122-8'],
    ['article L. 2113-10', 'L2113-10'],
    ['art. R2122-9-1', 'R2122-9-1'],
    ['L1', 'L1'],
    ['R*311-12', 'R311-12'],
    ['code de la commande publique, article L2191-1', 'L2191-1'],
    ['code du travail, art. D. 8222-5', 'C. trav. D8222-5'],
    ['C.trav. L5132-1', 'C. trav. L5132-1'],
    ['Code de justice administrative, L551-1', 'CJA L551-1'],
    ['code de commerce L441-10', 'C. com. L441-10'],
    ['CGCT L2122-22', 'CGCT L2122-22'],
    ['Annexe 2', 'annexe 2'],
  ])('of « %s » is %s', (typed, expected) => {
    expect(normalizeArticle(typed)).toBe(expected);
  });

  it.each(['décret 2024-134', 'CE 04/04/2014 n° 358994', 'annexe', 'R', '2122-8', ''])(
    '« %s » is no article',
    (typed) => {
      expect(normalizeArticle(typed)).toBeUndefined();
    },
  );
});

describe('whether an article exists', () => {
  it.each(['R2122-8', 'L2191-1', 'R2191-3', 'C. trav. L5132-4', 'CJA L551-1'])('%s does', (article) => {
    expect(articleExists(article)).toBe(true);
  });

  it.each(['R9999-9', 'L2122-888', 'CJA R2122-8', 'Code inconnu L1', 'bonjour'])('%s does not', (article) => {
    expect(articleExists(article)).toBe(false);
  });
});

describe('articles named in a text', () => {
  it('are found however they are typed, once each, in order', () => {
    const text = 'Que dit R. 2122-8, ou l 2113-10 ? Voir r2122-8 et l’article L2191-1.';
    expect(articlesIn(text)).toEqual(['R2122-8', 'L2113-10', 'L2191-1']);
  });

  it('keep their code', () => {
    expect(articlesIn('selon le code du travail, art. L5132-4 et CJA L551-1')).toEqual([
      'C. trav. L5132-4',
      'CJA L551-1',
    ]);
  });

  it('are guessed from a bare number only after the word « article », and only when they exist', () => {
    expect(articlesIn('article 2122-8')).toEqual(['R2122-8']);
    expect(articlesIn('article 9999-99')).toEqual([]);
    expect(articlesIn('le 2122-8')).toEqual([]);
  });

  it('are not seen in words, dates, amounts and plain numbers', () => {
    expect(
      articlesIn('du 01/04/2026 au 30-06-2026, lot 12-3, 60 000 € HT, D 1, tél. 04-76-00-00-00'),
    ).toEqual([]);
    expect(articlesIn('l’offre du 2 juin, d 5 jours')).toEqual([]);
  });
});
